/** Proofs of scores that anybody can check without a server. */
@NullMarked
package io.barometer.certificate;

import org.jspecify.annotations.NullMarked;
