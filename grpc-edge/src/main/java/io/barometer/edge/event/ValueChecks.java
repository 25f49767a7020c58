package io.barometer.edge.event;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Profile;
import java.time.YearMonth;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of the messages that payloads share: money, days, profiles. */
final class ValueChecks {

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final long MAX_UNITS = 1_000_000_000_000L;
  private static final int NANOS = 1_000_000_000;
  private static final double MAX_COUNT = 1e9;
  private static final int MAX_NAME = 500;
  private static final int MAX_ACCOUNT = 200;

  private final FieldChecks fields;

  ValueChecks(FieldChecks fields) {
    this.fields = fields;
  }

  void amount(String field, Money money, boolean negativeAllowed) {
    if (!CURRENCIES.contains(money.getCurrencyCode())) {
      fields.add(
          field + ".currency_code",
          ErrorReason.ERROR_REASON_RANGE,
          "must be a currency code of ISO 4217");
    }
    if (Math.abs(money.getNanos()) >= NANOS || signsDiffer(money)) {
      fields.add(
          field + ".nanos",
          ErrorReason.ERROR_REASON_RANGE,
          "must be a fraction with the sign of units");
    }
    double min = negativeAllowed ? -MAX_UNITS : 0;
    fields.number(field + ".units", money.getUnits(), min, MAX_UNITS);
    if (!negativeAllowed && money.getUnits() == 0 && money.getNanos() < 0) {
      fields.add(field + ".nanos", ErrorReason.ERROR_REASON_RANGE, "must not be negative");
    }
  }

  private static boolean signsDiffer(Money money) {
    return money.getUnits() > 0 && money.getNanos() < 0
        || money.getUnits() < 0 && money.getNanos() > 0;
  }

  void day(String field, Date date) {
    boolean valid =
        date.getYear() >= 1900
            && date.getYear() <= 2200
            && date.getMonth() >= 1
            && date.getMonth() <= 12
            && YearMonth.of(date.getYear(), date.getMonth()).isValidDay(date.getDay());
    if (!valid) {
      fields.add(
          field, ErrorReason.ERROR_REASON_TIME_RANGE, "must be a full date from 1900 to 2200");
    }
  }

  void profile(String field, Profile profile, String accountId) {
    name(field + ".name", profile.getName());
    name(field + ".plan", profile.getPlan());
    name(field + ".industry", profile.getIndustry());
    name(field + ".region", profile.getRegion());
    name(field + ".owner", profile.getOwner());
    fields.optionalKey(field + ".parent_account_id", profile.getParentAccountId(), MAX_ACCOUNT);
    if (!profile.getParentAccountId().isEmpty() && profile.getParentAccountId().equals(accountId)) {
      fields.add(
          field + ".parent_account_id",
          ErrorReason.ERROR_REASON_RANGE,
          "must be another account than the child");
    }
    if (profile.hasEmployees()) {
      fields.number(field + ".employees", profile.getEmployees(), 0, MAX_COUNT);
    }
    if (profile.hasSeatsContracted()) {
      fields.number(field + ".seats_contracted", profile.getSeatsContracted(), 0, MAX_COUNT);
    }
    if (profile.hasArr()) {
      amount(field + ".arr", profile.getArr(), false);
    }
    if (profile.hasRenewalDate()) {
      day(field + ".renewal_date", profile.getRenewalDate());
    }
  }

  /** A name that people see. */
  void name(String field, String value) {
    fields.text(field, value);
    if (value.length() > MAX_NAME) {
      fields.add(
          field,
          ErrorReason.ERROR_REASON_RANGE,
          "must have at most " + MAX_NAME + " characters",
          "max",
          Integer.toString(MAX_NAME));
    }
  }
}
