@NullMarked
package io.barometer.audit.chain;

import org.jspecify.annotations.NullMarked;
