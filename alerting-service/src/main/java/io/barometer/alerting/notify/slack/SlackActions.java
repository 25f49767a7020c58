package io.barometer.alerting.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.incident.IncidentCommands;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.secret.Secrets;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.Actors;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.name.SafeText;
import io.grpc.Status;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What people press in Slack. The tenant and the receiver stand in the address; they count when the
 * signature is that of this receiver's app. A request that came before changes nothing. Blocks.
 */
@ApplicationScoped
public class SlackActions {
  /** Stands in for the secret of a receiver that is not there, so that both take the same time. */
  private static final String NOBODY = "00000000000000000000000000000000";

  private static final int WHO = 100;

  private final TenantTransactions transactions;
  private final IncidentCommands commands;
  private final Secrets secrets;
  private final Clock clock = Clock.systemUTC();

  SlackActions(TenantTransactions transactions, IncidentCommands commands, Secrets secrets) {
    this.transactions = transactions;
    this.commands = commands;
    this.secrets = secrets;
  }

  /** A request as it came; what is not there is empty. */
  public record Request(
      String tenantId, String receiver, String timestamp, String signature, byte[] body) {}

  /** What became of a request. */
  public enum Answer {
    TAKEN,
    NOT_SIGNED,
    OUT_OF_TIME,
    WRONG_SIGNATURE,
    UNREADABLE,
    UNKNOWN_INCIDENT
  }

  /** Somebody pressed a button. */
  private record Press(SlackAction action, UUID incident, String by, Instant time) {}

  /** Takes a request. */
  public Answer take(Request request) {
    String secret = secret(request);
    var check =
        SlackSignature.check(
            secret.isEmpty() ? NOBODY : secret,
            request.timestamp(),
            request.signature(),
            request.body(),
            clock.instant());
    return switch (check) {
      case MISSING -> Answer.NOT_SIGNED;
      case OUT_OF_TIME -> Answer.OUT_OF_TIME;
      case WRONG -> Answer.WRONG_SIGNATURE;
      case GOOD -> secret.isEmpty() ? Answer.WRONG_SIGNATURE : act(request);
    };
  }

  private Answer act(Request request) {
    Optional<JsonObject> payload = payload(new String(request.body(), UTF_8));
    if (payload.isEmpty()) {
      return Answer.UNREADABLE;
    }
    try {
      press(payload.get())
          .ifPresent(
              press ->
                  transactions.call(
                      request.tenantId(),
                      tx -> {
                        say(tx, request, press);
                        return press;
                      }));
      return Answer.TAKEN;
    } catch (ClassCastException | IllegalArgumentException otherwise) {
      return Answer.UNREADABLE;
    } catch (Refusal refused) {
      return refused.code() == Status.Code.NOT_FOUND ? Answer.UNKNOWN_INCIDENT : Answer.TAKEN;
    }
  }

  /**
   * What cannot be said of an incident that is over meanwhile is left unsaid: the message shows
   * why.
   */
  private void say(Tx tx, Request request, Press press) {
    int first =
        tx.update(
            """
            insert into alerting.slack_request (tenant_id, signature, taken_time)
            values ($1, $2, clock_timestamp()) on conflict do nothing""",
            Tuple.of(request.tenantId(), request.signature()));
    tx.send(
        """
        delete from alerting.slack_request
        where tenant_id = $1 and taken_time < clock_timestamp() - interval '1 hour'""",
        Tuple.of(request.tenantId()));
    if (first == 1) {
      commands.say(
          tx,
          Actors.slack(press.by(), request.receiver()),
          press.incident(),
          press.action().command(press.by(), press.time()));
    }
  }

  private String secret(Request request) {
    Violations violations = new Violations();
    NameCheck.check("receiver", request.receiver(), violations);
    if (!violations.isEmpty() || request.tenantId().indexOf('\0') >= 0) {
      return "";
    }
    return transactions.call(
        request.tenantId(),
        tx ->
            ReceiverRows.find(tx, request.tenantId(), request.receiver())
                .map(receiver -> secrets.opened(request.tenantId(), receiver))
                .map(receiver -> receiver.getSlack().getBot().getSigningSecret())
                .orElse(""));
  }

  private static Optional<JsonObject> payload(String form) {
    try {
      for (String field : form.split("&", 10)) {
        if (field.startsWith("payload=")) {
          return Optional.of(
              new JsonObject(URLDecoder.decode(field.substring("payload=".length()), UTF_8)));
        }
      }
      return Optional.empty();
    } catch (DecodeException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Empty for what is no press of a button of ours. */
  private Optional<Press> press(JsonObject payload) {
    JsonArray actions = payload.getJsonArray("actions", new JsonArray());
    if (!"block_actions".equals(payload.getString("type")) || actions.isEmpty()) {
      return Optional.empty();
    }
    JsonObject pressed = actions.getJsonObject(0);
    return SlackAction.of(pressed.getString("action_id", ""))
        .map(
            action ->
                new Press(
                    action,
                    UUID.fromString(pressed.getString("value", "")),
                    who(payload.getJsonObject("user", new JsonObject())),
                    time(pressed.getString("action_ts", ""))));
  }

  private static String who(JsonObject user) {
    String name = user.getString("username", user.getString("name", user.getString("id", "")));
    return SafeText.line(name.isBlank() ? "somebody in Slack" : name, WHO);
  }

  /** When the button was pressed, so that a repeat means the same. */
  private Instant time(String stamp) {
    return stamp.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")
        ? Instant.ofEpochSecond(Long.parseLong(stamp.split("\\.", 2)[0]))
        : clock.instant();
  }
}
