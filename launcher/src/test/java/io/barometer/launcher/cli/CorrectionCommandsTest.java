package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionCommandsTest {
  @AutoClose private final FakeCorrections services = new FakeCorrections();
  private final CommandRun cli = new CommandRun(services.address());

  @Test
  void an_event_is_retracted_under_its_own_id() {
    assertThat(cli.run("retract", "acme", "e-71", "--reason", "counted twice", "--author", "kim"))
        .isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            The event e-71 of acme is retracted.
            See what that touched: ./barometer corrections acme
            """);
    assertThat(services.sent().getEventKey()).isEqualTo("e-71");
    assertThat(services.sent().hasOccurredTime()).isFalse();
    assertThat(services.sent().getEventRetracted().getEventId()).isEqualTo("e-71");
    assertThat(services.sent().getEventRetracted().getAuthor()).isEqualTo("kim");
    assertThat(services.sent().getEventRetracted().hasReplacement()).isFalse();
  }

  @Test
  void a_replacement_happens_when_the_retracted_event_did_unless_it_says_otherwise(
      @TempDir Path folder) throws IOException {
    Path file = folder.resolve("event.json");
    Files.writeString(file, "{\"measurement\": {\"name\": \"nps\", \"value\": 8}}");

    assertThat(
            cli.run(
                "retract",
                "acme",
                "e-71",
                "--reason",
                "a slip",
                "--replace",
                file.toString(),
                "--json"))
        .isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            {"account":"acme","retracted_event":"e-71","retraction":"r-1","replaced":true,\
            "duplicate":false}
            """);
    var replacement = services.sent().getEventRetracted().getReplacement();
    assertThat(replacement.getMeasurement().getValue()).isEqualTo(8);
    assertThat(replacement.getOccurredTime()).isEqualTo(FakeCorrections.NEW_YEAR);
    Files.writeString(file, "{\"measuremnt\": {}}");
    assertThat(
            cli.run("retract", "acme", "e-71", "--reason", "a slip", "--replace", file.toString()))
        .isEqualTo(1);
    assertThat(cli.err()).contains("is no event").contains("measuremnt");
    Files.writeString(file, "{}");
    assertThat(
            cli.run("retract", "acme", "e-72", "--reason", "a slip", "--replace", file.toString()))
        .isEqualTo(1);
    assertThat(cli.err()).contains("There is no event e-72 of acme.");
  }

  @Test
  void corrections_name_the_scores_and_alerts_that_they_touched() {
    assertThat(cli.run("corrections", "acme")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            2026-01-01 00:00  e-71 retracted by kim: counted twice
              Score 42.0 Moderate → 71.0 Moderate
              One published score is withdrawn:
              Published         Said  Corrected
              2026-01-01 00:00  42.0  71.0
              Alert at-risk-intervention of 2026-01-01 00:00, withdrawn: The data was
              corrected.
            """);
  }

  @Test
  void an_account_without_corrections_says_so() {
    assertThat(cli.run("corrections", "globex")).isZero();

    assertThat(cli.out()).isEqualTo("Nothing of globex was retracted.\n");
  }

  @Test
  void the_json_of_corrections_is_a_contract() {
    assertThat(cli.run("corrections", "acme", "--json")).isZero();

    assertThat(cli.out())
        .startsWith(
            """
            {"account":"acme","retraction":"r-1","retracted_event":"e-71",\
            "recorded":"2026-01-01T00:00:00Z","replaced":false,"author":"kim",\
            "reason":"counted twice","score_before":42.0,"score_after":71.0,"withdrawn":1,\
            "scores":[{"time":"2026-01-01T00:00:00Z","published":42.0,"corrected":71.0}],\
            "alerts":[{"alert":"","rule":"at-risk-intervention",""")
        .contains(
            """
            "state":"withdrawn",""");
  }
}
