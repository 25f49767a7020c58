package io.barometer.launcher.cli;

/** Knows where the services of a chosen stack are. */
interface TargetFinder {
  /** The services of that stack; fails when it was never started. */
  Target find(StackChoice choice) throws CommandFailed;
}
