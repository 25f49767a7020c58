package io.barometer.launcher.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port.
 *
 * <p>Linux tells in two steps: {@code /proc/net/tcp} and {@code tcp6} give the inode of the
 * listening socket (column 10; state 0A in column 4, address and port in hex in column 2), and the
 * process has {@code socket:[inode]} among its open files. Other users' processes stay unknown to
 * an ordinary user.
 *
 * @param name the program's name
 */
record PortOwner(long pid, String name) {
  private static final Path PROC = Path.of("/proc");

  /** Empty when nobody listens, or when the system does not tell who does. */
  static Optional<PortOwner> of(int port) {
    try {
      Set<String> sockets = new HashSet<>();
      for (String table : List.of("net/tcp", "net/tcp6")) {
        Path file = PROC.resolve(table);
        if (Files.exists(file)) {
          sockets.addAll(listening(Files.readAllLines(file), port));
        }
      }
      return sockets.isEmpty() ? Optional.empty() : holder(sockets);
    } catch (IOException notTold) {
      return Optional.empty();
    }
  }

  /** Links of the sockets in such a table that listen on the port. */
  static Set<String> listening(List<String> table, int port) {
    Set<String> sockets = new HashSet<>();
    String wanted = String.format(":%04X", port);
    for (String line : table) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length > 9 && columns[1].endsWith(wanted) && columns[3].equals("0A")) {
        sockets.add("socket:[" + columns[9] + "]");
      }
    }
    return sockets;
  }

  private static Optional<PortOwner> holder(Set<String> sockets) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(new PortOwner(Long.parseLong("" + process.getFileName()), name));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(link(file))) {
          return true;
        }
      }
    } catch (IOException notOurs) {
      return false;
    }
    return false;
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
