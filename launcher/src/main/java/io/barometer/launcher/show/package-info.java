/** What people and programs see: tables, charts and sentences, and the JSON of the same facts. */
@NullMarked
package io.barometer.launcher.show;

import org.jspecify.annotations.NullMarked;
