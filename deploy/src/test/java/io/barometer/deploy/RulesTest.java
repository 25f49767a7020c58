package io.barometer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and dashboards speak of metrics that there are. */
class RulesTest {

  private static final Pattern NAME = Pattern.compile("barometer_[a-z_]+");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

  /** What the services' own tests hold them to. */
  private static Set<String> exported() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String service : List.of("ingestion", "scoring", "alerting")) {
      Path golden =
          Path.of("..", service + "-service", "src", "test", "resources", "golden", "metrics.txt");
      var types = TYPE.matcher(Files.readString(golden));
      while (types.find()) {
        String name = types.group(1);
        names.addAll(
            switch (types.group(2)) {
              case "counter" -> List.of(name + "_total");
              case "summary" -> List.of(name + "_sum", name + "_count");
              case "histogram" -> List.of(name + "_sum", name + "_count", name + "_bucket");
              default -> List.of(name);
            });
      }
    }
    return names;
  }

  private static Set<String> metrics(Stream<String> expressions) {
    Set<String> names = new TreeSet<>();
    expressions.forEach(text -> NAME.matcher(text).results().forEach(m -> names.add(m.group())));
    return names;
  }

  private static JsonNode rules() throws IOException {
    return Chart.render(Chart.shape("operators")).stream()
        .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
        .findFirst()
        .orElseThrow()
        .path("spec");
  }

  @Test
  void rules_speak_of_metrics_that_the_services_export() throws IOException {
    var used = metrics(rules().findValues("expr").stream().map(JsonNode::asText));
    assertThat(used).isNotEmpty().isSubsetOf(exported());
  }

  @Test
  void dashboards_speak_of_metrics_that_the_services_export() throws IOException {
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("dashboards"))) {
      for (Path file : files.toList()) {
        JsonNode board = Chart.YAML.readTree(file.toFile());
        var queries =
            Stream.concat(
                board.findValues("expr").stream(),
                board.path("templating").findValues("query").stream());
        var used = metrics(queries.map(JsonNode::asText));
        assertThat(used).as(file.toString()).isNotEmpty().isSubsetOf(exported());
      }
    }
  }

  @Test
  void a_link_to_the_runbook_leads_to_a_heading_that_is_there() throws IOException {
    String operations = Files.readString(Path.of("..", "docs", "operations.md"));
    for (JsonNode alert : rules().findValues("alert")) {
      assertThat(operations).contains("### " + alert.asText() + "\n");
    }
  }

  /** Needs Prometheus' promtool; says so and holds nothing where it is not installed. */
  @Test
  void rules_fire_when_they_should(@TempDir Path folder) throws IOException, InterruptedException {
    if (!installed()) {
      System.out.println(
          "promtool is not installed: the rules were not run (apt install prometheus)");
      return;
    }
    Chart.YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules());
    Path tests = Path.of("src", "test", "resources", "promtool", "rules-test.yaml");
    Files.copy(tests, folder.resolve("rules-test.yaml"));
    assertThat(promtool(folder, "check", "rules", "rules.yaml")).contains("SUCCESS");
    assertThat(promtool(folder, "test", "rules", "rules-test.yaml")).contains("SUCCESS");
  }

  private static boolean installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }

  private static String promtool(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(output);
    assertThat(code).as(text).isZero();
    return text;
  }
}
