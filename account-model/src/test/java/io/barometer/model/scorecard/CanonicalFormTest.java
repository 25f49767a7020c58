package io.barometer.model.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.scorecard.Normaliser.Point;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
  @Test
  void writes_every_part_in_a_fixed_form() {
    assertThat(everything().canonical())
        .isEqualTo(
            """
            scorecard: "everything"
            score: "health"
            version: "1.2.3"
            title: "One of each \\"kind\\""
            metrics:
              "events": {measure: count, signal: "activity", window: 30d, title: "events", unit: ""}
              "points": {measure: decayed_points, signal: "activity", points: -10, half_life: 3.5d, title: "points", unit: "points"}
              "silence": {measure: time_since, signal: "activity", title: "silence", unit: "days"}
              "seats": {measure: fact, fact: "seats_contracted", title: "seats", unit: "seats"}
              "per_seat": {measure: ratio, of: "events", over: "seats", factor: 100, when_zero: 0, title: "per seat", unit: ""}
              "growth": {measure: change, of: "events", title: "growth", unit: ""}
            method: weighted_average
            combine: weighted_mean
            dimensions:
              - name: "usage"
                title: "usage"
                weight: 100
                method: weighted_mean
                minimum_coverage: 0
                inputs:
                  - {metric: "events", weight: 20, normalise: {points: [[0, 0], [1.5, 1]]}, missing: exclude}
                  - {metric: "points", weight: 20, normalise: {logistic: {midpoint: 20, steepness: -0.1}}, missing: zero}
                  - {metric: "silence", weight: 20, normalise: {inverse: 7}, missing: neutral(0.5)}
                  - {metric: "per_seat", weight: 20, normalise: {steps: {below: 0.1, steps: [[50, 1]]}}, missing: unknown}
                  - {metric: "growth", weight: 20, normalise: {at_least: 1}, missing: exclude}
            minimum_coverage: 0.5
            freshness: {within: 30d, minimum: 0}
            bands: [{name: "Low", from: 0}, {name: "High", from: 50.5}]
            """);
  }

  @Test
  void the_hash_is_sha_256_of_the_canonical_form() {
    assertThat(everything().hash()).isEqualTo(everything().hash()).matches("[0-9a-f]{64}");
    assertThat(everything().hash()).isEqualTo(Sha256.hex(everything().canonical()));
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Cards.usage().hash()).isNotEqualTo(everything().hash());
  }

  private static Scorecard everything() {
    List<Metric> metrics =
        List.of(
            Cards.windowed("events", "events", Kind.COUNT, 30),
            new DecayedPoints("points", "points", "points", "activity", -10, 3.5),
            new TimeSince("silence", "silence", "days", "activity"),
            new FactNumber("seats", "seats", "seats", "seats_contracted"),
            new Ratio("per_seat", "per seat", "", "events", "seats", 100, 0.0),
            new Change("growth", "growth", "", "events", null));
    MissingPolicy exclude = new MissingPolicy.Exclude();
    Dimension usage =
        Cards.dimension(
            "usage",
            100,
            new Input("events", 20, Cards.line(0, 1.5), exclude),
            new Input("points", 20, new Normaliser.Logistic(20, -0.1), new MissingPolicy.Zero()),
            new Input("silence", 20, new Normaliser.Inverse(7), new MissingPolicy.Neutral(0.5)),
            new Input("per_seat", 20, steps(), new MissingPolicy.Unknown()),
            new Input("growth", 20, new Normaliser.AtLeast(1), exclude));
    List<Band> bands = List.of(new Band("Low", 0, 505), new Band("High", 505, 1000));
    return new Scorecard(
        "everything", "1.2.3", "One of each \"kind\"", 0.5, metrics, List.of(usage), bands);
  }

  private static Normaliser steps() {
    return new Normaliser.Steps(0.1, List.of(new Point(50, 1)));
  }
}
