package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Target;

/** Knows where the services of a chosen stack are. */
interface TargetFinder {
  /** The services of that stack; fails when it was never started. */
  Target find(StackChoice choice) throws CommandFailed;
}
