/** The bundled example, and what the platform must say about it. */
@NullMarked
package io.barometer.e2e.example;

import org.jspecify.annotations.NullMarked;
