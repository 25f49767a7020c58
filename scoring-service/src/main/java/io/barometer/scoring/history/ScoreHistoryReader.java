package io.barometer.scoring.history;

import static java.util.Objects.requireNonNull;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.replay.Replay;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.ModelPeriod;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.history.PublishedScores.Told;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.PastEvents;
import io.barometer.scoring.past.PastFamilies;
import io.barometer.scoring.past.Sight;
import io.barometer.scoring.past.View;
import io.barometer.scoring.portfolio.BandSummaries;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ModelTimeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells an account's scores day by day. */
@ApplicationScoped
public class ScoreHistoryReader {
  private final TenantReads reads;
  private final Lookback lookback;
  private final PastEvents past;
  private final PastFamilies families;
  private final ModelTimeline models;

  ScoreHistoryReader(
      TenantReads reads,
      Lookback lookback,
      PastEvents past,
      PastFamilies families,
      ModelTimeline models) {
    this.reads = reads;
    this.lookback = lookback;
    this.past = past;
    this.families = families;
    this.models = models;
  }

  /** Answers the call; blocks. */
  public GetScoreHistoryResponse get(String tenantId, GetScoreHistoryRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    DayRange range = DayRange.of(request, violations);
    if (request.getBasis() == HistoryBasis.UNRECOGNIZED) {
      violations.add(
          "basis",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must be KNOWN_NOW, AS_PUBLISHED or KNOWN_THEN");
    }
    View view = View.of(request, violations);
    violations.throwIfAny();
    return request.getBasis() == HistoryBasis.HISTORY_BASIS_KNOWN_THEN
        ? knownThen(tenantId, request, range, view)
        : lookback.look(
            tenantId,
            request.getAccountId(),
            request.getScoreName(),
            view,
            sight -> {
              DayRange.Days days = range.known(sight.day());
              return response(
                  sight.scores(),
                  points(sight, request, days),
                  inEffect(sight.tx(), tenantId, sight.scores(), days));
            });
  }

  private List<ModelPeriod> inEffect(
      Tx tx, String tenantId, AccountScores scores, DayRange.Days days) {
    return models.of(tx, tenantId, scores.name(), days.first(), days.last());
  }

  private static GetScoreHistoryResponse response(
      AccountScores scores, List<ScorePoint> points, List<ModelPeriod> inEffect) {
    return GetScoreHistoryResponse.newBuilder()
        .addAllPoints(points)
        .addAllBands(BandSummaries.empty(scores.scorer().card()))
        .addAllModelsInEffect(inEffect)
        .build();
  }

  private static List<ScorePoint> points(
      Sight sight, GetScoreHistoryRequest request, DayRange.Days days) {
    String name = sight.scores().name();
    return request.getBasis() == HistoryBasis.HISTORY_BASIS_AS_PUBLISHED
        ? published(
            PublishedScores.read(sight.tx(), request.getAccountId(), name, days),
            WithdrawnScores.of(sight.tx(), request.getAccountId(), name),
            days)
        : knownNow(sight.scores(), sight.stored().history(), days);
  }

  /** Each day with what was recorded by its end: the history grows as it was told. */
  private GetScoreHistoryResponse knownThen(
      String tenantId, GetScoreHistoryRequest request, DayRange range, View view) {
    Moment moment = lookback.moment(tenantId, request.getAccountId());
    DayRange.Days days = range.known(moment.day());
    List<PastEvent> events = past.of(tenantId, request.getAccountId(), moment);
    return reads.read(
        tenantId,
        tx -> {
          AccountScores scores =
              lookback.scores(
                  tx,
                  new AccountKey(tenantId, request.getAccountId()),
                  request.getScoreName(),
                  view,
                  moment);
          SortedMap<String, AccountHistory> below =
              scores.scorer().card().rollUp() == null
                  ? new TreeMap<>()
                  : Family.below(tx, new AccountKey(tenantId, request.getAccountId()));
          var derived = DerivedSignals.of(List.of(scores.scorer().card()));
          List<Growing> growing = new ArrayList<>();
          families
              .events(tx, tenantId, below)
              .forEach(
                  (id, told) ->
                      growing.add(new Growing(requireNonNull(below.get(id)), told, derived)));
          var root = new Growing(new AccountHistory(), events, derived);
          growing.add(root);
          var own = Family.among(request.getAccountId(), below, scores);
          return response(
              scores, knownThen(own, root, growing, days), inEffect(tx, tenantId, scores, days));
        });
  }

  private static List<ScorePoint> knownThen(
      AccountScores scores, Growing root, List<Growing> all, DayRange.Days days) {
    List<ScorePoint> points = new ArrayList<>();
    for (long day = days.first(); day <= days.last(); day++) {
      long end = day;
      all.forEach(one -> one.hear(end));
      points.add(point(day, Protos.value(scores.scorer().score(root.history(), day))));
    }
    return points;
  }

  private static List<ScorePoint> knownNow(
      AccountScores scores, AccountHistory history, DayRange.Days days) {
    return Replay.of(scores.scorer()).scores(history, days.first(), days.last()).stream()
        .map(score -> point(score.day(), Protos.value(score)))
        .toList();
  }

  /** A score told on one day stands until the next one is told; before the first there is none. */
  private static List<ScorePoint> published(
      TreeMap<Long, Told> told, WithdrawnScores withdrawn, DayRange.Days days) {
    List<ScorePoint> points = new ArrayList<>();
    for (long day = days.first(); day <= days.last(); day++) {
      Map.Entry<Long, Told> standing = told.floorEntry(day);
      if (standing != null) {
        var point = point(day, standing.getValue().score()).toBuilder();
        withdrawn.mark(point, standing.getValue().sequence());
        points.add(point.build());
      }
    }
    return points;
  }

  private static ScorePoint point(long day, ScoreValue score) {
    return ScorePoint.newBuilder().setDate(ProtoDate.date(day)).setScore(score).build();
  }
}
