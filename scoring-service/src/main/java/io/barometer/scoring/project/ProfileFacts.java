package io.barometer.scoring.project;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.event.v1.AccountRegistered;
import io.barometer.proto.event.v1.Profile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names under which a history keeps the facts of a profile, and the texts they are kept as. */
public final class ProfileFacts {
  public static final String NAME = "name";
  public static final String EMPLOYEES = "employees";
  public static final String PLAN = "plan";
  public static final String INDUSTRY = "industry";
  public static final String REGION = "region";
  public static final String OWNER = "owner";
  public static final String SEATS_CONTRACTED = "seats_contracted";

  /** Amount, a space, the ISO 4217 code: {@code 120000.5 EUR}. */
  public static final String ARR = "arr";

  /** ISO date. */
  public static final String RENEWAL_DATE = "renewal_date";

  private ProfileFacts() {}

  static AccountInput ofRegistration(AccountRegistered registered) {
    AccountInput profile = of(registered.getProfile());
    if (registered.getName().isEmpty()) {
      return profile;
    }
    Map<String, String> facts = new TreeMap<>(profile.facts());
    facts.putIfAbsent(NAME, registered.getName());
    return new AccountInput(List.of(), facts);
  }

  static AccountInput of(Profile profile) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, NAME, profile.hasName() ? profile.getName() : null);
    put(facts, EMPLOYEES, profile.hasEmployees() ? "" + profile.getEmployees() : null);
    put(facts, PLAN, profile.hasPlan() ? profile.getPlan() : null);
    put(facts, INDUSTRY, profile.hasIndustry() ? profile.getIndustry() : null);
    put(facts, REGION, profile.hasRegion() ? profile.getRegion() : null);
    put(facts, OWNER, profile.hasOwner() ? profile.getOwner() : null);
    put(facts, SEATS_CONTRACTED, profile.hasSeatsContracted() ? "" + profile.getSeatsContracted() : null);
    put(facts, ARR, profile.hasArr() ? text(profile.getArr()) : null);
    put(facts, RENEWAL_DATE, profile.hasRenewalDate() ? text(profile.getRenewalDate()) : null);
    return new AccountInput(List.of(), facts);
  }

  /** The amount of a text that {@link #ARR} keeps. */
  public static Money arr(String text) {
    int space = text.indexOf(' ');
    var amount = new BigDecimal(text.substring(0, space));
    var units = amount.toBigInteger();
    int nanos = amount.subtract(new BigDecimal(units)).movePointRight(9).intValue();
    return Money.newBuilder()
        .setCurrencyCode(text.substring(space + 1))
        .setUnits(units.longValue())
        .setNanos(nanos)
        .build();
  }

  /** The date of a text that {@link #RENEWAL_DATE} keeps. */
  public static Date date(String text) {
    return date(LocalDate.parse(text));
  }

  public static Date date(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }

  private static String text(Money money) {
    BigDecimal amount = BigDecimal.valueOf(money.getUnits()).add(BigDecimal.valueOf(money.getNanos(), 9));
    String plain = amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    return plain + " " + money.getCurrencyCode();
  }

  private static String text(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
