package io.barometer.launcher.cli;

import io.barometer.language.ModelDiff;
import io.barometer.language.ModelDocs;
import io.barometer.language.ModelFile;
import io.barometer.language.Presets;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.model.scorecard.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Model files, without a running platform, and the models of a running one. The name of a preset
 * stands for its file.
 */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks, prints, compares and describes model files; puts models in effect.",
    footer = {"", "A file may also be a preset: usage, saas-default, cybersecurity-vendor."})
final class ModelCommand {
  private final BarometerCommand barometer;

  ModelCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Tells all mistakes of model files at once, with line and column.")
  int validate(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "Model files.")
          List<String> files)
      throws CommandFailed {
    boolean refused = false;
    for (String file : files) {
      switch (reading(file)) {
        case ScorecardReading.Accepted(ModelFile model) -> barometer.print(accepted(file, model));
        case ScorecardReading.Rejected(List<ScorecardProblem> problems) -> {
          problems.forEach(problem -> barometer.print(problem.toString()));
          refused = true;
        }
      }
    }
    return refused ? 1 : 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a model's hash and canonical form.")
  int show(@Parameters(paramLabel = "FILE", description = "A model file.") String file)
      throws CommandFailed {
    Scorecard card = model(file).card();
    barometer.print("# " + card.hash());
    barometer.print(card.canonical().lines().toList());
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Tells what changed from one model to another.")
  int diff(
      @Parameters(paramLabel = "OLD", description = "A model file.") String old,
      @Parameters(paramLabel = "NEW", description = "A model file.") String current)
      throws CommandFailed {
    List<String> changes = ModelDiff.between(model(old).card(), model(current).card());
    barometer.print(changes.isEmpty() ? List.of("The two are the same model.") : changes);
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Writes the description of a model for people, in Markdown.")
  int docs(@Parameters(paramLabel = "FILE", description = "A model file.") String file)
      throws CommandFailed {
    barometer.print(ModelDocs.of(model(file)).lines().toList());
    return 0;
  }

  private static String accepted(String file, ModelFile model) {
    Scorecard card = model.card();
    return "%s: valid, %s %s for the score %s, hash %s"
        .formatted(file, card.name(), card.version(), card.score(), card.hash());
  }

  /** The model of a file or preset; fails with all its mistakes. */
  static ModelFile model(String file) throws CommandFailed {
    return switch (reading(file)) {
      case ScorecardReading.Accepted(ModelFile model) -> model;
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) -> {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add(problem.toString()));
        throw new CommandFailed(file + " cannot be used:", lines);
      }
    };
  }

  /** What a file or preset says, when it is a model; else all its mistakes. */
  static String usable(String file) throws CommandFailed {
    model(file);
    return text(file);
  }

  private static ScorecardReading reading(String file) throws CommandFailed {
    return ScorecardReader.read(named(file), text(file));
  }

  /** How mistakes name the file. */
  static String named(String file) {
    return isPreset(file) ? file + ".yaml" : file;
  }

  /** Whether it is a file, or a preset's name, and no reference to a model of the platform. */
  static boolean isFile(String text) {
    return Files.exists(Path.of(text)) || isPreset(text);
  }

  private static boolean isPreset(String file) {
    return !Files.exists(Path.of(file)) && Presets.NAMES.contains(file);
  }

  /** What stands in a file or preset. */
  static String text(String file) throws CommandFailed {
    try {
      return isPreset(file) ? Presets.yaml(file) : Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage());
    }
  }
}
