/**
 * What makes entries sure: the bytes that are hashed and signed, and the keys. JDK and contracts
 * only, so that whoever checks an export needs no service.
 */
@NullMarked
package io.barometer.audit.chain;

import org.jspecify.annotations.NullMarked;
