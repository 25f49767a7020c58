package io.barometer.launcher.stack;

import io.barometer.embedded.EmbeddedPostgres;
import java.util.function.Consumer;

/** PostgreSQL as a child process. */
record PostgresLaunch(DataFolder data, int port) implements Launch {
  private record Server(EmbeddedPostgres postgres) implements Running {
    @Override
    public ProcessHandle process() {
      return postgres.process();
    }

    @Override
    public void stop() {
      postgres.close();
    }
  }

  @Override
  public Running launch(Consumer<Running> spawned) {
    return new Server(EmbeddedPostgres.start(data.postgres(), port));
  }
}
