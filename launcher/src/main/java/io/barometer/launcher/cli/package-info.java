/** The subcommands of `barometer`. */
@NullMarked
package io.barometer.launcher.cli;

import org.jspecify.annotations.NullMarked;
