package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.language.Presets;
import io.barometer.proto.alerting.v1.CompareAlertsRequest;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.RuleComparison;
import io.barometer.proto.scoring.v1.GetReplayAccountRequest;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.GetReplayRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.HistoryBasis;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayServiceGrpc.ReplayServiceBlockingStub;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import io.barometer.proto.scoring.v1.WatchReplayRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A candidate through the example's first two years, beside the model in effect. */
@ExtendWith(ImportedExample.Resolver.class)
class ReplaysIT {
  /** The preset in effect under another version. */
  private static final String SAME =
      Presets.yaml("usage").replaceFirst("version: [0-9.]+", "version: 9.0.0");

  private final ImportedExample example;
  private final ReplayServiceBlockingStub replays;

  ReplaysIT(ImportedExample example) {
    this.example = example;
    this.replays = example.platform().calls().replays();
  }

  @Test
  void both_models_say_of_every_day_what_they_say_when_they_are_asked_alone() {
    Replay replay = replayed(Presets.yaml("saas-default"));

    assertThat(replay.getState()).isEqualTo(ReplayState.REPLAY_STATE_SUCCEEDED);
    assertThat(replay.getAccounts()).isEqualTo(example.expected().accounts().size());
    List<String> accounts = new ArrayList<>(example.expected().accounts().keySet());
    Collections.sort(accounts);
    for (int i = 0; i < accounts.size(); i += Math.max(1, accounts.size() / 15)) {
      GetReplayAccountResponse found = account(replay, accounts.get(i));
      assertThat(tenths(found.getBaselineList()))
          .as(accounts.get(i))
          .isEqualTo(asked(accounts.get(i), replay.getBaseline(), replay));
      assertThat(tenths(found.getCandidateList()))
          .as(accounts.get(i))
          .isEqualTo(asked(accounts.get(i), replay.getCandidate(), replay));
      if (found.getAccount().hasChangeTenths()) {
        assertThat(found.getEntriesList().stream().mapToInt(LedgerEntry::getChangeTenths).sum())
            .isEqualTo(found.getAccount().getChangeTenths());
      }
    }
  }

  @Test
  void the_same_model_moves_nobody_and_raises_the_same_alerts() {
    Replay replay = replayed(SAME);

    assertThat(replay.getFindings().getSumDistanceTenths()).isZero();
    assertThat(replay.getFindings().getAccountDaysInOtherBand()).isZero();
    CompareAlertsResponse alerts = alerts(replay);
    assertThat(alerts.getTotalAlerts()).isZero();
    assertThat(alerts.getAccounts()).isEqualTo(replay.getAccounts());
    assertThat(alerts.getRulesList())
        .allMatch(rule -> rule.getBaseline() == rule.getCandidate())
        .anyMatch(rule -> rule.getBaseline() > 0);
  }

  @Test
  void another_model_would_have_raised_other_alerts() {
    CompareAlertsResponse alerts = alerts(replayed(Presets.yaml("saas-default")));

    assertThat(alerts.getTotalAlerts())
        .isEqualTo(
            alerts.getRulesList().stream().mapToInt(rule -> rule.getGone() + rule.getCome()).sum())
        .isPositive();
    assertThat(alerts.getAlertsCount()).isEqualTo(Math.min(10, alerts.getTotalAlerts()));
    for (RuleComparison rule : alerts.getRulesList()) {
      assertThat(rule.getGone()).as(rule.getRule()).isLessThanOrEqualTo(rule.getBaseline());
      assertThat(rule.getCome()).as(rule.getRule()).isLessThanOrEqualTo(rule.getCandidate());
    }
  }

  private Replay replayed(String yaml) {
    Replay started =
        replays.startReplay(StartReplayRequest.newBuilder().setYaml(yaml).build()).getReplay();
    replays
        .watchReplay(WatchReplayRequest.newBuilder().setReplayId(started.getReplayId()).build())
        .forEachRemaining(moved -> {});
    return replays
        .getReplay(GetReplayRequest.newBuilder().setReplayId(started.getReplayId()).build())
        .getReplay();
  }

  private GetReplayAccountResponse account(Replay replay, String account) {
    return replays.getReplayAccount(
        GetReplayAccountRequest.newBuilder()
            .setReplayId(replay.getReplayId())
            .setAccountId(account)
            .build());
  }

  private CompareAlertsResponse alerts(Replay replay) {
    return example
        .platform()
        .calls()
        .alerting()
        .compareAlerts(
            CompareAlertsRequest.newBuilder()
                .setReplayId(replay.getReplayId())
                .setMostAlerts(10)
                .build());
  }

  private List<Integer> asked(String account, ModelRef model, Replay replay) {
    return example
        .platform()
        .calls()
        .scoring()
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setBasis(HistoryBasis.HISTORY_BASIS_KNOWN_NOW)
                .setModel(model)
                .setFromDate(replay.getFirstDate())
                .setToDate(replay.getLastDate())
                .build())
        .getPointsList()
        .stream()
        .map(point -> point.getScore().hasTenths() ? point.getScore().getTenths() : -1)
        .toList();
  }

  private static List<Integer> tenths(List<ScoreRun> runs) {
    List<Integer> days = new ArrayList<>();
    for (ScoreRun run : runs) {
      days.addAll(Collections.nCopies(run.getDays(), run.hasTenths() ? run.getTenths() : -1));
    }
    return days;
  }
}
