package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.show.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final String EXAMPLE = "../examples/models/points.yaml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_valid_model_is_told_with_its_hash() {
    assertThat(run("validate", EXAMPLE, "usage")).isZero();

    assertThat(out.toString().lines())
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

    assertThat(run("validate", broken.toString())).isEqualTo(1);

    assertThat(out.toString())
        .isEqualTo(
            broken
                + ":18:46 points.items[1].when: there is no metric \"qbr\"; did you mean \"qbrs\"?"
                + " [METRIC_UNKNOWN]\n");
    assertThat(run("show", broken.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith(broken + " cannot be used:");
    String told = err.toString();
    assertThat(run("push", broken.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualTo(told + told);
  }

  @Test
  void show_prints_what_validates_as_the_same_model(@TempDir Path folder) throws IOException {
    assertThat(run("show", EXAMPLE)).isZero();
    Path printed = folder.resolve("printed.yaml");
    Files.writeString(printed, out.toString());
    out.getBuffer().setLength(0);

    assertThat(run("diff", EXAMPLE, printed.toString())).isZero();

    assertThat(out.toString()).isEqualTo("The two are the same model.\n");
  }

  @Test
  void diff_tells_what_changed(@TempDir Path folder) throws IOException {
    Path changed = folder.resolve("changed.yaml");
    String yaml = Files.readString(Path.of(EXAMPLE));
    Files.writeString(
        changed,
        yaml.replace("version: 1.0.0", "version: 1.1.0").replace("points: 15,", "points: 12,"));

    assertThat(run("diff", EXAMPLE, changed.toString())).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            ~ version: 1.0.0 → 1.1.0
            ~ points.items[qbr].points: 15 → 12
            ~ points.items[sponsor].points: 15 → 12
            """);
  }

  @Test
  void docs_describes_a_preset() {
    assertThat(run("docs", "saas-default")).isZero();

    assertThat(out.toString()).startsWith("# SaaS health\n").contains("| seats used | 30 % |");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(run("validate", "nowhere.yaml")).isEqualTo(1);

    assertThat(err.toString()).isEqualTo("cannot read nowhere.yaml: nowhere.yaml\n");
  }

  private int run(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "model";
    System.arraycopy(args, 0, all, 1, args.length);
    TargetFinder nowhere =
        choice -> {
          throw new CommandFailed("no platform is needed");
        };
    return Cli.run(
        new Terminal(100, false, false), nowhere, new PrintWriter(out), new PrintWriter(err), all);
  }
}
