package io.barometer.alerting.notify;

import com.google.type.Date;
import io.barometer.edge.ProtoDate;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.DigestEntry;
import io.barometer.proto.alerting.v1.DigestPeriod;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A digest in words. All texts are safe to show on one line.
 *
 * @param headline how many accounts are at risk, and of which day
 * @param summary what is watched
 * @param sections at risk, movers, renewals ahead; those that hold something
 * @param footer of which day the scores are
 */
public record DigestWording(
    String headline, String summary, List<Section> sections, String footer) {

  /** Accounts that have something in common. */
  public record Section(String title, List<Line> lines, String more) {}

  /**
   * An account.
   *
   * @param grave whether one of its alerts is critical
   */
  public record Line(String account, String figures, String why, boolean grave) {}

  private static final int NAME_LENGTH = 60;
  private static final int LINE_LENGTH = 200;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);

  /** The words for a digest. */
  public static DigestWording of(DigestContent content) {
    String often = content.getPeriod() == DigestPeriod.DIGEST_PERIOD_WEEKLY ? "Weekly" : "Daily";
    int atRisk = content.getAtRiskTotal();
    List<Section> sections = new ArrayList<>();
    section(
        sections,
        "At risk",
        content.getAtRiskList().stream().map(DigestWording::atRisk).toList(),
        atRisk - content.getAtRiskCount());
    section(
        sections,
        "Moved in 7 days",
        content.getMoversList().stream().map(DigestWording::mover).toList(),
        0);
    section(
        sections,
        "Renewals in 90 days",
        content.getRenewalsList().stream().map(DigestWording::renewal).toList(),
        0);
    return new DigestWording(
        "%s digest: %s".formatted(often, count(atRisk, "account") + " at risk"),
        sections.isEmpty()
            ? "Nothing needs you: no account of " + content.getAccounts() + " is at risk."
            : count(content.getAccounts(), "account") + " watched.",
        List.copyOf(sections),
        "Scores of " + day(content.getDay()));
  }

  private static void section(List<Section> sections, String title, List<Line> lines, int more) {
    if (!lines.isEmpty()) {
      sections.add(new Section(title, lines, more > 0 ? "and " + more + " more" : ""));
    }
  }

  private static Line atRisk(DigestEntry entry) {
    String alerts = String.join("; ", entry.getAlertsList());
    String why = entry.getReason().isBlank() ? alerts : alerts + ". " + entry.getReason();
    return line(entry, score(entry) + change(entry) + money(entry) + renewalIn(entry), why);
  }

  private static Line mover(DigestEntry entry) {
    return line(entry, score(entry) + change(entry) + money(entry), entry.getReason());
  }

  private static Line renewal(DigestEntry entry) {
    return line(entry, renewsOn(entry) + " · " + score(entry) + money(entry), "");
  }

  private static Line line(DigestEntry entry, String figures, String why) {
    return new Line(
        SafeText.line(entry.getName(), NAME_LENGTH),
        SafeText.line(figures, LINE_LENGTH),
        SafeText.line(why, LINE_LENGTH),
        entry.getCritical());
  }

  private static String score(DigestEntry entry) {
    return entry.getScore().hasTenths()
        ? "%s (%s)".formatted(points(entry.getScore().getTenths()), entry.getScore().getBand())
        : "score unknown";
  }

  private static String change(DigestEntry entry) {
    if (!entry.hasChangeTenths() || entry.getChangeTenths() == 0) {
      return "";
    }
    return (entry.getChangeTenths() > 0 ? " · ▲ " : " · ▼ ")
        + points(Math.abs(entry.getChangeTenths()))
        + " in 7 days";
  }

  private static String money(DigestEntry entry) {
    return entry.hasArr()
        ? String.format(
            Locale.ROOT, " · %s %,d", entry.getArr().getCurrencyCode(), entry.getArr().getUnits())
        : "";
  }

  private static String renewalIn(DigestEntry entry) {
    return entry.hasRenewalDate() && entry.getRenewalDays() >= 0
        ? " · renews in " + count(entry.getRenewalDays(), "day")
        : "";
  }

  private static String renewsOn(DigestEntry entry) {
    return day(entry.getRenewalDate()) + ", in " + count(entry.getRenewalDays(), "day");
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static String day(Date date) {
    return ProtoDate.day(date).format(DAY);
  }

  private static String points(int tenths) {
    return tenths / 10 + "." + tenths % 10;
  }
}
