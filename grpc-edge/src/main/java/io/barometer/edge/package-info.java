/**
 * What every gRPC border does in the same way: credential to tenant, refusals with reasons, page
 * tokens.
 */
@NullMarked
package io.barometer.edge;

import org.jspecify.annotations.NullMarked;
