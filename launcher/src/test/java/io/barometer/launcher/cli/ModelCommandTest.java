package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.client.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final String EXAMPLE = "../examples/models/points.yaml";
  private final CommandRun cli =
      new CommandRun(
          choice -> {
            throw new CommandFailed("no platform is needed");
          },
          "model");

  @Test
  void a_valid_model_is_told_with_its_hash() {
    assertThat(cli.run("validate", EXAMPLE, "usage")).isZero();

    assertThat(cli.out().lines())
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(
                    ".*: valid, [a-z]+ 1\\.0\\.0 for the score health, hash [0-9a-f]{64}"));
  }

  @Test
  void all_mistakes_are_told_and_the_exit_code_says_so(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("broken.yaml");
    String yaml = Files.readString(Path.of(EXAMPLE));
    Files.writeString(broken, yaml.replace("[80, 20]", "[80, 30]").replace("qbrs > 0", "qbr > 0"));

    assertThat(cli.run("validate", broken.toString())).isEqualTo(1);

    assertThat(cli.out())
        .isEqualTo(
            broken
                + ":18:46 points.items[1].when: there is no metric \"qbr\"; did you mean \"qbrs\"?"
                + " [METRIC_UNKNOWN]\n");
    assertThat(cli.run("show", broken.toString())).isEqualTo(1);
    assertThat(cli.err()).startsWith(broken + " cannot be used:");
    String told = cli.err();
    assertThat(cli.run("push", broken.toString())).isEqualTo(1);
    assertThat(cli.err()).isEqualTo(told + told);
  }

  @Test
  void show_prints_what_validates_as_the_same_model(@TempDir Path folder) throws IOException {
    assertThat(cli.run("show", EXAMPLE)).isZero();
    Path printed = folder.resolve("printed.yaml");
    Files.writeString(printed, cli.out());
    cli.forget();

    assertThat(cli.run("diff", EXAMPLE, printed.toString())).isZero();

    assertThat(cli.out()).isEqualTo("The two are the same model.\n");
  }

  @Test
  void diff_tells_what_changed(@TempDir Path folder) throws IOException {
    Path changed = folder.resolve("changed.yaml");
    String yaml = Files.readString(Path.of(EXAMPLE));
    Files.writeString(
        changed,
        yaml.replace("version: 1.0.0", "version: 1.1.0").replace("points: 15,", "points: 12,"));

    assertThat(cli.run("diff", EXAMPLE, changed.toString())).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            ~ version: 1.0.0 → 1.1.0
            ~ points.items[qbr].points: 15 → 12
            ~ points.items[sponsor].points: 15 → 12
            """);
  }

  @Test
  void docs_describes_a_preset() {
    assertThat(cli.run("docs", "saas-default")).isZero();

    assertThat(cli.out()).startsWith("# SaaS health\n").contains("| seats used | 30 % |");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(cli.run("validate", "nowhere.yaml")).isEqualTo(1);

    assertThat(cli.err()).isEqualTo("cannot read nowhere.yaml: nowhere.yaml\n");
  }
}
