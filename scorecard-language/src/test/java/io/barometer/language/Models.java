package io.barometer.language;

import java.nio.file.Path;
import java.util.List;

/** Model files for tests. */
final class Models {
  private Models() {}

  static ModelFile accepted(String file, String yaml) {
    return switch (ScorecardReader.read(file, yaml)) {
      case ScorecardReading.Accepted(ModelFile model) -> model;
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new AssertionError(problems);
    };
  }

  static ModelFile example(String name) {
    Path file = Golden.EXAMPLES.resolve(name + ".yaml");
    return accepted(file.getFileName().toString(), Golden.read(file));
  }

  static List<String> problems(String file, String yaml) {
    return switch (ScorecardReader.read(file, yaml)) {
      case ScorecardReading.Accepted _ -> List.of();
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          problems.stream().map(ScorecardProblem::toString).toList();
    };
  }
}
