package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.eventstore.TestDatabase;
import io.barometer.eventstore.Waiting;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseChecksIT {

  private static final String SUPERUSER = "postgres";
  private static final String WORKER = "ingestion_worker";
  private static final String API = "ingestion_api";

  @BeforeEach
  void empty() throws Exception {
    TestDatabase.recreate();
  }

  private static List<String> problems(String worker, String api, int shards) {
    return problems(worker, api, 1, shards);
  }

  private static List<String> problems(String worker, String api, int version, int shards) {
    var workers = TestDatabase.pool(worker);
    var readers = TestDatabase.pool(api);
    try {
      return new DatabaseChecks("ingestion", version, shards).problems(workers, readers);
    } finally {
      workers.close();
      readers.close();
    }
  }

  @Test
  void aDurableDatabaseWithItsOwnRolesAndShardsIsFine() {
    assertThat(problems(WORKER, API, TestDatabase.SHARDS)).isEmpty();
  }

  @Test
  void aRoleThatOwnsTheTablesIsNamedAndSoIsTheSuperuser() {
    String rest =
        " owns the tables or walks round row-level security: use the roles of deploy/postgres/bootstrap.sql";
    assertThat(problems("barometer_owner", SUPERUSER, TestDatabase.SHARDS))
        .containsExactly("the role barometer_owner" + rest, "the role postgres" + rest);
  }

  @Test
  void anotherNumberOfShardsIsRefusedNamingTheOneThatIsStored() {
    var problems = problems(WORKER, API, 8);
    assertThat(problems)
        .containsExactly(
            "barometer.shards is 8 and this database was installed with 4: set it back to 4");
    assertThatThrownBy(() -> StartRefusedException.throwIfAny(problems))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("Start refused: " + problems.getFirst());
  }

  @Test
  void aSchemaBelowTheVersionThatIsNeededIsRefusedAndOneAboveItIsNot() throws Exception {
    assertThat(problems(WORKER, API, 2, TestDatabase.SHARDS))
        .containsExactly(
            "the schema ingestion has version 1 and this service needs 2: run the migrations first"
                + " (the chart's Job, or a start with quarkus.flyway.owner.migrate-at-start=true)");
    TestDatabase.execute("barometer_owner", "update ingestion.installation set schema_version = 3");
    assertThat(problems(WORKER, API, 2, TestDatabase.SHARDS)).isEmpty();
  }

  @Test
  void aSchemaThatWasNeverMigratedIsRefused() throws Exception {
    TestDatabase.execute("barometer_owner", "drop table ingestion.installation");
    assertThat(problems(WORKER, API, TestDatabase.SHARDS))
        .containsExactly(
            "the schema ingestion is empty: run the migrations first"
                + " (the chart's Job, or a start with quarkus.flyway.owner.migrate-at-start=true)");
  }

  @Test
  void commitsThatDoNotWaitAreRefused() throws Exception {
    TestDatabase.execute(SUPERUSER, "alter role ingestion_worker set synchronous_commit = off");
    try {
      assertThat(problems(WORKER, API, TestDatabase.SHARDS))
          .containsExactly(
              "PostgreSQL runs with synchronous_commit off and would lose what was acknowledged:"
                  + " set synchronous_commit = on");
    } finally {
      TestDatabase.execute(SUPERUSER, "alter role ingestion_worker reset synchronous_commit");
    }
  }

  @Test
  void aDatabaseWithoutFsyncIsRefused() throws Exception {
    fsync("off");
    try {
      assertThat(problems(WORKER, API, TestDatabase.SHARDS))
          .containsExactly(
              "PostgreSQL runs with fsync off and would lose what was acknowledged: set fsync = on");
    } finally {
      fsync("on");
    }
  }

  private static void fsync(String value) throws Exception {
    TestDatabase.execute(SUPERUSER, "alter system set fsync = " + value);
    TestDatabase.execute(SUPERUSER, "select pg_reload_conf()");
    Waiting.until("fsync " + value, () -> TestDatabase.rows("show fsync").equals(value));
  }
}
