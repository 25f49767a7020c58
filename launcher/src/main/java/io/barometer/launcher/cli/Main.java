package io.barometer.launcher.cli;

import io.barometer.launcher.show.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The entry of the {@code barometer} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code, whatever threads are left. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    int code =
        Cli.run(
            Terminal.detect(System.getenv()),
            new RunningTarget(System.getenv()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            args);
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
