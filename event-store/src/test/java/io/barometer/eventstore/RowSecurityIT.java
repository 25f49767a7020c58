package io.barometer.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do, asked of PostgreSQL itself. */
class RowSecurityIT {

  private static final String API = "ingestion_api";
  private static final String WORKER = "ingestion_worker";
  private static final String EVENTS = "select account_id from ingestion.event order by account_id";

  @BeforeAll
  static void twoTenants() throws Exception {
    TestDatabase.recreate();
    for (String tenant : new String[] {"acme", "globex"}) {
      TestDatabase.execute(
          WORKER,
          """
          insert into ingestion.event_shards values
            (0, (select count(*) + 1 from ingestion.event), '%1$s', 'of-%1$s', 1, gen_random_uuid(), 'activity', 1,
             now(), now(), 'test', '', '', null, false)"""
              .formatted(tenant));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENTS})
  void withoutATenantTheApiSeesNothing(String query) throws SQLException {
    assertThat(TestDatabase.rows(API, "select", query)).isEmpty();
    assertThat(TestDatabase.rows(API, tenant(""), query)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENTS})
  void theApiSeesItsTenantOnly(String query) throws SQLException {
    assertThat(TestDatabase.rows(API, tenant("acme"), query)).isEqualTo("of-acme");
    assertThat(TestDatabase.rows(API, tenant("globex"), query)).isEqualTo("of-globex");
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENTS})
  void theWorkerSeesEveryTenant(String query) throws SQLException {
    assertThat(TestDatabase.rows(WORKER, "select", query)).isEqualTo("of-acme\nof-globex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from ingestion.event_shards",
        "select 1 from ingestion.event_0",
        "select 1 from ingestion.batch",
        "select 1 from ingestion.shard_head",
        "select 1 from ingestion.archived_stream",
        "insert into ingestion.archived_stream values (1, 'acme', 'new')",
        "delete from ingestion.archived_stream",
        "update ingestion.event set tenant_id = 'acme'",
        "delete from ingestion.event",
        "truncate ingestion.event",
        "insert into ingestion.event_0 select * from ingestion.event",
        "create table ingestion.mine (n int)",
        "alter table ingestion.event disable row level security",
        "set role ingestion_worker",
        "set role barometer_owner"
      })
  void theApiCanNeitherWriteNorWalkRoundThePolicy(String statement) {
    refused(API, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from ingestion.event_0",
        "update ingestion.event set payload = ''",
        "update ingestion.event_0 set payload = ''",
        "delete from ingestion.event",
        "delete from ingestion.event_shards",
        "update ingestion.archived_stream set account_id = 'other'",
        "truncate ingestion.event",
        "truncate ingestion.event_0",
        "update ingestion.batch set hash = ''",
        "delete from ingestion.shard_head",
        "update ingestion.installation set shards = 8",
        "drop table ingestion.event",
        "alter table ingestion.event add column more int",
        "alter table ingestion.event disable row level security",
        "create table ingestion.mine (n int)",
        "set role barometer_owner"
      })
  void theWorkerCanNeitherChangeNorRemoveWhatIsStored(String statement) {
    refused(WORKER, statement);
  }

  @Test
  void noRuntimeRoleOwnsAnythingOrBypassesPolicies() throws SQLException {
    assertThat(
            TestDatabase.rows(
                """
                select rolname from pg_roles r
                where rolname like 'ingestion\\_%' and (rolsuper or rolbypassrls or exists (
                  select from pg_class c where c.relowner = r.oid))"""))
        .isEmpty();
  }

  private static String tenant(String tenant) {
    return "select set_config('barometer.tenant', '" + tenant + "', true)";
  }

  private static void refused(String role, String statement) {
    assertThatThrownBy(() -> TestDatabase.execute(role, statement))
        .isInstanceOfSatisfying(
            SQLException.class,
            failure ->
                assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo("42501"));
  }
}
