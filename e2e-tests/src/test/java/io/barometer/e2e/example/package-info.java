@NullMarked
package io.barometer.e2e.example;

import org.jspecify.annotations.NullMarked;
