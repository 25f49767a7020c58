@NullMarked
package io.barometer.audit.verify;

import org.jspecify.annotations.NullMarked;
