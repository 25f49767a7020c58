package io.barometer.scoring.whatif;

import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Band;
import io.barometer.model.whatif.Advice;
import io.barometer.model.whatif.Advisor;
import io.barometer.model.whatif.Means;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.SuggestChangesRequest;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.SuggestedMeans;
import io.barometer.proto.scoring.v1.Suggestion;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.PastEvents;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moment;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Suggests what would bring an account into a band. */
@ApplicationScoped
public class ChangeSuggester {
  private static final int MAX_BAND = 200;

  private final TenantReads reads;
  private final Lookback lookback;
  private final PastEvents past;

  ChangeSuggester(TenantReads reads, Lookback lookback, PastEvents past) {
    this.reads = reads;
    this.lookback = lookback;
    this.past = past;
  }

  /** Answers the call; blocks. */
  public SuggestChangesResponse suggest(String tenantId, SuggestChangesRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    RequestFields.text("band", request.getBand(), MAX_BAND, violations);
    View view = View.of(request, violations);
    violations.throwIfAny();
    var key = new AccountKey(tenantId, request.getAccountId());
    if (view.asOf().now() && view.knownAt().now()) {
      return lookback.look(
          tenantId,
          key.accountId(),
          request.getScoreName(),
          view,
          sight ->
              suggest(
                  sight.tx(),
                  key,
                  sight.scores(),
                  sight.stored(),
                  sight.moment(),
                  sight.time(),
                  request.getBand()));
    }
    return ofThen(key, request, view);
  }

  /** What happened later must not be in the history: whoever waits would wait for it. */
  private SuggestChangesResponse ofThen(AccountKey key, SuggestChangesRequest request, View view) {
    Moment moment = lookback.moment(key.tenantId(), key.accountId());
    List<PastEvent> events = past.of(key.tenantId(), key.accountId(), moment);
    return reads.read(
        key.tenantId(),
        tx -> {
          AccountScores scores = lookback.scores(tx, key, request.getScoreName(), view, moment);
          Viewpoint from = Lookback.viewpoint(view, moment, scores);
          var seen = new StoredHistory(key.accountId(), moment.shard(), from.history(events));
          return suggest(tx, key, scores, seen, moment, from.asOf(), request.getBand());
        });
  }

  private static SuggestChangesResponse suggest(
      Tx tx,
      AccountKey key,
      AccountScores scores,
      StoredHistory seen,
      Moment moment,
      Instant time,
      String band) {
    if (scores.scorer().card().rollUp() != null && !Family.below(tx, key).isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("The score is made of children's scores: ask what would help those.")
          .meta("state", "parent");
    }
    AccountHistory history = seen.history();
    long day = Day.of(time);
    String wanted = band(Advisor.bands(scores.scorer(), history, day), band);
    Advice advice = Advisor.advise(scores.scorer(), history, day, wanted);
    var response =
        SuggestChangesResponse.newBuilder()
            .setScore(ScoreReader.computed(scores, seen, moment, time))
            .setBand(advice.band())
            .setFromTenths(advice.fromTenths())
            .addAllNotes(advice.notes());
    advice.alone().forEach(one -> response.addAlone(message(one)));
    advice.together().forEach(one -> response.addTogether(message(one)));
    return response.build();
  }

  private static String band(List<Band> bands, String asked) {
    List<String> names = bands.stream().map(Band::name).toList();
    if (asked.isEmpty()) {
      return names.getLast();
    }
    if (!names.contains(asked)) {
      var violations = new Violations();
      violations.add(
          "band",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must be a band of the account: "
              + String.join(", ", names)
              + "."
              + NearestName.hint(asked, names),
          "nearest",
          NearestName.of(asked, names).orElse(""));
      violations.throwIfAny();
    }
    return asked;
  }

  private static Suggestion message(io.barometer.model.whatif.Suggestion one) {
    var message =
        Suggestion.newBuilder()
            .setMetric(one.metric())
            .setTitle(one.title())
            .setAfter(one.after())
            .setUnit(one.unit())
            .setMeans(means(one.means()))
            .setSteps(one.steps())
            .setDays(one.days())
            .setScore(Protos.value(one.score()))
            .setReaches(one.reaches())
            .setCost(one.cost())
            .setText(one.text());
    one.before().ifPresent(message::setBefore);
    return message.build();
  }

  private static SuggestedMeans means(Means means) {
    return switch (means) {
      case MORE -> SuggestedMeans.SUGGESTED_MEANS_MORE;
      case VALUE -> SuggestedMeans.SUGGESTED_MEANS_VALUE;
      case BEST_VALUES -> SuggestedMeans.SUGGESTED_MEANS_BEST_VALUES;
      case EVERY_DAY -> SuggestedMeans.SUGGESTED_MEANS_EVERY_DAY;
      case WAITING -> SuggestedMeans.SUGGESTED_MEANS_WAITING;
    };
  }
}
