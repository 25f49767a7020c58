/** Checks an exported trail without any service: every chain, every signature, every end. */
@NullMarked
package io.barometer.audit.verify;

import org.jspecify.annotations.NullMarked;
