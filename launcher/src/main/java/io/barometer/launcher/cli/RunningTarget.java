package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Servers;
import io.barometer.launcher.client.Target;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;
import io.barometer.launcher.stack.Stack;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds services elsewhere, or the stack that runs on a data folder with the keys kept in it. */
final class RunningTarget implements TargetFinder {
  private final Map<String, String> environment;

  RunningTarget(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Target find(StackChoice choice) throws CommandFailed {
    Optional<Servers> elsewhere = choice.servers(environment);
    if (elsewhere.isPresent()) {
      return Target.of(
          elsewhere.get(), choice.credential(environment).orElseThrow(RunningTarget::noCredential));
    }
    Path data = choice.data == null ? Stack.defaultData() : choice.data.toAbsolutePath();
    Addresses addresses =
        choice.portBase == null
            ? Stack.find(data).orElseThrow(() -> notRunning(data))
            : new Addresses(choice.portBase);
    Target own = Target.of(addresses, Credentials.read(data));
    return choice.credential(environment).map(own::as).orElse(own);
  }

  private static CommandFailed noCredential() {
    return new CommandFailed(
        "Services elsewhere want a key or token: --token-file FILE, --token TOKEN or the variable"
            + " BAROMETER_TOKEN.");
  }

  private static CommandFailed notRunning(Path data) {
    return new CommandFailed(
        "No stack runs on "
            + data
            + ". Start it with ./barometer up, or name the folder of a running one with --data.");
  }
}
