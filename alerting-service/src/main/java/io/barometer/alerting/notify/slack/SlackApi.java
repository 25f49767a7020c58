package io.barometer.alerting.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.notify.GuardedHttp;
import io.barometer.alerting.notify.GuardedHttp.Reply;
import io.barometer.alerting.notify.Outcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Slack's Web API. Blocks. Slack answers 200 to what it refuses and says so in the body. */
@ApplicationScoped
class SlackApi {
  /** Slack says of these that some of it may have been done. */
  private static final Set<String> UNSURE = Set.of("fatal_error", "internal_error");

  private static final Set<String> LATER =
      Set.of("ratelimited", "rate_limited", "service_unavailable", "request_timeout");
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

  private final GuardedHttp http;
  private final String base;

  SlackApi(GuardedHttp http, @ConfigProperty(name = "barometer.slack.api") String base) {
    this.http = http;
    this.base = base.endsWith("/") ? base : base + "/";
  }

  /**
   * Calls a method once.
   *
   * @param taken what it means that Slack took it; reads Slack's answer
   */
  Outcome call(String method, String token, JsonObject body, Function<JsonObject, Outcome> taken) {
    return http.post(
        base + method,
        Map.of(
            "Content-Type", "application/json; charset=utf-8", "Authorization", "Bearer " + token),
        body.encode().getBytes(UTF_8),
        reply -> outcome(reply, taken));
  }

  static Outcome outcome(Reply reply, Function<JsonObject, Outcome> taken) {
    if (reply.status() != 200) {
      return reply.outcome();
    }
    JsonObject answer;
    try {
      answer = new JsonObject(reply.body());
    } catch (DecodeException unreadable) {
      return new Outcome.Ambiguous("Slack's answer cannot be read");
    }
    if (Boolean.TRUE.equals(answer.getValue("ok"))) {
      return taken.apply(answer);
    }
    String error = String.valueOf(answer.getValue("error"));
    String text = "Slack: " + (ERROR.matcher(error).matches() ? error : "unknown error");
    if (UNSURE.contains(error)) {
      return new Outcome.Ambiguous(text);
    }
    return LATER.contains(error)
        ? new Outcome.Retryable(text, reply.retryAfter())
        : new Outcome.Rejected(text);
  }
}
