package io.barometer.scoring.whatif;

import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.edge.event.EventChecks;
import io.barometer.eventstore.append.Fingerprints;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.whatif.ModelSettings;
import io.barometer.model.whatif.Setting;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.scorecard.SupposedModel;
import io.barometer.scoring.scorecard.SupposedModels;
import io.barometer.signals.EventSignals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A hypothesis as a request tells it, checked. Events go by the rules of those that are recorded,
 * but may lie ahead as far as somebody looks.
 */
public final class Supposition {
  /** What stands for every account, as the key of events. */
  public static final String EVERYBODY = "";

  private static final String PATH = "hypothesis.";
  private static final int MAX_EVENTS = 1_000;
  private static final int MAX_NAMES = 100;
  private static final int MAX_SOURCE = 100;
  private static final int MAX_TEXT = 200;
  private static final String NOBODY = "what-if";

  /** Beyond every moment that can be looked at: what lies ahead is judged against that moment. */
  private static final long ANY_TIME = 253_402_000_000L * 1_000_000;

  private final String tenantId;
  private final Hypothesis asked;
  private final Violations violations;
  private final SupposedModel model;

  private Supposition(String tenantId, Hypothesis asked, Violations violations) {
    this.tenantId = tenantId;
    this.asked = asked;
    this.violations = violations;
    sizes();
    this.model = new SupposedModel(otherModel(), file(), settings());
  }

  /** Reads a hypothesis; notes what is wrong with it, as far as that can be told by itself. */
  public static Supposition of(String tenantId, Hypothesis asked, Violations violations) {
    return new Supposition(tenantId, asked, violations);
  }

  /** What is wrong with the request so far. */
  public Violations violations() {
    return violations;
  }

  /** The field that holds it, with the dot behind it. */
  public static String path() {
    return PATH;
  }

  /** The model that is supposed. */
  public SupposedModel model() {
    return model;
  }

  /** Sources whose events are left out. */
  public Set<String> withoutSources() {
    return new TreeSet<>(asked.getWithoutSourcesList());
  }

  private void sizes() {
    RequestFields.range(PATH + "events", asked.getEventsCount(), 0, MAX_EVENTS, violations);
    RequestFields.range(
        PATH + "without_sources", asked.getWithoutSourcesCount(), 0, MAX_NAMES, violations);
    RequestFields.range(PATH + "weights", asked.getWeightsCount(), 0, MAX_NAMES, violations);
    RequestFields.range(PATH + "bands", asked.getBandsCount(), 0, MAX_NAMES, violations);
    for (int i = 0; i < Math.min(MAX_NAMES, asked.getWithoutSourcesCount()); i++) {
      String path = PATH + "without_sources[" + i + "]";
      if (asked.getWithoutSources(i).isEmpty()) {
        violations.add(path, ErrorReason.ERROR_REASON_REQUIRED, "must name a source");
      }
      RequestFields.text(path, asked.getWithoutSources(i), MAX_SOURCE, violations);
    }
  }

  private Optional<ModelRef> otherModel() {
    if (!asked.hasModel()) {
      return Optional.empty();
    }
    ModelRef ref = asked.getModel();
    RequestFields.text(PATH + "model.scorecard", ref.getScorecard(), MAX_TEXT, violations);
    RequestFields.text(PATH + "model.version", ref.getVersion(), MAX_TEXT, violations);
    RequestFields.text(PATH + "model.hash", ref.getHash(), MAX_TEXT, violations);
    if (!asked.getScorecardYaml().isEmpty()) {
      violations.add(
          PATH + "scorecard_yaml",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must be empty where a model is named: one of the two");
    }
    return Optional.of(ref);
  }

  private Optional<io.barometer.model.scorecard.Scorecard> file() {
    return asked.getScorecardYaml().isEmpty()
        ? Optional.empty()
        : SupposedModels.file(PATH + "scorecard_yaml", asked.getScorecardYaml(), violations);
  }

  private ModelSettings settings() {
    List<Setting> weights =
        asked.getWeightsList().stream()
            .limit(MAX_NAMES)
            .map(one -> new Setting(one.getName(), one.getWeight()))
            .toList();
    List<Setting> bands =
        asked.getBandsList().stream()
            .limit(MAX_NAMES)
            .map(one -> new Setting(one.getName(), one.getFromTenths()))
            .toList();
    return new ModelSettings(weights, bands);
  }

  /**
   * The events by the account to which they happen; notes everything that is wrong with them.
   *
   * @param accountId the account that is asked about; null for many: then an event that names none
   *     happens to {@link #EVERYBODY}
   * @param time the moment that is looked at
   */
  public SortedMap<String, List<PastEvent>> events(@Nullable String accountId, Instant time) {
    SortedMap<String, List<PastEvent>> events = new TreeMap<>();
    var checks = new EventChecks(violations, tenantId, false);
    for (int i = 0; i < Math.min(MAX_EVENTS, asked.getEventsCount()); i++) {
      Event told = asked.getEvents(i);
      boolean everybody = accountId == null && told.getAccountId().isEmpty();
      Event event = filled(told, i, accountId == null ? NOBODY : accountId, time);
      int before = violations.asList().size();
      String path = PATH + "events[" + i + "]";
      checks.check(event, path, ANY_TIME);
      if (event.hasEventRetracted()) {
        violations.add(
            path + ".event_retracted",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "cannot be supposed; a source can be left out");
      }
      if (violations.asList().size() == before) {
        notAhead(event, path, time);
        events
            .computeIfAbsent(
                everybody ? EVERYBODY : event.getAccountId(), account -> new ArrayList<>())
            .add(past(event));
      }
    }
    return events;
  }

  private void notAhead(Event event, String path, Instant time) {
    if (ProtoTime.instant(event.getOccurredTime()).isAfter(time)) {
      violations.add(
          path + ".occurred_time",
          ErrorReason.ERROR_REASON_TIME_IN_FUTURE,
          "lies after the moment that is looked at, so that it would change nothing: set as_of_time",
          "as_of_time",
          time.toString());
    }
  }

  private static Event filled(Event told, int index, String accountId, Instant time) {
    var event = told.toBuilder();
    if (told.getAccountId().isEmpty()) {
      event.setAccountId(accountId);
    }
    if (told.getEventKey().isEmpty()) {
      event.setEventKey(NOBODY + "-" + index);
    }
    if (told.getSource().isEmpty()) {
      event.setSource(NOBODY);
    }
    if (!told.hasOccurredTime()) {
      event.setOccurredTime(ProtoTime.timestamp(time));
    }
    return event.build();
  }

  /** As it would be recorded, with the id that it would have. */
  private PastEvent past(Event event) {
    String id =
        Fingerprints.ofThread()
            .eventId(tenantId, event.getAccountId(), event.getSource(), event.getEventKey())
            .toString();
    return EventSignals.past(
        RecordedEvent.newBuilder()
            .setEvent(event)
            .setEventId(id)
            .setRecordedTime(event.getOccurredTime())
            .build());
  }
}
