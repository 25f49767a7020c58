package io.barometer.alerting.notify;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What people are told, the same words on every channel. All texts are safe to show on one line; a
 * channel still escapes its own control characters.
 *
 * @param headline what happened, to whom
 * @param scoreLine score, band and changes
 * @param reason why, a sentence
 * @param drivers what moved the score, at most three sentences
 * @param facts owner, ARR, renewal, as far as they are known
 * @param footer rule, time and alert id
 */
public record Wording(
    AlertSeverity severity,
    About about,
    String account,
    String headline,
    String scoreLine,
    String reason,
    List<String> drivers,
    List<Fact> facts,
    String footer) {

  /** Something to know, with its name. */
  public record Fact(String name, String value) {}

  private static final int NAME_LENGTH = 60;
  private static final int LINE_LENGTH = 300;
  private static final int MAX_DRIVERS = 3;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The words for a notification. */
  public static Wording of(Notification n) {
    AccountScore score = n.score();
    AccountFacts facts = score.getAccount();
    String name =
        SafeText.line(
            facts.getName().isBlank() ? facts.getAccountId() : facts.getName(), NAME_LENGTH);
    String title = SafeText.line(n.title(), NAME_LENGTH);
    boolean fired = n.about() == About.FIRED;
    return new Wording(
        n.severity(),
        n.about(),
        name,
        happened(n) + ": " + title + " – " + name,
        scoreLine(score),
        SafeText.line(n.reason(), LINE_LENGTH),
        fired ? drivers(score) : List.of(),
        fired ? facts(facts, n.playbook()) : List.of(),
        footer(n));
  }

  private static String happened(Notification n) {
    return switch (n.about()) {
      case FIRED -> severity(n.severity());
      case RESOLVED -> "Resolved";
      case WITHDRAWN -> "Withdrawn";
    };
  }

  private static String ended(Notification n) {
    return switch (n.about()) {
      case FIRED -> "";
      case RESOLVED -> " · resolved " + time(n.time());
      case WITHDRAWN -> " · withdrawn " + time(n.time());
    };
  }

  private static String footer(Notification n) {
    return "Rule "
        + SafeText.line(n.rule(), NAME_LENGTH)
        + " · fired "
        + time(n.firedTime())
        + ended(n)
        + " · alert "
        + n.alertId();
  }

  private static String severity(AlertSeverity severity) {
    return switch (severity) {
      case ALERT_SEVERITY_CRITICAL -> "Critical";
      case ALERT_SEVERITY_WARNING -> "Warning";
      case ALERT_SEVERITY_INFO, ALERT_SEVERITY_UNSPECIFIED, UNRECOGNIZED -> "Info";
    };
  }

  private static String scoreLine(AccountScore score) {
    ScoreValue value = score.getScore();
    StringBuilder line = new StringBuilder("Score ");
    if (value.hasTenths()) {
      line.append(points(value.getTenths())).append(" (");
      line.append(SafeText.line(value.getBand(), NAME_LENGTH)).append(')');
    } else {
      line.append("Unknown");
    }
    for (Trend trend : score.getTrendsList()) {
      if (trend.hasChangeTenths() && (trend.getDays() == 7 || trend.getDays() == 30)) {
        line.append(" · ").append(change(trend.getChangeTenths()));
        line.append(" in ").append(trend.getDays()).append(" days");
      }
    }
    return line.toString();
  }

  private static List<String> drivers(AccountScore score) {
    List<String> drivers = new ArrayList<>();
    for (Driver driver : score.getDriversList()) {
      if (drivers.size() < MAX_DRIVERS && !driver.getText().isBlank()) {
        String points =
            driver.getChangeTenths() == 0 ? "" : " (" + change(driver.getChangeTenths()) + ")";
        drivers.add(SafeText.line(driver.getText(), LINE_LENGTH) + points);
      }
    }
    return drivers;
  }

  private static List<Fact> facts(AccountFacts account, String playbook) {
    List<Fact> facts = new ArrayList<>();
    if (!account.getOwner().isBlank()) {
      facts.add(new Fact("Owner", SafeText.line(account.getOwner(), NAME_LENGTH)));
    }
    if (account.hasArr()) {
      facts.add(new Fact("ARR", money(account.getArr())));
    }
    if (account.hasRenewalDate()) {
      facts.add(new Fact("Renewal", day(account.getRenewalDate())));
    }
    if (!playbook.isBlank()) {
      facts.add(new Fact("Playbook", SafeText.line(playbook, NAME_LENGTH)));
    }
    return facts;
  }

  private static String money(Money money) {
    return String.format(
        Locale.ROOT, "%s %,d", SafeText.line(money.getCurrencyCode(), 3), money.getUnits());
  }

  private static String day(Date date) {
    try {
      return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).format(DAY);
    } catch (DateTimeException incomplete) {
      return "unknown";
    }
  }

  private static String time(Instant time) {
    return MINUTE.format(time);
  }

  private static String change(int tenths) {
    String arrow = tenths > 0 ? "▲ " : tenths < 0 ? "▼ " : "± ";
    return arrow + points(Math.abs(tenths));
  }

  private static String points(int tenths) {
    return tenths / 10 + "." + tenths % 10;
  }
}
