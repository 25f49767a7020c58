package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.language.Presets;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryCommandTest {
  @TempDir private Path folder;
  @AutoClose private final FakeModels models = new FakeModels();
  private final CommandRun cli = new CommandRun(models.address(), "model");

  @Test
  void a_pushed_file_speaks_for_itself_unless_told_otherwise() {
    assertThat(cli.run("push", "usage", "--reason", "less noise", "--expect", "3")).isZero();

    assertThat(models.drafted().getYaml()).isEqualTo(Presets.yaml("usage"));
    assertThat(models.drafted().getChange().getAuthor()).isEmpty();
    assertThat(models.drafted().getChange().getReason()).isEqualTo("less noise");
    assertThat(models.drafted().getChange().getExpectedRevision()).isEqualTo(3);
    assertThat(cli.out())
        .isEqualTo(
            "usage@1.1.0 is kept for the score health; revision 4. Put it in effect:"
                + " ./barometer model activate usage@1.1.0\n");
  }

  @Test
  void a_file_that_does_not_say_who_made_it_and_why_is_not_sent() throws IOException {
    String signed = Presets.yaml("saas-default");
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        signed.replaceAll("(?m)^author: .*\\n", "").replaceAll("(?m)^reason: .*", "reason: ' '"));

    assertThat(cli.run("push", file.toString())).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            """
            %1$s cannot be kept:
              %1$s:3:1 author: must say something, or give --author [REQUIRED]
              %1$s:9:9 reason: must say something, or give --reason [REQUIRED]
            """
                .formatted(file));
    assertThat(models.drafted()).isEqualTo(DraftModelRequest.getDefaultInstance());

    assertThat(cli.run("push", file.toString(), "--author", "kim", "--reason", "less noise"))
        .isZero();
    assertThat(models.drafted().getChange().getAuthor()).isEqualTo("kim");
  }

  @Test
  void a_model_is_activated_now_or_at_a_time() {
    assertThat(cli.run("activate", "usage@1.1.0", "--author", "kim", "--reason", "x")).isZero();
    assertThat(models.activated().getModel().getVersion()).isEqualTo("1.1.0");
    assertThat(models.activated().getChange().getAuthor()).isEqualTo("kim");
    assertThat(cli.run("activate", "usage@1.1.0", "--at", "2026-01-01T00:00:00Z")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            usage@1.1.0 is in effect for the score health; revision 4.
            usage@1.1.0 takes effect on 2026-01-01T00:00:00Z for the score health; revision 4.
            """);
    assertThat(cli.run("activate", "usage")).isEqualTo(1);
    assertThat(cli.err()).isEqualTo("\"usage\" is not of the form NAME@VERSION.\n");
  }

  @Test
  void models_and_what_happened_to_them_are_shown() {
    assertThat(cli.run("rollback", "health", "--reason", "x")).isZero();
    assertThat(cli.run("list")).isZero();
    assertThat(cli.run("log")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            The score health is back at usage@1.0.0; revision 4.
            Model        Score   State                  Title
            usage@1.0.0  health  in effect              Usage
            usage@1.1.0  health  from 2026-01-01 00:00  Usage
            Score health: 487 accounts: segment models are for 500 or more
            Revision 4.
            Rev  Recorded          Event      Score   Model        Author
              2  2026-01-01 00:00  activated  health  usage@1.1.0  kim
                less noise
            """);
  }

  @Test
  void the_json_of_models_is_a_contract() {
    assertThat(cli.run("list", "--json")).isZero();
    assertThat(cli.run("log", "--json")).isZero();
    assertThat(cli.run("activate", "usage@1.1.0", "--json")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            {"scorecard":"usage","model_version":"1.0.0","model_hash":"ab1.0.0","title":"Usage",\
            "score_name":"health","origin":"shipped","drafted_revision":0,"state":"in effect",\
            "effective":null,\
            "warnings":["487 accounts: segment models are for 500 or more"],"revision":4}
            {"scorecard":"usage","model_version":"1.1.0","model_hash":"ab1.1.0","title":"Usage",\
            "score_name":"health","origin":"drafted","drafted_revision":1,"state":"scheduled",\
            "effective":"2026-01-01T00:00:00Z","warnings":[],"revision":4}
            {"revision":2,"recorded":"2026-01-01T00:00:00Z","event":"activated",\
            "score_name":"health","scorecard":"usage","model_version":"1.1.0",\
            "model_hash":"ab1.1.0","effective":"2026-01-01T00:00:00Z","author":"kim",\
            "reason":"less noise"}
            {"score_name":"health","state":"in effect","effective":null,"revision":4,\
            "unchanged":false}
            """);
  }
}
