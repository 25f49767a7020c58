package io.barometer.benchmarks.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.scorecard.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** An account of a security product with every signal that the preset reads. Repeatable. */
public final class SecurityHistory {
  private static final long ONE = 1_000_000;
  private static final int ANALYSTS = 8;

  private final Consumer<PastEvent> reader;
  private final Random random;
  private int told;

  private SecurityHistory(Consumer<PastEvent> reader, long seed) {
    this.reader = reader;
    this.random = new Random(seed);
  }

  /** The history of so many days that end with the last one. */
  public static AccountHistory of(Scorecard card, long lastDay, int days, long seed) {
    AccountHistory history = new AccountHistory();
    DerivedSignals derived = DerivedSignals.of(List.of(card));
    tell(event -> event.addTo(history, derived), lastDay, days, seed);
    return history;
  }

  /** The events of so many days that end with the last one, each recorded when it happened. */
  static List<PastEvent> events(long lastDay, int days, long seed) {
    List<PastEvent> events = new ArrayList<>();
    tell(events::add, lastDay, days, seed);
    return events;
  }

  private static void tell(Consumer<PastEvent> reader, long lastDay, int days, long seed) {
    SecurityHistory account = new SecurityHistory(reader, seed);
    account.begin(lastDay - days + 1);
    for (long day = lastDay - days + 1; day <= lastDay; day++) {
      account.day(day);
    }
  }

  private void begin(long day) {
    tell("account.registered", day, 0, ONE, "", "");
    tell("contact.champion", day, 9, ONE, "analyst_0", "");
    Map<String, String> facts = Map.of("employees", "4200", "plan", "enterprise");
    reader.accept(new PastEvent("begin", at(day, 0), at(day, 0), List.of(), facts, Map.of()));
  }

  private void day(long day) {
    for (int hour = 0; hour < 24; hour++) {
      tell("check.integration", day, hour, random.nextInt(50) == 0 ? 0 : ONE, "", "siem");
    }
    tell("check.policy_sync", day, 4, random.nextInt(20) == 0 ? 0 : ONE, "", "firewall");
    tell("check.agent_deployment.value", day, 5, (90 + random.nextInt(10)) * ONE, "", "agents");
    tell("measurement.alert_response_minutes", day, 20, random.nextInt(60) * ONE, "", "");
    for (int event = 0; event < 4; event++) {
      String item = random.nextInt(6) == 0 ? "siem/detection-rule" : "siem/search";
      tell("activity", day, 8 + event, ONE, "analyst_" + random.nextInt(ANALYSTS), item);
    }
    tell("activity", day, 13, ONE, "robot", "soar/playbook");
    weekly(day);
  }

  private void weekly(long day) {
    if (day % 7 == 0) {
      tell("check.sla", day, 6, random.nextInt(9) == 0 ? 0 : ONE, "", "sla");
      tell("ticket.opened", day, 7, (1 + random.nextInt(4)) * ONE, "analyst_1", "t" + day);
      tell("ticket.sentiment", day, 7, random.nextInt(1_000_000), "", "");
      tell("vulnerability.found", day, 8, (1 + random.nextInt(4)) * ONE, "", "v" + day);
      tell("vulnerability.closed", day, 9, ONE, "", "v" + (day - 7));
      tell("drift", day, 10, random.nextInt(4) * ONE, "", "firewall");
    }
    if (day % 30 == 0) {
      tell("touchpoint", day, 9, ONE, "", "m" + day);
      tell("touchpoint.training", day, 9, ONE, "", "m" + day);
      tell("survey.csm_rating", day, 10, (1 + random.nextInt(5)) * ONE, "", "");
    }
    if (day % 200 == 0) {
      tell("audit", day, 10, ONE, "", "SOC 2");
    }
  }

  private void tell(String signal, long day, int hour, long micros, String actor, String item) {
    Instant at = at(day, hour);
    Observation seen = new Observation(signal, at, micros, actor, item);
    reader.accept(new PastEvent("e" + told++, at, at, List.of(seen), Map.of(), Map.of()));
  }

  private static Instant at(long day, int hour) {
    return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L);
  }
}
