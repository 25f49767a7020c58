package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Under which user PostgreSQL runs. It refuses to run as root, so root has to step down first. */
sealed interface PostgresUser {

  /** The command as this user runs it; the process id stays the one of the command. */
  List<String> command(List<String> command);

  /** Makes the folder usable for this user. */
  void own(Path folder) throws IOException;

  /** Where this user can read the unpacked programs. */
  Path cache() throws IOException;

  /** Nothing to do: whoever started Barometer. */
  record Same() implements PostgresUser {
    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public void own(Path folder) {}

    @Override
    public Path cache() throws IOException {
      return Folders.cache();
    }
  }

  /**
   * Root in a user namespace without a mapping: to PostgreSQL its user id is that of nobody, to the
   * kernel files still belong to root, so nothing has to change hands and it works across restarts.
   */
  record Namespace() implements PostgresUser {
    @Override
    public List<String> command(List<String> command) {
      return prefixed(List.of("unshare", "-U"), command);
    }

    @Override
    public void own(Path folder) {}

    @Override
    public Path cache() throws IOException {
      return Folders.cache();
    }
  }

  /** Root becomes nobody: where user namespaces are forbidden. The data folder is handed over. */
  record Nobody() implements PostgresUser {
    private static final String ID = "65534";

    @Override
    public List<String> command(List<String> command) {
      return prefixed(
          List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups"), command);
    }

    @Override
    public void own(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.toList()) {
          Files.setAttribute(path, "unix:uid", Integer.parseInt(ID));
          Files.setAttribute(path, "unix:gid", Integer.parseInt(ID));
        }
      }
    }

    @Override
    public Path cache() throws IOException {
      return Files.createDirectories(Path.of("/var/cache/barometer"));
    }
  }

  /** Finds the way that works on this machine. */
  static PostgresUser choose() {
    if (!root()) {
      return new Same();
    }
    for (PostgresUser user : List.of(new Namespace(), new Nobody())) {
      if (works(user.command(List.of("true")))) {
        return user;
      }
    }
    throw new ServerFailedException(
        "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here:"
            + " run Barometer as an ordinary user");
  }

  private static boolean root() {
    try {
      return Files.exists(Path.of("/proc/self"))
          ? (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0
          : System.getProperty("user.name").equals("root");
    } catch (IOException | UnsupportedOperationException unknown) {
      return System.getProperty("user.name").equals("root");
    }
  }

  private static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return List.copyOf(all);
  }
}
