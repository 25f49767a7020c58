package io.barometer.scoring.scorecard;

import io.barometer.language.ModelFile;
import io.barometer.language.Presets;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.proto.scoring.v1.ModelRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The models that every tenant can read: those this service ships, and those of the operator's
 * folder, which win over shipped ones of the same name. One of them is in effect for a tenant that
 * decided nothing. Does not come to be when one of them cannot be used.
 */
@ApplicationScoped
public class ShippedModels {
  private final Map<String, ModelFile> models = new TreeMap<>();
  private final List<ScorecardProblem> problems = new ArrayList<>();
  private final ModelFile standard;

  ShippedModels(
      @ConfigProperty(name = "barometer.scorecard", defaultValue = "usage") String name,
      @ConfigProperty(name = "barometer.scorecards.folder") Optional<Path> folder) {
    Presets.NAMES.forEach(shipped -> take(shipped + ".yaml", Presets.yaml(shipped)));
    folder.ifPresent(this::takeAll);
    if (!problems.isEmpty()) {
      throw new InvalidScorecardsException(problems);
    }
    this.standard = named(name);
  }

  /** The model of a tenant that decided nothing. */
  public ModelFile standard() {
    return standard;
  }

  /** How scores name it. */
  public ModelRef model() {
    return ModelRefs.of(standard.card());
  }

  /** All of them, by name. */
  public Collection<ModelFile> all() {
    return models.values();
  }

  private ModelFile named(String name) {
    ModelFile found = models.get(name);
    if (found == null) {
      String known = String.join(", ", models.keySet());
      throw new InvalidScorecardsException(
          "barometer.scorecard names \"" + name + "\", which is not there; known: " + known);
    }
    return found;
  }

  private void takeAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        take(file.toString(), Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new InvalidScorecardsException(
          "barometer.scorecards.folder cannot be read: " + unreadable.getMessage());
    }
  }

  private void take(String file, String yaml) {
    switch (ScorecardReader.read(file, yaml)) {
      case ScorecardReading.Accepted(ModelFile loaded) -> models.put(loaded.card().name(), loaded);
      case ScorecardReading.Rejected(List<ScorecardProblem> found) -> problems.addAll(found);
    }
  }
}
