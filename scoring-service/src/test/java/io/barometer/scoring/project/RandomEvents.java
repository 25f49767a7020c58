package io.barometer.scoring.project;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.scoring.fixture.RecordedLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** Some months of some accounts, a third of it heard of late; the same for the same seed. */
final class RandomEvents {
  static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  /** An event, and when the platform hears of it. */
  record Heard(Event event, Instant at) {}

  private RandomEvents() {}

  static List<Heard> of(long seed, int accounts, int events, int days) {
    var random = new Random(seed);
    Instant begin = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Heard> all = new ArrayList<>();
    var ids = new HashSet<String>();
    while (all.size() < events) {
      Instant at = begin.plusSeconds(random.nextLong(days * 86_400L));
      String account = "account-" + random.nextInt(accounts);
      long late = random.nextInt(3) == 0 ? random.nextLong(20 * 86_400L) : 0;
      Event event = event(random, account, at);
      if (ids.add(account + "/" + event.getEventKey())) {
        all.add(new Heard(event, at.plusSeconds(late)));
      }
    }
    all.sort(Comparator.comparing(Heard::at));
    return all;
  }

  private static Event event(Random random, String account, Instant at) {
    String tenant = random.nextBoolean() ? "acme" : "globex";
    String user = "user-" + random.nextInt(6);
    return switch (random.nextInt(10)) {
      case 0 ->
          RecordedLog.event(tenant, account, at)
              .setProfileChanged(
                  ProfileChanged.newBuilder()
                      .setProfile(Profile.newBuilder().setPlan("plan-" + random.nextInt(3))))
              .build();
      case 1 ->
          RecordedLog.event(tenant, account, at)
              .setSurveyAnswered(
                  SurveyAnswered.newBuilder()
                      .setKind(SurveyKind.SURVEY_KIND_NPS)
                      .setAnswer(random.nextInt(11))
                      .setRespondentId(user))
              .build();
      default -> RecordedLog.activity(tenant, account, user, at);
    };
  }

  /**
   * Records what was heard, each at its time, with a day start for every day in between and after.
   */
  static RecordedLog record(List<Heard> heard, LocalDate last) {
    var log = new RecordedLog();
    LocalDate day = FIRST;
    log.startDay(day);
    for (Heard one : heard) {
      LocalDate on = LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
      while (day.isBefore(on)) {
        day = day.plusDays(1);
        log.startDay(day);
      }
      log.record(one.event(), one.at());
    }
    while (day.isBefore(last)) {
      day = day.plusDays(1);
      log.startDay(day);
    }
    return log;
  }

  /** The same events in another order, heard at the times of the first order. */
  static List<Heard> shuffled(List<Heard> heard, long seed) {
    List<Event> events = new ArrayList<>(heard.stream().map(Heard::event).toList());
    Collections.shuffle(events, new Random(seed));
    List<Heard> shuffled = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      shuffled.add(new Heard(events.get(i), heard.get(i).at()));
    }
    return shuffled;
  }
}
