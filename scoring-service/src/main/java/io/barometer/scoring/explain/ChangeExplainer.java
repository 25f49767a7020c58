package io.barometer.scoring.explain;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.ledger.ChangeLedger;
import io.barometer.model.ledger.Ledger;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.history.PublishedScores;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.PastEvents;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells why a score is another one at a second moment. */
@ApplicationScoped
public class ChangeExplainer {
  private final TenantReads reads;
  private final Lookback lookback;
  private final PastEvents past;

  ChangeExplainer(TenantReads reads, Lookback lookback, PastEvents past) {
    this.reads = reads;
    this.lookback = lookback;
    this.past = past;
  }

  /** Answers the call; blocks. */
  public ExplainChangeResponse explain(String tenantId, ExplainChangeRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    if (!request.hasFrom()) {
      violations.add("from", ErrorReason.ERROR_REASON_REQUIRED, "must say where to begin");
    }
    View from = View.of("from.", request.getFrom(), violations);
    View to = View.of("to.", request.getTo(), violations);
    violations.throwIfAny();
    Moment moment = lookback.moment(tenantId, request.getAccountId());
    order(from, to, moment);
    List<PastEvent> events = past.of(tenantId, request.getAccountId(), moment);
    return reads.read(
        tenantId,
        tx -> {
          var key = new AccountKey(tenantId, request.getAccountId());
          AccountScores first = lookback.scores(tx, key, request.getScoreName(), from, moment);
          AccountScores second = lookback.scores(tx, key, request.getScoreName(), to, moment);
          refuseParents(tx, key, first, second);
          boolean same = first.model().equals(second.model());
          return explain(
              tx,
              request.getAccountId(),
              end(from, moment, first),
              end(to, moment, same ? first : second),
              events,
              moment);
        });
  }

  /** What moved the children is not among the parent's events. */
  private static void refuseParents(
      Tx tx, AccountKey key, AccountScores first, AccountScores second) {
    boolean rollUp =
        first.scorer().card().rollUp() != null || second.scorer().card().rollUp() != null;
    if (rollUp && !Family.below(tx, key).isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("The score is made of children's scores: ask for what changed those.")
          .meta("state", "parent");
    }
  }

  private static End end(View view, Moment moment, AccountScores scores) {
    return new End(scores, Lookback.viewpoint(view, moment, scores));
  }

  private static void order(View from, View to, Moment moment) {
    var violations = new Violations();
    if (to.happened(moment.clock()).isBefore(from.happened(moment.clock()))) {
      violations.add(
          "to.as_of_time", ErrorReason.ERROR_REASON_RANGE, "must not lie before from.as_of_time");
    }
    if (to.known(moment.clock()).isBefore(from.known(moment.clock()))) {
      violations.add(
          "to.known_at_time",
          ErrorReason.ERROR_REASON_RANGE,
          "must not lie before from.known_at_time");
    }
    violations.throwIfAny();
  }

  private static ExplainChangeResponse explain(
      Tx tx, String accountId, End from, End to, List<PastEvent> events, Moment moment) {
    Ledger ledger = ChangeLedger.between(events, from.viewpoint(), to.viewpoint());
    var response =
        ExplainChangeResponse.newBuilder()
            .setFrom(from.seen(accountId, events, moment))
            .setTo(to.seen(accountId, events, moment));
    ledger.changeTenths().ifPresent(response::setChangeTenths);
    ledger.entries().forEach(entry -> response.addEntries(LedgerEntries.message(entry)));
    String name = from.scores().name();
    PublishedScores.standing(tx, accountId, name, from.viewpoint().day())
        .ifPresent(response::setPublishedFrom);
    PublishedScores.standing(tx, accountId, name, to.viewpoint().day())
        .ifPresent(response::setPublishedTo);
    return response.build();
  }

  /** Where a change begins or ends. */
  private record End(AccountScores scores, Viewpoint viewpoint) {

    AccountScore seen(String accountId, List<PastEvent> events, Moment moment) {
      var stored = new StoredHistory(accountId, moment.shard(), viewpoint.history(events));
      return ScoreReader.computed(scores, stored, moment, viewpoint.asOf());
    }
  }
}
