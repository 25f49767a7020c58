package io.barometer.scoring.whatif;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.Hypothesis;
import io.barometer.model.ledger.HypothesisLedger;
import io.barometer.model.ledger.Ledger;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.score.Contribution;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SimulateScoreRequest;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import io.barometer.scoring.explain.Contributions;
import io.barometer.scoring.explain.LedgerEntries;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.PastEvents;
import io.barometer.scoring.past.PastEvents.Reported;
import io.barometer.scoring.past.PastFamilies;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.SupposedModels;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells what an account's score would be. Nothing is kept. */
@ApplicationScoped
public class ScoreSimulator {
  private final TenantReads reads;
  private final Lookback lookback;
  private final SupposedModels models;
  private final PastEvents past;
  private final PastFamilies families;

  ScoreSimulator(
      TenantReads reads,
      Lookback lookback,
      SupposedModels models,
      PastEvents past,
      PastFamilies families) {
    this.reads = reads;
    this.lookback = lookback;
    this.models = models;
    this.past = past;
    this.families = families;
  }

  /** What is asked, with the moment of the account's shard. */
  private record Question(
      AccountKey key, String scoreName, View view, Instant time, Moment moment, Supposition what) {}

  /**
   * Both ways of looking at the account.
   *
   * @param days whether the histories that are kept in days are enough
   */
  private record Models(AccountScores actual, AccountScores simulated, boolean days) {
    boolean rollUp() {
      return actual.scorer().card().rollUp() != null || simulated.scorer().card().rollUp() != null;
    }
  }

  /** Answers the call; blocks. */
  public SimulateScoreResponse simulate(String tenantId, SimulateScoreRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    violations.throwIfAny();
    View view = View.of(request, violations);
    Supposition what = Supposition.of(tenantId, request.getHypothesis(), violations);
    Moment moment = lookback.moment(tenantId, request.getAccountId());
    Instant time = Ahead.time(view, moment.clock(), violations);
    var key = new AccountKey(tenantId, request.getAccountId());
    var question = new Question(key, request.getScoreName(), view, time, moment, what);
    SortedMap<String, List<PastEvent>> events = what.events(key.accountId(), time);
    boolean days = reads.read(tenantId, tx -> check(tx, question, events));
    Reported reported =
        days
            ? new Reported(List.of(), Set.of())
            : past.of(tenantId, key.accountId(), moment, what.withoutSources());
    return reads.read(tenantId, tx -> answer(tx, question, events, reported));
  }

  /** Ends the call when anything is wrong; says whether histories in days are enough. */
  private boolean check(Tx tx, Question asked, SortedMap<String, List<PastEvent>> events) {
    Violations violations = asked.what().violations();
    Models both = models(tx, asked);
    Set<String> below = both.rollUp() ? Family.below(tx, asked.key()).keySet() : Set.<String>of();
    for (String account : events.keySet()) {
      if (!account.equals(asked.key().accountId()) && !below.contains(account)) {
        violations.add(
            Supposition.path() + "events",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "\"%s\" is neither the account asked about nor one below it".formatted(account));
      }
    }
    violations.throwIfAny();
    if (!below.isEmpty() && !asked.what().withoutSources().isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message(
              "The score is made of children's scores: leave the source out of each of those, or of"
                  + " the portfolio.")
          .meta("state", "parent");
    }
    return both.days();
  }

  private Models models(Tx tx, Question asked) {
    String tenantId = asked.key().tenantId();
    AccountScores actual =
        lookback.scores(tx, asked.key(), asked.scoreName(), asked.view(), asked.moment());
    AccountScores simulated =
        models.of(
            tx,
            tenantId,
            actual,
            asked.what().model(),
            Supposition.path(),
            asked.what().violations());
    boolean days =
        asked.view().isOfDays()
            && asked.what().withoutSources().isEmpty()
            && models.kept(tx, tenantId, simulated.scorer().card());
    return new Models(actual, simulated, days);
  }

