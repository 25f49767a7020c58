@NullMarked
package io.barometer.certificate;

import org.jspecify.annotations.NullMarked;
