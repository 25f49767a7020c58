package io.barometer.alerting.incident;

import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.IncidentAccount;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Trend;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The accounts of an incident, those that lost most first. */
final class ConcernedAccounts {
  private static final int DAYS = 7;

  private ConcernedAccounts() {}

  /**
   * Each account as its first alert found it.
   *
   * @param alerts those that fired last first
   */
  static List<IncidentAccount> of(List<Alert> alerts) {
    Map<String, IncidentAccount> accounts = new LinkedHashMap<>();
    for (Alert alert : alerts.reversed()) {
      accounts.computeIfAbsent(
          alert.getScore().getAccount().getAccountId(), id -> account(alert.getScore()));
    }
    return accounts.values().stream()
        .sorted(
            Comparator.comparingInt(IncidentAccount::getChangeTenths)
                .thenComparing(IncidentAccount::getAccountId))
        .toList();
  }

  private static IncidentAccount account(AccountScore score) {
    IncidentAccount.Builder account =
        IncidentAccount.newBuilder()
            .setAccountId(score.getAccount().getAccountId())
            .setName(score.getAccount().getName());
    if (score.getScore().hasTenths()) {
      account.setTenths(score.getScore().getTenths());
    }
    for (Trend trend : score.getTrendsList()) {
      if (trend.getDays() == DAYS && trend.hasChangeTenths()) {
        account.setChangeTenths(trend.getChangeTenths());
      }
    }
    return account.build();
  }
}
