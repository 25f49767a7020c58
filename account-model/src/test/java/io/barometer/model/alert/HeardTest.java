package io.barometer.model.alert;

import static io.barometer.model.alert.Comparison.LESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.AlertInput.EventTold;
import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import io.barometer.model.alert.AlertInput.SourceHeard;
import io.barometer.model.alert.Condition.CoverageLost;
import io.barometer.model.alert.Condition.Happened;
import io.barometer.model.alert.Condition.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules that watch what is heard of an account besides its score. */
class HeardTest {
  private static final Silence SILENT = new Silence("check.forwarding", 3);
  private static final Happened FAILED =
      new Happened(
          "audit_completed",
          new TreeMap<>(Map.of("passed", "false")),
          30,
          new TreeMap<>(Map.of("passed", "true")));

  @Test
  void aSourceIsSilentAfterMoreThanItsHours() {
    Given given = Given.rules(SILENT).put(heard(1, 10));

    assertThat(hour(given, 2, 13).said()).isEmpty();
    assertThat(hour(given, 3, 14).said()).containsExactly("fired r0@3");
    assertThat(given.lastReason())
        .isEqualTo(
            "\"check.forwarding\" has been silent since 1 Mar 2016 10:00 UTC, for more than 3 hours.");
    assertThat(given.put(heard(4, 15)).said()).containsExactly("fired r0@3", "resolved r0@3");
  }

  @Test
  void aSourceThatWasNeverHeardIsNotJudged() {
    assertThat(hour(Given.rules(SILENT).score(0, 700), 2, 100).said()).isEmpty();
  }

  @Test
  void anotherSourceDoesNotEndTheSilence() {
    Given given = hour(Given.rules(SILENT).put(heard(1, 10)), 2, 14);

    given.put(new SourceHeard(3, Given.at(Given.DAY, 15 * 3_600), "check.other"));

    assertThat(given.said()).containsExactly("fired r0@2");
  }

  @Test
  void aSilenceThatDoesNotLastLongEnoughIsNotTold() {
    var hold = new Steadiness(null, Duration.ofHours(2), Duration.ZERO);
    Given given = hour(Given.rule(SILENT, hold).put(heard(1, 10)), 2, 14);

    assertThat(hour(given, 3, 15).put(heard(4, 15)).said()).isEmpty();
    assertThat(hour(hour(given, 5, 19), 6, 21).said()).containsExactly("fired r0@6");
  }

  @Test
  void anEventFiresAndItsCounterpartEndsIt() {
    Given given = Given.rules(FAILED).put(audit(1, 0, "e1", "false"));

    assertThat(given.said()).containsExactly("fired r0@1");
    assertThat(given.lastReason()).isEqualTo("audit completed: framework HIPAA, passed false.");
    assertThat(given.put(audit(2, 3, "e2", "true")).said())
        .containsExactly("fired r0@1", "resolved r0@1");
  }

  @Test
  void anEventThatTellsSomethingElseFiresNothing() {
    Given given = Given.rules(FAILED).put(audit(1, 0, "e1", "true"));
    given.put(
        new EventTold(
            2, Given.at(Given.DAY, 1), "e3", "contact_changed", Map.of("passed", "false")));

    assertThat(given.said()).isEmpty();
  }

  @Test
  void anEventIsOverSomeDaysAfterTheLastTime() {
    Given given =
        Given.rules(FAILED).put(audit(1, 0, "e1", "false")).put(audit(2, 10, "e2", "false"));
    assertThat(given.dueDay()).isEqualTo(41);

    assertThat(given.dayBegan(40).said()).containsExactly("fired r0@1");
    assertThat(given.dayBegan(41).said()).containsExactly("fired r0@1", "resolved r0@1");
  }

  @Test
  void anAlertOnAnEventThatIsRetractedIsWithdrawn() {
    Given given = Given.rules(FAILED).score(0, 700).put(audit(2, 0, "e1", "false"));
    var now =
        new ScoreMoved(
            3,
            Given.at(Given.DAY, 60),
            700,
            700,
            "Moderate",
            Map.of(),
            List.of(),
            AlertInput.NO_RENEWAL);

    given.put(new AlertInput.Corrected(now, "other", false, List.of()));
    assertThat(given.said()).containsExactly("fired r0@2");

    given.put(new AlertInput.Corrected(now, "e1", false, List.of()));
    assertThat(given.said()).containsExactly("fired r0@2", "withdrawn r0@2");
    assertThat(given.dayBegan(1).said()).hasSize(2);
  }

  @Test
  void coverageIsLostWhenThereWasMoreBefore() {
    Given given =
        Given.rule(new CoverageLost(LESS, 60), new Steadiness(70, Duration.ZERO, Duration.ZERO));

    assertThat(covered(covered(given, 1, 40), 2, 80).said()).isEmpty();
    assertThat(covered(given, 3, 60).said()).isEmpty();
    assertThat(covered(given, 4, 59).said()).containsExactly("fired r0@4");
    assertThat(given.lastReason())
        .isEqualTo(
            "Data covers 59 % of the weight, before it was 60 % (the rule's bound: less than 60 %).");
    assertThat(covered(given, 5, 69).said()).hasSize(1);
    assertThat(covered(given, 6, 70).said()).containsExactly("fired r0@4", "resolved r0@4");
  }

  private static Given covered(Given given, long sequence, int percent) {
    return given.put(
        new ScoreMoved(
            sequence,
            Given.at(Given.DAY + sequence, 0),
            700,
            700,
            "Moderate",
            Map.of(),
            List.of(),
            AlertInput.NO_RENEWAL,
            new Figures(percent, Map.of(), Map.of(), Map.of())));
  }

  private static EventTold audit(long sequence, long day, String id, String passed) {
    return new EventTold(
        sequence,
        Given.at(Given.DAY + day, 0),
        id,
        "audit_completed",
        Map.of("framework", "HIPAA", "passed", passed, "attributes.note", "by hand"));
  }

  private static SourceHeard heard(long sequence, int hour) {
    return new SourceHeard(sequence, Given.at(Given.DAY, 3_600L * hour), "check.forwarding");
  }

  private static Given hour(Given given, long sequence, int hour) {
    return given.put(new HourBegan(sequence, Given.at(Given.DAY, 3_600L * hour)));
  }
}
