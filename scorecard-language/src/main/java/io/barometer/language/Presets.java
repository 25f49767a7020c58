package io.barometer.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The model files that Barometer ships. */
public final class Presets {
  /** Their names. */
  public static final List<String> NAMES = List.of("usage", "saas-default", "cybersecurity-vendor");

  private Presets() {}

  /**
   * The text of a shipped model file.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static String yaml(String name) {
    String path = "/scorecards/" + name + ".yaml";
    try (InputStream in = Presets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no shipped model is called " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A shipped model.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ModelFile model(String name) {
    return switch (ScorecardReader.read(name + ".yaml", yaml(name))) {
      case ScorecardReading.Accepted(ModelFile model) -> model;
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new IllegalStateException("a shipped model cannot be used: " + problems);
    };
  }
}
