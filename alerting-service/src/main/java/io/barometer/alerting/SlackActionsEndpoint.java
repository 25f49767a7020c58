package io.barometer.alerting;

import io.barometer.alerting.notify.slack.SlackActions;
import io.barometer.alerting.notify.slack.SlackActions.Answer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The HTTP border of Slack's interactivity: what its buttons send. Answers RFC 9457 problems. */
@Path("/slack/actions/{tenant}/{receiver}")
public class SlackActionsEndpoint {
  private static final int LONGEST = 256 * 1024;

  private final SlackActions actions;

  SlackActionsEndpoint(SlackActions actions) {
    this.actions = actions;
  }

  @POST
  @RunOnVirtualThread
  public Response take(
      @PathParam("tenant") String tenant,
      @PathParam("receiver") String receiver,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      @HeaderParam("X-Slack-Request-Timestamp") @DefaultValue("") String timestamp,
      @HeaderParam("X-Slack-Signature") @DefaultValue("") String signature,
      byte[] body) {
    if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return problem(415, "content-type", "Send application/x-www-form-urlencoded.");
    }
    if (body.length > LONGEST) {
      return problem(413, "too-large", "Send at most 256 KiB.");
    }
    return answer(
        actions.take(new SlackActions.Request(tenant, receiver, timestamp, signature, body)));
  }

  private static Response answer(Answer answer) {
    return switch (answer) {
      case TAKEN -> Response.ok().build();
      case NOT_SIGNED -> problem(401, "signature-missing", "The request is not signed.");
      case OUT_OF_TIME ->
          problem(401, "timestamp-out-of-range", "The request is older than five minutes.");
      case WRONG_SIGNATURE ->
          problem(401, "signature-wrong", "The signature is not that of this receiver's app.");
      case UNREADABLE -> problem(400, "payload", "The field payload holds no action.");
      case UNKNOWN_INCIDENT -> problem(404, "incident", "There is no such incident.");
    };
  }

  private static Response problem(int status, String type, String detail) {
    JsonObject problem =
        new JsonObject()
            .put("type", "urn:barometer:" + type)
            .put("title", detail)
            .put("status", status);
    return Response.status(status)
        .type("application/problem+json")
        .entity(problem.encode())
        .build();
  }
}
