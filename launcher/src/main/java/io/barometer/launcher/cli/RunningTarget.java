package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Target;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;
import io.barometer.launcher.stack.Stack;
import java.nio.file.Path;

/** Finds the stack that runs on a data folder, with the keys that are kept in it. */
final class RunningTarget implements TargetFinder {
  @Override
  public Target find(StackChoice choice) throws CommandFailed {
    Path data = choice.data == null ? Stack.defaultData() : choice.data.toAbsolutePath();
    Addresses addresses =
        choice.portBase == null
            ? Stack.find(data).orElseThrow(() -> notRunning(data))
            : new Addresses(choice.portBase);
    Target own = Target.of(addresses, Credentials.read(data));
    return choice.credential(System.getenv()).map(own::as).orElse(own);
  }

  private static CommandFailed notRunning(Path data) {
    return new CommandFailed(
        "No stack runs on "
            + data
            + ". Start it with ./barometer up, or name the folder of a running one with --data.");
  }
}
