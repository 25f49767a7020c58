package io.barometer.scoring.replay;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.Score;
import io.barometer.proto.scoring.v1.CoverageRun;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ReadDailyScoresResponse;
import io.barometer.proto.scoring.v1.ToldEntries;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.watch.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells every account of a tenant day by day, a page of accounts in a transaction. Blocks. */
@ApplicationScoped
public class DailyReader {
  private static final int PAGE = 100;
  private static final int PAGE_WITH_TOLD = 10;
  private static final int MAX_NAME = 200;
  private static final long PATIENCE_MILLIS = 60_000;

  private final TenantReads tenants;
  private final ActiveModels models;

  DailyReader(TenantReads tenants, ActiveModels models) {
    this.tenants = tenants;
    this.models = models;
  }

  /** Sends the span and every account. */
  public void read(ReadDailyScoresRequest request, Reader<ReadDailyScoresResponse> reader)
      throws InterruptedException {
    var violations = new Violations();
    RequestFields.text("tenant_id", request.getTenantId(), MAX_NAME, violations);
    RequestFields.text("score_name", request.getScoreName(), MAX_NAME, violations);
    OptionalLong first =
        Replays.date("first_date", request.hasFirstDate(), request.getFirstDate(), violations);
    OptionalLong last =
        Replays.date("last_date", request.hasLastDate(), request.getLastDate(), violations);
    violations.throwIfAny();
    String tenant = request.getTenantId();
    Span span = tenants.read(tenant, tx -> Replays.span(tx, first, last));
    int most = request.getWithTold() ? PAGE_WITH_TOLD : PAGE;
    boolean more = reader.send(span(span), PATIENCE_MILLIS);
    String after = "";
    while (more) {
      String behind = after;
      Page page = tenants.read(tenant, tx -> page(tx, request, behind, most, span));
      for (DailyScores account : page.accounts()) {
        after = account.getAccountId();
        for (ToldEntries told : page.told().getOrDefault(after, List.of())) {
          more &=
              reader.send(
                  ReadDailyScoresResponse.newBuilder().setTold(told).build(), PATIENCE_MILLIS);
        }
        more &=
            reader.send(
                ReadDailyScoresResponse.newBuilder().setAccount(account).build(), PATIENCE_MILLIS);
      }
      more &= page.accounts().size() == most;
    }
  }

  /** Some accounts, by id, and what was told of each. */
  private record Page(List<DailyScores> accounts, Map<String, List<ToldEntries>> told) {}

  private static ReadDailyScoresResponse span(Span span) {
    return ReadDailyScoresResponse.newBuilder()
        .setSpan(
            DailySpan.newBuilder()
                .setFirstDate(ProtoDate.date(span.firstDay()))
                .setLastDate(ProtoDate.date(span.lastDay())))
        .build();
  }

  private Page page(Tx tx, ReadDailyScoresRequest request, String after, int most, Span span) {
    String tenantId = request.getTenantId();
    AccountScores model = models.of(tx, tenantId).named(request.getScoreName());
    List<StoredHistory> accounts = StoredHistories.after(tx, after, most);
    Set<String> parents = parents(tx, tenantId, model, accounts);
    int version = StoredHistories.version(tx);
    Replay replay = Replay.of(model.scorer());
    List<DailyScores> page = new ArrayList<>(accounts.size());
    for (StoredHistory account : accounts) {
      var key = new AccountKey(tenantId, account.accountId());
      Replay own =
          parents.contains(account.accountId())
              ? Replay.of(new Family(() -> tx, version, key).over(model).scorer())
              : replay;
      page.add(account(account, own, span));
    }
    List<String> ids = accounts.stream().map(StoredHistory::accountId).toList();
    return new Page(
        page, request.getWithTold() ? ToldLog.read(tx, ids, model.name(), span) : Map.of());
  }

  private static Set<String> parents(
      Tx tx, String tenantId, AccountScores model, List<StoredHistory> accounts) {
    if (model.scorer().card().rollUp() == null) {
      return Set.of();
    }
    return Family.parents(
            tx, accounts.stream().map(one -> new AccountKey(tenantId, one.accountId())).toList())
        .stream()
        .map(AccountKey::accountId)
        .collect(Collectors.toSet());
  }

  private static DailyScores account(StoredHistory account, Replay replay, Span span) {
    AccountHistory history = account.history();
    DailyLine line = DailyLine.of(history, replay, span);
    var message =
        DailyScores.newBuilder()
            .setAccountId(account.accountId())
            .addAllScores(line.runs())
            .addAllCoverage(coverage(line.scores()))
            .addAllRenewals(RenewalRuns.of(history, span.firstDay(), span.lastDay()));
    days(history.signal("outcome.churned"), span.firstDay())
        .forEach(day -> message.addChurnedDates(ProtoDate.date(day)));
    days(history.signal("outcome.renewed"), span.firstDay())
        .forEach(day -> message.addRenewedDates(ProtoDate.date(day)));
    return message.build();
  }

  private static List<CoverageRun> coverage(List<Score> scores) {
    List<CoverageRun> runs = new ArrayList<>();
    for (Score score : scores) {
      int at = runs.size() - 1;
      if (at >= 0 && runs.get(at).getPercent() == score.coveragePercent()) {
        runs.set(at, runs.get(at).toBuilder().setDays(runs.get(at).getDays() + 1).build());
      } else {
        runs.add(CoverageRun.newBuilder().setDays(1).setPercent(score.coveragePercent()).build());
      }
    }
    return runs;
  }

  /** The days of a signal from one on, rising. */
  private static List<Long> days(SignalHistory signal, long from) {
    List<Long> days = new ArrayList<>();
    OptionalLong day = signal.lastDayUpTo(Long.MAX_VALUE);
    while (day.isPresent() && day.getAsLong() >= from) {
      days.addFirst(day.getAsLong());
      day = signal.lastDayUpTo(day.getAsLong() - 1);
    }
    return days;
  }
}