  private SimulateScoreResponse answer(
      Tx tx, Question asked, SortedMap<String, List<PastEvent>> events, Reported reported) {
    Models both = models(tx, asked);
    String account = asked.key().accountId();
    Instant known = asked.view().known(asked.moment().clock());
    var from = new Viewpoint(asked.time(), known, both.actual().scorer());
    var supposed =
        new Hypothesis(
            events.getOrDefault(account, List.of()),
            event -> reported.bySources().contains(event.id()),
            both.simulated().scorer());
    AccountHistory actual =
        both.days() ? StoredHistories.one(tx, account).history() : from.history(reported.events());
    AccountHistory simulated =
        both.days() ? copy(actual) : supposed.history(from, reported.events());
    if (both.days()) {
      supposed.addTo(simulated, from);
    }
    var response = SimulateScoreResponse.newBuilder();
    SortedMap<String, AccountHistory> below =
        both.rollUp() ? below(tx, asked, both, from) : new TreeMap<>();
    if (below.isEmpty()) {
      Ledger ledger =
          both.days()
              ? HypothesisLedger.of(copy(actual), from, supposed)
              : HypothesisLedger.of(reported.events(), from, supposed);
      ledger.entries().forEach(entry -> response.addEntries(LedgerEntries.message(entry)));
    }
    AccountScores actualScores = Family.among(account, below, both.actual());
    AccountScores simulatedScores =
        Family.among(account, supposed(below, events, both, from), both.simulated());
    long left = reported.events().stream().filter(from::sees).filter(supposed.leftOut()).count();
    response.setLeftOutEvents((int) left);
    tell(response, asked, actualScores, actual, simulatedScores, simulated);
    return response.build();
  }

  /** The accounts below, as they are seen. */
  private SortedMap<String, AccountHistory> below(
      Tx tx, Question asked, Models both, Viewpoint from) {
    SortedMap<String, AccountHistory> below = Family.below(tx, asked.key());
    if (both.days() && below.size() <= Family.ACCOUNTS) {
      StoredHistories.of(tx, List.copyOf(below.keySet()))
          .forEach(stored -> below.put(stored.accountId(), stored.history()));
    } else {
      var under = new Viewpoint(from.asOf(), from.knownAt(), both.simulated().scorer());
      families
          .events(tx, asked.key().tenantId(), below)
          .forEach((account, events) -> below.put(account, under.history(events)));
    }
    return below;
  }

  private static SortedMap<String, AccountHistory> supposed(
      SortedMap<String, AccountHistory> below,
      SortedMap<String, List<PastEvent>> events,
      Models both,
      Viewpoint from) {
    SortedMap<String, AccountHistory> changed = new TreeMap<>(below);
    events.forEach(
        (account, besides) -> {
          AccountHistory history = below.get(account);
          if (history != null) {
            AccountHistory copy = copy(history);
            new Hypothesis(besides, Hypothesis.NOTHING_LEFT_OUT, both.simulated().scorer())
                .addTo(copy, from);
            changed.put(account, copy);
          }
        });
    return changed;
  }

  private static AccountHistory copy(AccountHistory history) {
    AccountHistory copy = new AccountHistory();
    copy.merge(history);
    return copy;
  }

  private static void tell(
      SimulateScoreResponse.Builder response,
      Question asked,
      AccountScores actualScores,
      AccountHistory actual,
      AccountScores simulatedScores,
      AccountHistory simulated) {
    String account = asked.key().accountId();
    Moment moment = asked.moment();
    var before = new StoredHistory(account, moment.shard(), actual);
    var after = new StoredHistory(account, moment.shard(), simulated);
    response
        .setActual(ScoreReader.computed(actualScores, before, moment, asked.time()))
        .setSimulated(ScoreReader.computed(simulatedScores, after, moment, asked.time()));
    ScoreValue then = response.getActual().getScore();
    ScoreValue now = response.getSimulated().getScore();
    if (then.hasTenths() && now.hasTenths()) {
      response.setChangeTenths(now.getTenths() - then.getTenths());
    }
    parts(actualScores, actual, asked.time())
        .forEach(part -> response.addActualContributions(Contributions.message(part)));
    parts(simulatedScores, simulated, asked.time())
        .forEach(part -> response.addSimulatedContributions(Contributions.message(part)));
  }

  private static List<Contribution> parts(
      AccountScores scores, AccountHistory history, Instant time) {
    long day = Day.of(time);
    return scores.scorer().explain(history, day, day).contributions();
  }
}
