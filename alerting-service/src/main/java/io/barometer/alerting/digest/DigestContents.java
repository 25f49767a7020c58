package io.barometer.alerting.digest;

import io.barometer.alerting.route.AlertLabels;
import io.barometer.edge.ProtoDate;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.DigestEntry;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.routing.match.Matcher;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what a digest tells. Take every account of the tenant, then {@link #content}. */
final class DigestContents {

  private static final int MOST_AT_RISK = 25;
  private static final int MOST_MOVERS = 10;
  private static final int MOST_RENEWALS = 15;
  private static final int MOVED_TENTHS = 50;
  private static final int AHEAD_DAYS = 90;
  private static final int TREND_DAYS = 7;
  private static final int NO_SCORE = 2_000;

  private record AtRisk(DigestEntry entry, Instant lastFired) {}

  /** What is newly at risk needs somebody sooner than what has been for a year. */
  private static final Comparator<AtRisk> MOST_URGENT =
      Comparator.<AtRisk, Boolean>comparing(
              one -> one.entry.getCritical(), Comparator.reverseOrder())
          .thenComparingInt(one -> daysToRenewal(one.entry))
          .thenComparing(AtRisk::lastFired, Comparator.reverseOrder())
          .thenComparingInt(one -> tenths(one.entry))
          .thenComparing(one -> one.entry.getAccountId());

  private static final Comparator<DigestEntry> MOST_MOVED =
      Comparator.<DigestEntry>comparingInt(e -> -Math.abs(e.getChangeTenths()))
          .thenComparing(DigestEntry::getAccountId);

  private static final Comparator<DigestEntry> DEEPEST_FALL =
      Comparator.comparingInt(DigestEntry::getChangeTenths)
          .thenComparing(DigestEntry::getAccountId);

  private static final Comparator<DigestEntry> NEAREST =
      Comparator.comparingInt(DigestEntry::getRenewalDays).thenComparing(DigestEntry::getAccountId);

  private final DigestPeriod period;
  private final Collection<Matcher> matchers;
  private final List<WatchedAccount> accounts = new ArrayList<>();
  private LocalDate day = LocalDate.EPOCH;

  DigestContents(DigestPeriod period, Collection<Matcher> matchers) {
    this.period = period;
    this.matchers = matchers;
  }

  void add(WatchedAccount account) {
    Instant told = Instant.ofEpochSecond(account.score().getAsOfTime().getSeconds());
    LocalDate its = LocalDate.ofInstant(told, ZoneOffset.UTC);
    day = its.isAfter(day) ? its : day;
    if (Matcher.all(matchers, AlertLabels.ofAccount(account.score()))) {
      accounts.add(account);
    }
  }

  DigestContent content() {
    List<DigestEntry> all = accounts.stream().map(this::entry).toList();
    List<DigestEntry> atRisk =
        accounts.stream()
            .filter(account -> !account.alerts().isEmpty())
            .map(account -> new AtRisk(entry(account), account.lastFired()))
            .sorted(MOST_URGENT)
            .map(AtRisk::entry)
            .toList();
    List<DigestEntry> movers =
        all.stream()
            .filter(e -> Math.abs(e.getChangeTenths()) >= MOVED_TENTHS)
            .sorted(MOST_MOVED)
            .limit(MOST_MOVERS)
            .sorted(DEEPEST_FALL)
            .toList();
    List<DigestEntry> renewals =
        all.stream()
            .filter(DigestEntry::hasRenewalDate)
            .filter(e -> e.getRenewalDays() >= 0 && e.getRenewalDays() <= AHEAD_DAYS)
            .sorted(NEAREST)
            .limit(MOST_RENEWALS)
            .toList();
    return DigestContent.newBuilder()
        .setPeriod(period)
        .setDay(ProtoDate.date(day))
        .setAccounts(accounts.size())
        .addAllAtRisk(atRisk.stream().limit(MOST_AT_RISK).toList())
        .setAtRiskTotal(atRisk.size())
        .addAllMovers(movers)
        .addAllRenewals(renewals)
        .build();
  }

  private DigestEntry entry(WatchedAccount account) {
    AccountScore score = account.score();
    AccountFacts facts = score.getAccount();
    DigestEntry.Builder entry =
        DigestEntry.newBuilder()
            .setAccountId(facts.getAccountId())
            .setName(facts.getName().isBlank() ? facts.getAccountId() : facts.getName())
            .setScore(score.getScore())
            .addAllAlerts(account.alerts())
            .setCritical(account.critical());
    for (Trend trend : score.getTrendsList()) {
      if (trend.getDays() == TREND_DAYS && trend.hasChangeTenths()) {
        entry.setChangeTenths(trend.getChangeTenths());
      }
    }
    if (facts.hasArr()) {
      entry.setArr(facts.getArr());
    }
    renewal(facts)
        .ifPresent(
            renewal ->
                entry
                    .setRenewalDate(facts.getRenewalDate())
                    .setRenewalDays((int) ChronoUnit.DAYS.between(day, renewal)));
    if (score.getDriversCount() > 0) {
      entry.setReason(score.getDrivers(0).getText());
    }
    return entry.build();
  }

  private static int daysToRenewal(DigestEntry entry) {
    return entry.hasRenewalDate() && entry.getRenewalDays() >= 0
        ? entry.getRenewalDays()
        : Integer.MAX_VALUE;
  }

  private static int tenths(DigestEntry entry) {
    return entry.getScore().hasTenths() ? entry.getScore().getTenths() : NO_SCORE;
  }

  private static Optional<LocalDate> renewal(AccountFacts facts) {
    try {
      return facts.hasRenewalDate()
          ? Optional.of(ProtoDate.day(facts.getRenewalDate()))
          : Optional.empty();
    } catch (DateTimeException incomplete) {
      return Optional.empty();
    }
  }
}
