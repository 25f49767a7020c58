package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agroal.api.AgroalDataSource;
import io.barometer.proto.event.v1.AuditCompleted;
import io.barometer.proto.event.v1.CheckReported;
import io.barometer.proto.event.v1.ContactChanged;
import io.barometer.proto.event.v1.ContactRole;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.Figure;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.SourceHeard;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.QuietConsumer;
import io.barometer.scoring.fixture.RecordedLog;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.testing.BarometerServers;
import io.quarkus.agroal.DataSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the score log tells besides scores. */
@QuarkusTest
@TestProfile(QuietConsumer.class)
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class TellingIT {
  private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Inject
  @ReactiveDataSource("worker")
  Pool pool;

  @Inject ActiveModels models;
  @Inject ProjectionMetrics metrics;

  private final RecordedLog log = new RecordedLog();
  private FoldTables tables;

  @BeforeEach
  void empty() throws SQLException {
    tables = new FoldTables(owner, pool, models, metrics);
    tables.clear();
  }

  @Test
  void an_event_is_told_before_the_score_it_makes_and_activity_is_not_told() throws SQLException {
    log.record(RecordedLog.activity("acme", "a", "u1", AT), AT);
    RecordedEvent audit = log.record(audit(AT.plusSeconds(1), false), AT.plusSeconds(5));

    List<ScoreLogEntry> told = told();

    assertThat(told.getFirst().hasScoreChanged()).isTrue();
    ScoreLogEntry event =
        told.stream().filter(ScoreLogEntry::hasEventTold).findFirst().orElseThrow();
    assertThat(told).filteredOn(ScoreLogEntry::hasEventTold).hasSize(1);
    assertThat(event.getEventTold().getEventId()).isEqualTo(audit.getEventId());
    assertThat(event.getEventTold().getType()).isEqualTo("audit_completed");
    assertThat(event.getEventTold().getTime().getSeconds())
        .isEqualTo(AT.plusSeconds(5).getEpochSecond());
    assertThat(event.getEventTold().getFieldsMap())
        .isEqualTo(
            Map.of("framework", "HIPAA", "passed", "false", "attributes.region", "eu-west-1"));
    assertThat(event.getSerializedSize()).isLessThan(200);
  }

  @Test
  void enum_values_are_told_as_words() throws SQLException {
    log.record(
        event(AT)
            .setContactChanged(
                ContactChanged.newBuilder()
                    .setContactId("c-1")
                    .setRole(ContactRole.CONTACT_ROLE_CHAMPION))
            .build(),
        AT);

    assertThat(told().getFirst().getEventTold().getFieldsMap())
        .isEqualTo(Map.of("contact_id", "c-1", "role", "champion", "active", "false"));
  }

  @Test
  void what_is_said_instead_of_a_retracted_event_is_told() throws SQLException {
    RecordedEvent audit = log.record(audit(AT, false), AT);
    log.record(
        event(AT.plusSeconds(9))
            .setEventRetracted(
                EventRetracted.newBuilder()
                    .setEventId(audit.getEventId())
                    .setReason("misread")
                    .setAuthor("kim")
                    .setReplacement(audit(AT, true)))
            .build(),
        AT.plusSeconds(9));

    assertThat(told())
        .filteredOn(ScoreLogEntry::hasEventTold)
        .extracting(entry -> entry.getEventTold().getFieldsMap().get("passed"))
        .containsExactly("false", "true");
  }

  @Test
  void a_source_is_heard_once_an_hour_and_not_by_what_is_old() throws SQLException {
    check(AT, AT);
    check(AT.plus(20, ChronoUnit.MINUTES), AT.plus(20, ChronoUnit.MINUTES));
    check(AT.plus(61, ChronoUnit.MINUTES), AT.plus(61, ChronoUnit.MINUTES));
    Instant late = AT.plus(30, ChronoUnit.HOURS);
    check(AT.plus(3, ChronoUnit.HOURS), late);

    List<SourceHeard> heard =
        told().stream()
            .filter(ScoreLogEntry::hasSourceHeard)
            .map(ScoreLogEntry::getSourceHeard)
            .toList();

    assertThat(heard)
        .extracting(one -> one.getTime().getSeconds())
        .containsExactly(AT.getEpochSecond(), AT.plus(61, ChronoUnit.MINUTES).getEpochSecond());
    assertThat(heard.getFirst().getSignal()).isEqualTo("check.log_forwarding");
    assertThat(heard.getFirst().getSerializedSize()).isLessThan(60);
  }

  @Test
  void an_hour_that_begins_is_told_by_every_shard_and_moves_its_clock() throws SQLException {
    log.record(RecordedLog.activity("acme", "a", "u1", AT), AT);
    log.startHour(AT.plus(1, ChronoUnit.HOURS));

    assertThat(told())
        .filteredOn(ScoreLogEntry::hasHourStarted)
        .hasSize(RecordedLog.SHARDS)
        .allMatch(
            entry ->
                entry.getHourStarted().getSeconds()
                    == AT.plus(1, ChronoUnit.HOURS).getEpochSecond());
  }

  @Test
  void a_score_change_tells_metrics_and_dimensions_by_name() throws SQLException {
    for (int day = 0; day < 40; day++) {
      Instant at = AT.plus(day, ChronoUnit.DAYS);
      log.record(RecordedLog.activity("acme", "a", "u" + day % 3, at), at);
    }

    var last = told().getLast().getScoreChanged();

    assertThat(last.getMetricsList())
        .extracting(Figure::getName)
        .isSorted()
        .contains("active_days_30d");
    assertThat(last.getGroupsList()).extracting(Figure::getName).isSorted().isNotEmpty();
    int with = last.getSerializedSize();
    int without = last.toBuilder().clearMetrics().clearGroups().build().getSerializedSize();
    assertThat(with - without).as("of %d bytes", with).isLessThan(600);
  }

  private void check(Instant at, Instant recordedAt) {
    log.record(
        event(at)
            .setCheckReported(CheckReported.newBuilder().setKind("Log forwarding").setOk(true))
            .build(),
        recordedAt);
  }

  private static Event audit(Instant at, boolean passed) {
    return event(at)
        .putAttributes("region", "eu-west-1")
        .setAuditCompleted(AuditCompleted.newBuilder().setFramework("HIPAA").setPassed(passed))
        .build();
  }

  private static Event.Builder event(Instant at) {
    return RecordedLog.event("acme", "a", at);
  }

  private List<ScoreLogEntry> told() throws SQLException {
    tables.fold(log, tables.loop(log, tables.projection(log, 3)), 61);
    List<ScoreLogEntry> entries = new ArrayList<>();
    for (Row row :
        pool.query("select payload from scoring.score_change order by shard, sequence")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .join()) {
      try {
        entries.add(ScoreLogEntry.parseFrom(row.getBuffer(0).getBytes()));
      } catch (InvalidProtocolBufferException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return entries;
  }
}
