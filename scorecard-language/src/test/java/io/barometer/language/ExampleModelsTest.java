package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.scorecard.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleModelsTest {

  static Stream<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(Golden.EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".cases.yaml"))
          .map(name -> name.replace(".cases.yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void an_example_scores_its_cases_as_its_golden_file_says(String name) {
    Scorecard card = Models.example(name).card();
    String cases = Golden.read(Golden.EXAMPLES.resolve(name + ".cases.yaml"));

    String report = new CaseReport(card).of(ModelCase.read(cases));

    Golden.check(Golden.EXAMPLES.resolve(name + ".golden.txt"), report);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void a_parsed_and_printed_model_is_the_same_model(String name) {
    Scorecard card = Models.example(name).card();

    Scorecard again = Models.accepted("printed.yaml", card.canonical()).card();

    assertThat(again).isEqualTo(card);
    assertThat(again.canonical()).isEqualTo(card.canonical());
    assertThat(ModelDiff.between(card, again)).isEmpty();
  }
}
