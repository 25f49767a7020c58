package io.barometer.alerting.subscription;

import io.barometer.edge.Refusal;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.alerting.v1.DigestSchedule;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's own page. Looking changes nothing, so that a mail program that follows links ends
 * no subscription; one click in a mail program is RFC 8058's POST.
 */
@Path("/subscriptions/{token}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SubscriptionPage {

  private static final String SEVERITY = "ALERT_SEVERITY_";
  private static final String PERIOD = "DIGEST_PERIOD_";
  private static final List<String> WEEKDAYS =
      Arrays.stream(DayOfWeek.values()).map(day -> day.name().toLowerCase(Locale.ROOT)).toList();

  private final Subscriptions subscriptions;
  private final Template page;

  SubscriptionPage(Subscriptions subscriptions, @Location("subscription.html") Template page) {
    this.subscriptions = subscriptions;
    this.page = page;
  }

  /** Shows what the person chose. */
  @GET
  public Response show(@PathParam("token") String token) {
    return subscriptions.find(token).map(found -> page(200, found, "")).orElseGet(this::unknown);
  }

  /** Changes it, or ends it by one click. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(@PathParam("token") String token, MultivaluedMap<String, String> form) {
    boolean end = form.containsKey("List-Unsubscribe") || form.containsKey("end");
    SubscriberChannel asked = end ? SubscriberChannel.getDefaultInstance() : read(form);
    try {
      return subscriptions
          .change(token, asked)
          .map(
              changed ->
                  page(200, changed, end ? "You get no more messages." : "Your choice is saved."))
          .orElseGet(this::unknown);
    } catch (Refusal refused) {
      return subscriptions
          .find(token)
          .map(found -> page(400, asked, "Nothing was changed: " + refused.getMessage()))
          .orElseGet(this::unknown);
    }
  }

  private static SubscriberChannel read(MultivaluedMap<String, String> form) {
    SubscriberChannel.Builder asked = SubscriberChannel.newBuilder();
    for (AlertSeverity severity : AlertSeverity.values()) {
      if (severity.name().equals(SEVERITY + upper(form.getFirst("at_once")))) {
        asked.setAtOnce(severity);
      }
    }
    for (DigestPeriod period : DigestPeriod.values()) {
      if (period.name().equals(PERIOD + upper(form.getFirst("digest")))) {
        asked.setDigest(
            DigestSchedule.newBuilder()
                .setPeriod(period)
                .setTime(text(form.getFirst("time")))
                .setTimeZone(text(form.getFirst("time_zone")))
                .setWeekday(text(form.getFirst("weekday"))));
      }
    }
    return asked.build();
  }

  private Response page(int status, SubscriberChannel shown, String said) {
    DigestSchedule digest = shown.getDigest();
    return secured(
        Response.status(status)
            .entity(
                page.data("said", said)
                    .data("weekdays", WEEKDAYS)
                    .data("address", shown.getAddress())
                    .data("atOnce", lower(shown.getAtOnce().name(), SEVERITY))
                    .data(
                        "digest", shown.hasDigest() ? lower(digest.getPeriod().name(), PERIOD) : "")
                    .data("time", digest.getTime().isEmpty() ? "08:00" : digest.getTime())
                    .data("timeZone", digest.getTimeZone().isEmpty() ? "UTC" : digest.getTimeZone())
                    .data("weekday", digest.getWeekday().isEmpty() ? "monday" : digest.getWeekday())
                    .render()));
  }

  private Response unknown() {
    return secured(
        Response.status(404)
            .entity(
                "<!DOCTYPE html><html lang=\"en\"><title>Barometer</title><p>This link is not valid any"
                    + " more. A newer message has one that is.</p></html>"));
  }

  private static Response secured(Response.ResponseBuilder response) {
    return response
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static String lower(String name, String prefix) {
    String word = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return word.equals("UNSPECIFIED") ? "" : word.toLowerCase(Locale.ROOT);
  }

  private static String upper(@Nullable String word) {
    return text(word).isEmpty() ? "-" : text(word).toUpperCase(Locale.ROOT);
  }

  private static String text(@Nullable String word) {
    return Objects.requireNonNullElse(word, "").strip();
  }
}
