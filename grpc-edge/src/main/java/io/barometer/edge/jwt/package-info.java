/** Tokens of an OpenID provider as credentials. */
@NullMarked
package io.barometer.edge.jwt;

import org.jspecify.annotations.NullMarked;
