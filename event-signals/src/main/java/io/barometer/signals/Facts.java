package io.barometer.signals;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.ScoreOverride;
import io.barometer.proto.event.v1.AccountRegistered;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.scoring.v1.AccountFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a profile: the names and texts under which a history keeps them, and the way back.
 */
public final class Facts {
  private static final String NAME = "name";
  private static final String EMPLOYEES = "employees";
  private static final String PLAN = "plan";
  private static final String INDUSTRY = "industry";
  private static final String REGION = "region";
  private static final String OWNER = "owner";
  private static final String SEATS_CONTRACTED = "seats_contracted";

  /** The amount, a number that a metric can read; its currency stands in {@link #ARR_CURRENCY}. */
  private static final String ARR = "arr";

  private static final String ARR_CURRENCY = "arr_currency";

  /** The renewal day, as ISO 8601. */
  public static final String RENEWAL_DATE = "renewal_date";

  /** The account that this one belongs to; empty when it belongs to none. */
  public static final String PARENT = "parent";

  private Facts() {}

  /** What a registration tells: fact → text. */
  static Map<String, String> of(AccountRegistered registered) {
    Map<String, String> facts = of(registered.getProfile());
    if (!registered.getName().isEmpty()) {
      facts.putIfAbsent(NAME, registered.getName());
    }
    return facts;
  }

  /** What a profile tells: fact → text. Facts that are not told are absent. */
  static Map<String, String> of(Profile profile) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, NAME, profile.hasName() ? profile.getName() : null);
    put(facts, EMPLOYEES, profile.hasEmployees() ? "" + profile.getEmployees() : null);
    put(facts, PLAN, profile.hasPlan() ? profile.getPlan() : null);
    put(facts, INDUSTRY, profile.hasIndustry() ? profile.getIndustry() : null);
    put(facts, REGION, profile.hasRegion() ? profile.getRegion() : null);
    put(facts, OWNER, profile.hasOwner() ? profile.getOwner() : null);
    if (profile.hasSeatsContracted()) {
      facts.put(SEATS_CONTRACTED, "" + profile.getSeatsContracted());
    }
    if (profile.hasArr()) {
      facts.put(ARR, text(profile.getArr()));
      facts.put(ARR_CURRENCY, profile.getArr().getCurrencyCode());
    }
    put(facts, PARENT, profile.hasParentAccountId() ? profile.getParentAccountId() : null);
    put(facts, RENEWAL_DATE, profile.hasRenewalDate() ? text(profile.getRenewalDate()) : null);
    return facts;
  }

  /** What an override tells: the score's fact → its text. */
  static Map<String, String> of(ScoreOverridden told) {
    var override =
        new ScoreOverride(
            told.getTenths(),
            day(told.getLastDate()).toEpochDay(),
            told.getRole(),
            told.getAuthor(),
            told.getReason());
    return Map.of(ScoreOverride.fact(scoreName(told.getScoreName())), override.text());
  }

  /** What the withdrawal of an override tells. */
  static Map<String, String> of(OverrideWithdrawn told) {
    return Map.of(ScoreOverride.fact(scoreName(told.getScoreName())), ScoreOverride.WITHDRAWN);
  }

  /** The name of a score as scorecards know it; the usual one may be left out. */
  public static String scoreName(String told) {
    return told.isEmpty() ? "health" : told;
  }

  /** The facts that were known of an account at the end of a day. */
  public static AccountFacts asOf(String accountId, AccountHistory history, long day) {
    var facts =
        AccountFacts.newBuilder()
            .setAccountId(accountId)
            .setName(history.fact(NAME, day).orElse(accountId))
            .setOwner(history.fact(OWNER, day).orElse(""))
            .setPlan(history.fact(PLAN, day).orElse(""))
            .setIndustry(history.fact(INDUSTRY, day).orElse(""))
            .setRegion(history.fact(REGION, day).orElse(""))
            .setParentAccountId(parent(history, day));
    history.fact(EMPLOYEES, day).map(Long::parseLong).ifPresent(facts::setEmployees);
    history
        .fact(ARR, day)
        .map(amount -> money(amount, history.fact(ARR_CURRENCY, day).orElse("")))
        .ifPresent(facts::setArr);
    history
        .fact(RENEWAL_DATE, day)
        .map(text -> date(LocalDate.parse(text)))
        .ifPresent(facts::setRenewalDate);
    return facts.build();
  }

  /** The account that this one belonged to at the end of a day; empty when it belonged to none. */
  public static String parent(AccountHistory history, long day) {
    return history.fact(PARENT, day).orElse("");
  }

  /** An amount as a message; at most nine decimals are kept. */
  public static Money money(BigDecimal amount, String currency) {
    var units = amount.toBigInteger();
    int nanos = amount.subtract(new BigDecimal(units)).movePointRight(9).intValue();
    return Money.newBuilder()
        .setCurrencyCode(currency)
        .setUnits(units.longValue())
        .setNanos(nanos)
        .build();
  }

  /** A message as an amount. */
  public static BigDecimal amount(Money money) {
    return BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
  }

  private static Money money(String amount, String currency) {
    return money(new BigDecimal(amount), currency);
  }

  private static String text(Money money) {
    BigDecimal amount = amount(money);
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private static String text(Date date) {
    return day(date).toString();
  }

  private static LocalDate day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  private static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
