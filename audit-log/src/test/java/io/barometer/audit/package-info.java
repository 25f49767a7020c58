@NullMarked
package io.barometer.audit;

import org.jspecify.annotations.NullMarked;
