package io.barometer.scoring.replay;

import io.barometer.edge.ProtoDate;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.replay.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.barometer.scoring.score.Protos;
import io.barometer.signals.Facts;
import java.util.OptionalInt;

/**
 * One account under both models on every day. Pure.
 *
 * @param accountId the account
 * @param history what is known of it
 * @param firstDay of both lines
 * @param baseline under the model that is compared with
 * @param candidate under the model that is tried
 */
record Replayed(
    String accountId,
    AccountHistory history,
    long firstDay,
    DailyLine baseline,
    DailyLine candidate) {

  /** Scores an account with both models. */
  static Replayed of(
      String accountId, AccountHistory history, Replay baseline, Replay candidate, Span span) {
    return new Replayed(
        accountId,
        history,
        span.firstDay(),
        DailyLine.of(history, baseline, span),
        DailyLine.of(history, candidate, span));
  }

  /** How many days. */
  int days() {
    return baseline.days();
  }

  /** Candidate minus baseline on a day; empty when one of them is Unknown. */
  OptionalInt change(int day) {
    return candidate.minus(baseline, day);
  }

  /** Whether there is a score on a day under one of the models. */
  boolean known(int day) {
    return baseline.known(day) || candidate.known(day);
  }

  /** Whether the models put the account into different bands on a day. */
  boolean otherBand(int day) {
    return !baseline.band(day).equals(candidate.band(day));
  }

  /** What is told of the account in a list. */
  ReplayAccount account() {
    int last = days() - 1;
    var account =
        ReplayAccount.newBuilder()
            .setAccount(Facts.asOf(accountId, history, firstDay + last))
            .setBaseline(Protos.value(baseline.last()))
            .setCandidate(Protos.value(candidate.last()));
    change(last).ifPresent(account::setChangeTenths);
    for (int day = 0; day <= last; day++) {
      OptionalInt change = change(day);
      if (change.isPresent()
          && Math.abs(change.getAsInt()) > Math.abs(account.getMostChangeTenths())) {
        account.setMostChangeTenths(change.getAsInt());
        account.setMostChangeDate(ProtoDate.date(firstDay + day));
      }
      if (otherBand(day)) {
        account.setDaysInOtherBand(account.getDaysInOtherBand() + 1);
      }
    }
    return account.build();
  }

  /** Every day of the account. */
  ReplayLine line() {
    return ReplayLine.newBuilder()
        .setAccountId(accountId)
        .addAllBaseline(baseline.runs())
        .addAllCandidate(candidate.runs())
        .addAllRenewals(RenewalRuns.of(history, firstDay, firstDay + days() - 1))
        .build();
  }
}
