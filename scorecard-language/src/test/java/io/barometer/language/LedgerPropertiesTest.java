package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.history.Observation;
import io.barometer.model.ledger.ChangeLedger;
import io.barometer.model.ledger.Ledger;
import io.barometer.model.ledger.LedgerEntry;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.Derived;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger of every method, with everything around it. */
class LedgerPropertiesTest {
  private static final long SEED = 20261122;
  private static final int HISTORIES = 60;
  private static final int DAYS = 500;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @MethodSource("models")
  void the_parts_add_up_to_the_change_between_any_two_instants(ModelFile model) {
    Scorer scorer = Scorer.of(model.card());
    Scorer other = Scorer.of(Models.example("expressions").card());
    Random random = new Random(SEED);
    int known = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<PastEvent> events = events(model.card(), random);
      Instant first = BEGIN.plusSeconds(random.nextInt(DAYS * 86_400));
      Instant second = first.plusSeconds(random.nextInt(DAYS * 86_400));
      Viewpoint from = new Viewpoint(first, first, scorer);
      Viewpoint to = new Viewpoint(second, second, i % 3 == 0 ? other : scorer);

      Ledger ledger = ChangeLedger.between(events, from, to);

      assertThat(ledger.from()).isEqualTo(scorer.score(from.history(events), from.day()));
      assertThat(ledger.to()).isEqualTo(to.scorer().score(to.history(events), to.day()));
      assertThat(ledger.entries().stream().mapToInt(LedgerEntry::changeTenths).sum())
          .as("history %d", i)
          .isEqualTo(ledger.changeTenths().orElse(0));
      known += ledger.changeTenths().isPresent() ? 1 : 0;
    }
    boolean ranked = model.card().name().equals("percentile");
    boolean guarded = model.card().name().equals("probability-guarded");
    assertThat(known > 0).as("some of them are scored").isEqualTo(!ranked && !guarded);
  }

  static Stream<ModelFile> models() throws IOException {
    List<ModelFile> models = new ArrayList<>();
    Presets.NAMES.forEach(name -> models.add(Models.accepted(name, Presets.yaml(name))));
    try (var files = Files.list(Golden.EXAMPLES)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.endsWith(".cases.yaml"))
          .sorted()
          .forEach(name -> models.add(Models.example(name.replace(".yaml", ""))));
    }
    return models.stream();
  }

  static List<PastEvent> events(Scorecard card, Random random) {
    List<String> signals = new ArrayList<>();
    Map<String, Boolean> facts = new HashMap<>();
    card.metrics().forEach(metric -> sources(card, metric, signals, facts));
    List<PastEvent> events = new ArrayList<>();
    int count = 20 + random.nextInt(150);
    for (int i = 0; i < count; i++) {
      Instant at = BEGIN.plusSeconds(random.nextInt(DAYS * 86_400));
      Instant recorded = at.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(9_000_000) : 60);
      List<Observation> observations =
          signals.isEmpty() ? List.of() : List.of(observation(signals, at, random));
      Map<String, String> told = random.nextInt(6) == 0 ? facts(facts, random) : Map.of();
      PastEvent event = new PastEvent("e" + i, recorded, at, observations, told, Map.of());
      boolean wrong = random.nextInt(6) == 0;
      events.add(wrong ? event.retracted(recorded.plusSeconds(random.nextInt(9_000_000))) : event);
    }
    return events;
  }

  private static Observation observation(List<String> signals, Instant at, Random random) {
    return new Observation(
        signals.get(random.nextInt(signals.size())),
        at,
        random.nextInt(100) * 1_000_000L,
        "user" + random.nextInt(5),
        "item" + random.nextInt(5));
  }

  private static Map<String, String> facts(Map<String, Boolean> names, Random random) {
    Map<String, String> told = new HashMap<>();
    names.forEach(
        (name, date) ->
            told.put(
                name,
                date
                    ? LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700)).toString()
                    : Integer.toString(random.nextInt(100))));
    told.put("plan", random.nextBoolean() ? "enterprise" : "starter");
    return told;
  }

  private static void sources(
      Scorecard card, Metric metric, List<String> signals, Map<String, Boolean> facts) {
    switch (metric) {
      case Windowed m -> signals.add(whole(card, m.signal()));
      case DecayedPoints m -> signals.add(whole(card, m.signal()));
      case TimeSince m -> signals.add(whole(card, m.signal()));
      case Age m -> signals.add(whole(card, m.signal()));
      case FactNumber m -> facts.put(m.fact(), false);
      case DaysUntil m -> facts.put(m.fact(), true);
      case Ratio _, Change _, Derived _ -> {}
    }
  }

  private static String whole(Scorecard card, String signal) {
    for (DerivedSignal part : card.signals()) {
      if (part.name().equals(signal)) {
        return part.of();
      }
    }
    return signal;
  }
}
