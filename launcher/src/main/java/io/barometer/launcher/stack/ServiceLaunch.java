package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An instance of one of the three services in a JVM of its own. */
record ServiceLaunch(
    Instance instance, DataFolder data, Path home, ServiceConfiguration configuration)
    implements Launch {
  private static final int READY_SECONDS = 300;

  @Override
  public Running launch(Consumer<Running> spawned) throws IOException {
    Path jar = instance.service().jar(home);
    if (!Files.exists(jar)) {
      throw new ServerFailedException("Not built: " + jar + " is missing. Run ./barometer up.");
    }
    configuration.write(instance, data.run(instance));
    Path log = data.log(instance.name());
    JavaProcess process = JavaProcess.start(arguments(jar), data.run(instance), log);
    spawned.accept(process);
    int port = instance.httpPort(configuration.options().portBase());
    try {
      Readiness.await(
          instance.name() + "-service",
          process.child(),
          () -> Readiness.http(port),
          READY_SECONDS,
          log);
      return process;
    } catch (IOException | RuntimeException failure) {
      process.stop();
      throw failure;
    }
  }

  /**
   * Whatever concerns modules stands in the jar's manifest: as an option it voids the AOT cache.
   */
  private List<String> arguments(Path jar) {
    List<String> arguments = new ArrayList<>();
    Path cache = jar.resolveSibling("app.aot");
    if (Files.exists(cache)) {
      arguments.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    arguments.addAll(
        List.of(
            "-Xmx" + instance.service().heapMebibytes() + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toString()));
    return arguments;
  }
}
