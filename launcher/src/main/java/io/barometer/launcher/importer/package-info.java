/** Files of events, CSV or NDJSON, through the public streaming call. */
@NullMarked
package io.barometer.launcher.importer;

import org.jspecify.annotations.NullMarked;
