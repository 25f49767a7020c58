package io.barometer.alerting.notify;

import com.google.type.Date;
import com.google.type.Money;
import io.barometer.edge.ProtoDate;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.routing.incident.Cause;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final int MOST_LINES = 20;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The same with another headline. */
  Wording withHeadline(String other) {
    return new Wording(severity, about, account, other, scoreLine, reason, drivers, facts, footer);
  }

  /** The same with another reason. */
  Wording withReason(String other) {
    return new Wording(
        severity, about, account, headline, scoreLine, other, drivers, facts, footer);
  }

  /** The words for news. */
  public static Wording of(News news) {
    return switch (news) {
      case AlertNews alert -> of(alert, happened(alert));
      case GroupNews group when group.alerts().size() == 1 && group.firing() + group.over() == 1 ->
          of(group.alerts().getFirst(), happened(group));
      case GroupNews group -> ofMany(group);
      case DigestNews digest -> of(DigestWording.of(digest.content()));
      case PlaybookNews run ->
          of(run.alert(), "Playbook " + SafeText.line(run.title(), NAME_LENGTH));
    };
  }

  /** In short, for a channel that shows alerts. */
  private static Wording of(DigestWording digest) {
    List<String> lines =
        digest.sections().stream()
            .flatMap(section -> section.lines().stream())
            .limit(MOST_LINES)
            .map(line -> line.account() + ": " + line.figures())
            .toList();
    return new Wording(
        AlertSeverity.ALERT_SEVERITY_INFO,
        About.FIRED,
        "",
        digest.headline(),
        digest.summary(),
        "",
        lines,
        List.of(),
        digest.footer());
  }

  private static Wording of(AlertNews n, String happened) {
    AccountScore score = n.score();
    AccountFacts facts = score.getAccount();
    boolean fired = n.about() == About.FIRED;
    return new Wording(
        n.severity(),
        n.about(),
        name(facts),
        happened + ": " + subject(n),
        scoreLine(score),
        SafeText.line(n.reason(), LINE_LENGTH),
        fired ? drivers(score) : List.of(),
        fired ? facts(facts, n.playbook()) : List.of(),
        footer(n));
  }

  private static Wording ofMany(GroupNews group) {
    List<AlertNews> alerts = group.alerts();
    List<String> lines = new ArrayList<>();
    alerts.stream().limit(MOST_LINES).forEach(alert -> lines.add(line(alert)));
    int more = group.firing() + group.over() - lines.size();
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    boolean fires = group.firing() > 0;
    return new Wording(
        worst(alerts),
        fires ? About.FIRED : About.RESOLVED,
        together(group),
        happened(group) + ": " + counts(group) + " – " + together(group),
        counts(group),
        "",
        lines,
        List.of(),
        "Route " + group.path() + " · message " + group.number() + " · " + time(group.time()));
  }

  private static String line(AlertNews alert) {
    return happened(alert)
        + ": "
        + subject(alert)
        + ". "
        + SafeText.line(alert.reason(), LINE_LENGTH);
  }

  private static String subject(AlertNews n) {
    return SafeText.line(n.title(), NAME_LENGTH) + " – " + name(n.score().getAccount());
  }

  private static String name(AccountFacts facts) {
    return SafeText.line(
        facts.getName().isBlank() ? facts.getAccountId() : facts.getName(), NAME_LENGTH);
  }

  /** What the alerts of a group have in common, for example an owner. */
  private static String together(GroupNews group) {
    String values = String.join(", ", group.labels().values().values());
    String accounts =
        String.join(
            ", ",
            group.alerts().stream().map(a -> name(a.score().getAccount())).distinct().toList());
    return SafeText.line(
        isOfAccounts(group.labels()) || values.isEmpty() ? accounts : values, NAME_LENGTH);
  }

  /** Whether the names of the accounts say more than what the alerts are grouped by. */
  private static boolean isOfAccounts(Labels labels) {
    String cause = labels.text(Label.INCIDENT);
    return !labels.text(Label.ACCOUNT).isEmpty()
        || (!cause.isEmpty() && !Cause.spansAccounts(cause));
  }

  private static String counts(GroupNews group) {
    String firing = group.firing() == 0 ? "" : group.firing() + " firing";
    String over = group.over() == 0 ? "" : group.over() + " over";
    return firing + (firing.isEmpty() || over.isEmpty() ? "" : ", ") + over;
  }

  private static AlertSeverity worst(List<AlertNews> alerts) {
    return alerts.stream()
        .filter(alert -> alert.about() == About.FIRED)
        .map(AlertNews::severity)
        .max(Comparator.naturalOrder())
        .orElse(AlertSeverity.ALERT_SEVERITY_INFO);
  }

  private static String happened(AlertNews n) {
    return switch (n.about()) {
      case FIRED -> severity(n.severity());
      case RESOLVED -> "Resolved";
      case WITHDRAWN -> "Withdrawn";
    };
  }

  private static String happened(GroupNews group) {
    return switch (group.kind()) {
      case OPENED, UPDATED ->
          group.firing() + group.over() == 1
              ? happened(group.alerts().getFirst())
              : severity(worst(group.alerts()));
      case REPEATED -> "Still firing";
      case ESCALATED -> "Nobody has taken care";
      case RESOLVED ->
          group.alerts().stream().allMatch(alert -> alert.about() == About.WITHDRAWN)
              ? "Withdrawn"
              : "Resolved";
    };
  }

  private static String ended(AlertNews n) {
    return switch (n.about()) {
      case FIRED -> "";
      case RESOLVED -> " · resolved " + time(n.time());
      case WITHDRAWN -> " · withdrawn " + time(n.time());
    };
  }

  private static String footer(AlertNews n) {
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
      return ProtoDate.day(date).format(DAY);
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
