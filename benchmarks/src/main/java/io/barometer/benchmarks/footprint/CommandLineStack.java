package io.barometer.benchmarks.footprint;

import io.barometer.benchmarks.measure.Memory;
import io.barometer.benchmarks.measure.ProcessTree;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.embedded.Folders;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;
import io.barometer.launcher.stack.PortBase;
import io.barometer.launcher.stack.Stack;
import io.barometer.launcher.stack.StackStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stack that is started and stopped by the command that people use, in a throw-away folder. */
final class CommandLineStack implements AutoCloseable {
  private final Path folder;
  private final int portBase;
  private boolean up;

  private CommandLineStack(Path folder, int portBase) {
    this.folder = folder;
    this.portBase = portBase;
  }

  /** Builds what is missing, so that no build is measured. */
  static CommandLineStack create() throws Exception {
    CommandLineStack stack =
        new CommandLineStack(Files.createTempDirectory("barometer-bench-"), PortBase.free());
    stack.command("--help");
    return stack;
  }

  /** Seconds until the command says that all is ready. */
  double up() throws Exception {
    up = true;
    long begun = System.nanoTime();
    command("up", "--data", folder.toString(), "--port-base", "" + portBase);
    return (System.nanoTime() - begun) / 1e9;
  }

  void down() throws Exception {
    command("down", "--data", folder.toString());
    up = false;
  }

  /** Memory by process. */
  Map<String, Double> residentMib() {
    Map<String, Double> mib = new LinkedHashMap<>();
    for (StackStatus.Line line : StackStatus.of(folder).lines()) {
      mib.put(
          line.name(),
          line.name().equals("postgres")
              ? Memory.proportionalMib(ProcessTree.withChildren(line.pid()))
              : Memory.residentMib(line.pid()));
    }
    return mib;
  }

  Caller ingestion() {
    String key = Credentials.read(folder).apiKey();
    return new Caller(new Addresses(portBase).ingestion(), key);
  }

  private void command(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Stack.home().resolve("barometer").toString());
    command.addAll(List.of(arguments));
    File output = folder.resolve("command.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output))
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed:\n" + Files.readString(output.toPath()));
    }
  }

  @Override
  public void close() throws Exception {
    if (up) {
      down();
    }
    Folders.remove(folder);
  }
}
