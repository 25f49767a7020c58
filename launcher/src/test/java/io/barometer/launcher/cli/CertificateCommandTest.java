package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandTest {
  @TempDir private Path folder;

  @AutoClose private final FakePlatform platform = new FakePlatform();
  private final CommandRun cli = new CommandRun(platform.address());
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("acme.json");
  }

  @Test
  void what_is_proven_is_verified_without_the_platform() {
    assertThat(prove()).as(cli.err()).isZero();
    platform.close();
    cli.forget();

    assertThat(cli.run("verify", file.toString())).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            acme  68.3 Moderate  as of 2026-01-03T12:00:00Z
              Known at    2026-01-03T12:00:00Z
              Model       usage 1.0.0
                          ef88e0af36c323f79d6b3bece6b2ec7967c4f252970bcb24f94a6b2a9df71498
              Events      2, from shard 3 up to position 25
                          0274b9732202bdc9f640e101457c4e552a72e09651a5da84936703df38489c40
              Store       its chain ended at position 31 with
                          abababababababababababababababababababababababababababababababab
              Told        68.3 Moderate, 80 % of the weight
              Recomputed  68.3 Moderate, 80 % of the weight
            The same: the score follows from these events and model.
              Not proven: that these are all events of the account. Its owner compares the
              hash of the events, or proves it anew.
            """);
  }

  @Test
  void the_json_of_a_proof_is_a_contract() {
    assertThat(prove("--json")).isZero();
    String told = cli.out();
    cli.forget();

    assertThat(cli.run("verify", file.toString(), "--json")).isZero();
    assertThat(cli.out()).isEqualTo(told);
    assertThat(told.replace(file.toString(), "FILE"))
        .isEqualTo(
            """
            {"file":"FILE","account":"acme","score_name":"health","as_of":"2026-01-03T12:00:00Z",\
            "known_at":"2026-01-03T12:00:00Z","score":68.3,"band":"Moderate","coverage_percent":80,\
            "recomputed":{"score":68.3,"band":"Moderate","coverage_percent":80},\
            "scorecard":"usage","model_version":"1.0.0",\
            "model_hash":"ef88e0af36c323f79d6b3bece6b2ec7967c4f252970bcb24f94a6b2a9df71498",\
            "shard":3,"position":25,"events":2,\
            "prefix_hash":"0274b9732202bdc9f640e101457c4e552a72e09651a5da84936703df38489c40",\
            "chain":{"position":31,\
            "hash":"abababababababababababababababababababababababababababababababab"},\
            "holds":true,"objections":[]}
            """);
  }

  @Test
  void a_score_of_the_past_is_asked_for_at_its_moments() {
    assertThat(
            prove(
                "--as-of",
                "2026-01-02",
                "--known-at",
                "2026-01-01T20:00:00Z",
                "--model",
                "usage@1.0.0"))
        .as(cli.err())
        .isZero();

    assertThat(platform.asked.getModel().getVersion()).isEqualTo("1.0.0");
    assertThat(cli.out())
        .contains("as of 2026-01-02T23:59:59.999999Z")
        .contains("Known at    2026-01-01T20:00:00Z")
        .contains("Events      1, from shard 3 up to position 25");
    assertThat(cli.run("verify", file.toString())).isZero();
  }

  @Test
  void each_kind_of_change_has_its_exit_code_and_its_words() throws IOException {
    assertThat(prove()).isZero();

    assertThat(changed("\"points\":68.3", "\"points\":68.4")).isEqualTo(3);
    assertThat(cli.out())
        .contains(
            "This certificate does not hold.\n",
            "The figure: the score: 68.4 Moderate",
            "The file: something in it was changed");
    assertThat(changed("\"user_id\":\"user1\"", "\"user_id\":\"user2\"")).isEqualTo(4);
    assertThat(cli.out()).contains("The events: the content of one was changed: their hash");
    assertThat(changed("weight: 30", "weight: 31")).isEqualTo(5);
    assertThat(cli.out()).contains("The model: its text was changed: its hash is");
    assertThat(changed("2026-01-03T12:00:00Z\",\n  \"known", "2026-01-03T12:00:01Z\",\n  \"known"))
        .isEqualTo(1);
    assertThat(changed("\"format\"", "\"formt\"")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            file
                + " is no certificate: it does not say that its format is"
                + " barometer-certificate/1\n");
    assertThat(cli.run("verify", folder.resolve("none.json").toString())).isEqualTo(1);
    assertThat(cli.run("verify")).isEqualTo(2);
  }

  @Test
  void a_figure_that_does_not_follow_is_not_written() {
    platform.lie = 1;

    assertThat(prove()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith(
            "The platform's figure does not follow from the events it gave. Nothing was written.\n"
                + "  The figure: the score: ");
    assertThat(file).doesNotExist();
  }

  @Test
  void what_other_accounts_decide_is_refused_with_what_to_do() throws IOException {
    platform.parent = true;
    assertThat(prove()).isEqualTo(1);
    platform.parent = false;
    String yaml = Files.readString(Path.of("../examples/models/percentile.yaml"));
    platform.card =
        switch (ScorecardReader.read("percentile", yaml)) {
          case ScorecardReading.Accepted(var model) -> model.card();
          case ScorecardReading.Rejected(var problems) -> throw new AssertionError(problems);
        };
    assertThat(prove()).isEqualTo(1);

    assertThat(cli.err())
        .isEqualTo(
            """
            "acme" is scored by the accounts below it: its own events prove nothing.
              Prove those: acme-east.
              Or name a model without a hierarchy: --model NAME[@VERSION].
            percentile 1.0.0 ranks accounts among each other: one account's events prove no rank.
              Name a model that does not rank: --model NAME[@VERSION].
              ./barometer model list tells which there are.
            """);
    assertThat(file).doesNotExist();
  }

  @Test
  void who_may_not_read_the_stores_log_proves_without_its_chain() {
    platform.operator = false;

    assertThat(prove("--json")).isZero();
    assertThat(cli.out()).contains("\"chain\":null,\"holds\":true");
  }

  private int changed(String told, String other) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(told);
    Files.writeString(file, text.replaceFirst(Pattern.quote(told), other.replace("\\", "\\\\")));
    cli.forget();
    int code = cli.run("verify", file.toString());
    Files.writeString(file, text);
    return code;
  }

  private int prove(String... more) {
    String[] args = new String[more.length + 4];
    System.arraycopy(new String[] {"prove", "acme", "-o", file.toString()}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    return cli.run(args);
  }
}
