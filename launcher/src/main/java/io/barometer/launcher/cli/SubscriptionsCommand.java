package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.SubscriptionText;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.GetSubscriptionRequest;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.Subscription;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What subscribers choose to hear. */
@Command(
    name = "subscriptions",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes what subscribers choose to hear.")
final class SubscriptionsCommand {
  private static final String JSON = "One JSON object.";
  private static final String NONE = "none";

  private final BarometerCommand barometer;

  SubscriptionsCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows what a subscriber chose.")
  int show(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The subscriber.") String name,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      print(get(connection, name), json);
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Changes what a subscriber chose; what is not named stays.")
  int change(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = "The subscriber.") String name,
      @Option(
              names = "--at-once",
              paramLabel = "SEVERITY",
              description = "Told at once from here on: info, warning, critical, none.")
          @Nullable String atOnce,
      @Option(
              names = "--digest",
              paramLabel = "PERIOD",
              description = "How often a digest comes: daily, weekly, none.")
          @Nullable String digest,
      @Option(names = "--time", paramLabel = "HH:MM", description = "When it comes, local time.")
          @Nullable String time,
      @Option(
              names = "--time-zone",
              paramLabel = "ZONE",
              description = "The zone of that time, for example Europe/Berlin.")
          @Nullable String zone,
      @Option(names = "--weekday", paramLabel = "DAY", description = "The day of a weekly digest.")
          @Nullable String weekday,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      SubscriberChannel now = get(connection, name).getChoice();
      var wanted =
          UpdateSubscriptionRequest.newBuilder()
              .setReceiver(name)
              .setAtOnce(atOnce == null ? now.getAtOnce() : severity(atOnce));
      boolean any = digest == null ? now.hasDigest() : !digest.equals(NONE);
      if (any) {
        DigestSchedule.Builder schedule = now.getDigest().toBuilder().clearMatchers();
        schedule.setPeriod(digest == null ? schedule.getPeriod() : period(digest));
        schedule.setTime(or(time, schedule.getTime().isEmpty() ? "08:00" : schedule.getTime()));
        schedule.setTimeZone(or(zone, schedule.getTimeZone()));
        schedule.setWeekday(or(weekday, schedule.getWeekday()));
        wanted.setDigest(schedule);
      } else if (time != null || zone != null || weekday != null) {
        throw new CommandFailed("there is no digest to come then: add --digest daily or weekly");
      }
      print(connection.subscriptions().updateSubscription(wanted.build()).getSubscription(), json);
      return 0;
    }
  }

  private static String or(@Nullable String named, String stays) {
    return named == null ? stays : named;
  }

  private static Subscription get(Connection connection, String name) {
    return connection
        .subscriptions()
        .getSubscription(GetSubscriptionRequest.newBuilder().setReceiver(name).build())
        .getSubscription();
  }

  private void print(Subscription subscription, boolean json) {
    if (json) {
      barometer.print(SubscriptionText.json(subscription));
    } else {
      barometer.print(SubscriptionText.lines(subscription));
    }
  }

  private static AlertSeverity severity(String word) throws CommandFailed {
    if (word.equals(NONE)) {
      return AlertSeverity.ALERT_SEVERITY_UNSPECIFIED;
    }
    return value(AlertSeverity.class, "ALERT_SEVERITY_", word, "info, warning, critical or none");
  }

  private static DigestPeriod period(String word) throws CommandFailed {
    return value(DigestPeriod.class, "DIGEST_PERIOD_", word, "daily, weekly or none");
  }

  private static <E extends Enum<E>> E value(
      Class<E> type, String prefix, String word, String words) throws CommandFailed {
    try {
      return Enum.valueOf(type, prefix + word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new CommandFailed("\"" + word + "\" is none of " + words);
    }
  }
}
