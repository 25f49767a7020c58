@NullMarked
package io.barometer.e2e.cases;

import org.jspecify.annotations.NullMarked;
