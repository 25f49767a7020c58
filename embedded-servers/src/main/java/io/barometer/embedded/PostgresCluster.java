package io.barometer.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A data folder, the programs and the user that work on it. */
record PostgresCluster(
    Path folder, PostgresUser user, PostgresDistribution programs, String password) {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long INITDB_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long STOP_SECONDS = 30;

  /** Runs initdb when the folder holds no cluster yet; the cluster appears by one rename. */
  static PostgresCluster prepare(Path folder, PostgresUser user) throws IOException {
    PostgresCluster cluster =
        new PostgresCluster(
            folder, user, PostgresDistribution.in(user.cache()), storedPassword(folder));
    if (!Files.isDirectory(cluster.data())) {
      cluster.initialise();
    }
    return cluster;
  }

  /** PostgreSQL's own data directory. */
  Path data() {
    return folder.resolve("cluster");
  }

  /**
   * After kill −9 of a launcher its PostgreSQL lives on; and after kill −9 of both the pid file
   * does.
   */
  void stopOrphan() throws IOException {
    Optional<PostmasterFile> left = PostmasterFile.read(data());
    if (left.isEmpty()) {
      return;
    }
    left.get().process().ifPresent(this::stop);
    Files.deleteIfExists(PostmasterFile.path(data()));
  }

  Process launch(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(programs.program("postgres").toString());
    command.addAll(List.of("-D", data().toString()));
    for (String setting : EmbeddedPostgres.settings(port)) {
      command.addAll(List.of("-c", setting));
    }
    File log = log().toFile();
    Files.deleteIfExists(log());
    return new ProcessBuilder(user.command(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  void awaitReady(Process process) throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < deadline) {
      Optional<PostmasterFile> told = PostmasterFile.read(data());
      if (told.isPresent() && told.get().pid() == process.pid() && told.get().ready()) {
        return;
      }
      if (exited(process, TimeUnit.MILLISECONDS.toNanos(20))) {
        throw new ServerFailedException("PostgreSQL stopped at once:\n" + logEnd());
      }
    }
    throw new ServerFailedException("PostgreSQL is not ready after a minute:\n" + logEnd());
  }

  /** SIGINT, and SIGKILL to a server that does not heed it. */
  void stop(ProcessHandle process) {
    Signals.interrupt(process);
    if (!Signals.gone(process, STOP_SECONDS)) {
      process.destroyForcibly();
      Signals.gone(process, STOP_SECONDS);
    }
  }

  private void initialise() throws IOException {
    Path half = folder.resolve("cluster.new");
    Folders.remove(half);
    Files.createDirectory(half, PosixFilePermissions.asFileAttribute(ownerOnly("rwx------")));
    user.own(folder);
    Process initdb =
        new ProcessBuilder(user.command(initdb(half)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("initdb.log").toFile())
            .start();
    if (!exited(initdb, INITDB_NANOS) || initdb.exitValue() != 0) {
      initdb.destroyForcibly();
      throw new ServerFailedException(
          "PostgreSQL's initdb failed:\n" + LogEnd.of(folder.resolve("initdb.log"), 20));
    }
    Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> initdb(Path target) {
    return List.of(
        programs.program("initdb").toString(),
        "--pgdata=" + target,
        "--username=" + EmbeddedPostgres.SUPERUSER,
        "--pwfile=" + folder.resolve("password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums");
  }

  private static boolean exited(Process process, long nanos) {
    try {
      return process.waitFor(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("The start of PostgreSQL was interrupted", interrupted);
    }
  }

  private Path log() {
    return folder.resolve("postgres.log");
  }

  private String logEnd() throws IOException {
    return LogEnd.of(log(), 20);
  }

  static String storedPassword(Path folder) throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      new SecureRandom().nextBytes(secret);
      Path half = folder.resolve("password.new");
      Files.deleteIfExists(half);
      Files.createFile(half, PosixFilePermissions.asFileAttribute(ownerOnly("rw-------")));
      Files.writeString(half, HexFormat.of().formatHex(secret));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static java.util.Set<java.nio.file.attribute.PosixFilePermission> ownerOnly(String bits) {
    return PosixFilePermissions.fromString(bits);
  }
}
