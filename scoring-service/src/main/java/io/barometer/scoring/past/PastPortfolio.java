package io.barometer.scoring.past;

import io.barometer.edge.Refusal;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.scoring.project.EventLogClient;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.signals.EventSignals;
import io.grpc.Context;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All accounts of a tenant as they were known at a time, folded from the event log shard by shard:
 * one shard's histories are in memory at once. Blocks.
 */
@ApplicationScoped
public class PastPortfolio {
  /** So many accounts are read at once; of more none. */
  public static final int MOST_ACCOUNTS = 20_000;

  private final EventLogClient log;

  PastPortfolio(EventLogClient log) {
    this.log = log;
  }

  /**
   * Hands over what is seen of every account.
   *
   * @throws Refusal FAILED_PRECONDITION when there are too many
   */
  public void each(
      String tenantId, Viewpoint viewpoint, Moments moments, Consumer<StoredHistory> reader) {
    each(tenantId, viewpoint, moments, Set.of(), reader);
  }

  /** The same as if some sources had never reported anything. */
  public void each(
      String tenantId,
      Viewpoint viewpoint,
      Moments moments,
      Set<String> withoutSources,
      Consumer<StoredHistory> reader) {
    int accounts = 0;
    for (Moment moment : moments.byShard().values()) {
      int most = MOST_ACCOUNTS - accounts;
      var histories =
          PastEvents.reading(() -> shard(tenantId, viewpoint, moment, withoutSources, most));
      accounts += histories.size();
      histories.forEach(
          (account, history) -> reader.accept(new StoredHistory(account, moment.shard(), history)));
    }
  }

  private SortedMap<String, AccountHistory> shard(
      String tenantId, Viewpoint viewpoint, Moment moment, Set<String> withoutSources, int most) {
    SortedMap<String, AccountHistory> histories = new TreeMap<>();
    if (moment.position() == 0) {
      return histories;
    }
    var derived = DerivedSignals.of(List.of(viewpoint.scorer().card()));
    Set<String> retold = new TreeSet<>();
    try (var call = Context.current().withCancellation()) {
      call.run(
          () -> {
            var answers = log.stream(moment.shard(), 0, moment.position());
            boolean more = true;
            while (more && answers.hasNext()) {
              more =
                  add(
                      tenantId,
                      viewpoint,
                      derived,
                      withoutSources,
                      answers.next(),
                      histories,
                      retold);
              if (histories.size() > most) {
                throw tooMany();
              }
            }
          });
    }
    for (String account : retold) {
      var events = log.account(moment.shard(), tenantId, account, moment.position());
      histories.put(account, viewpoint.history(past(events, withoutSources)));
    }
    return histories;
  }

  private static List<PastEvent> past(List<RecordedEvent> events, Set<String> withoutSources) {
    List<PastEvent> past = EventSignals.past(events);
    List<PastEvent> kept = new ArrayList<>();
    for (int i = 0; i < past.size(); i++) {
      if (!withoutSources.contains(events.get(i).getEvent().getSource())) {
        kept.add(past.get(i));
      }
    }
    return kept;
  }

  /**
   * Recorded times never fall inside a shard, so the first one that is too late ends it. Accounts
   * of which an event was retracted by then are to be folded anew.
   */
  private static boolean add(
      String tenantId,
      Viewpoint viewpoint,
      DerivedSignals derived,
      Set<String> withoutSources,
      ReadShardResponse answer,
      SortedMap<String, AccountHistory> histories,
      Set<String> retold) {
    for (RecordedEvent recorded : answer.getEventsList()) {
      Event event = recorded.getEvent();
      if (event.getTenantId().equals(tenantId) && !event.getAccountId().isEmpty()) {
        PastEvent past = EventSignals.past(recorded);
        if (!past.knownBy(viewpoint.knownAt())) {
          return false;
        }
        if (event.hasEventRetracted()) {
          retold.add(event.getAccountId());
        }
        if (viewpoint.sees(past) && !withoutSources.contains(event.getSource())) {
          past.addTo(
              histories.computeIfAbsent(event.getAccountId(), account -> new AccountHistory()),
              derived);
        }
      }
    }
    return true;
  }

  private static Refusal tooMany() {
    return Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
        .message(
            "known_at_time is read for at most %d accounts at once; ask account by account."
                .formatted(MOST_ACCOUNTS))
        .meta("max", "" + MOST_ACCOUNTS);
  }
}
