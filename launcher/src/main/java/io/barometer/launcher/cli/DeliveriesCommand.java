package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.DeliveryText;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListDeliveriesRequest;
import io.barometer.proto.alerting.v1.ListDeliveriesResponse;
import io.barometer.proto.alerting.v1.LoggedDelivery;
import io.barometer.proto.alerting.v1.ReplayDeliveriesRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was told to whom. */
@Command(
    name = "deliveries",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what was told to whom, attempt by attempt, and sends it again.")
final class DeliveriesCommand {
  private final BarometerCommand barometer;

  DeliveriesCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  /** States by the words that people use. */
  enum State {
    pending(DeliveryState.DELIVERY_STATE_PENDING),
    delivered(DeliveryState.DELIVERY_STATE_DELIVERED),
    failed(DeliveryState.DELIVERY_STATE_FAILED),
    suppressed(DeliveryState.DELIVERY_STATE_SUPPRESSED);

    private final DeliveryState told;

    State(DeliveryState told) {
      this.told = told;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists deliveries, newest first.")
  int list(
      @Mixin StackChoice stack,
      @Option(names = "--receiver", paramLabel = "NAME", defaultValue = "", description = "To it.")
          String receiver,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "One of ${COMPLETION-CANDIDATES}; may be given more than once.")
          @Nullable List<State> states,
      @Option(names = "--alert", paramLabel = "ID", defaultValue = "", description = "About it.")
          String alert,
      @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most.")
          int limit,
      @Option(names = "--json", description = "One JSON object per delivery.") boolean json)
      throws CommandFailed {
    ListDeliveriesRequest.Builder request =
        ListDeliveriesRequest.newBuilder().setReceiver(receiver).setAlertId(alert);
    if (states != null) {
      states.forEach(state -> request.addStates(state.told));
    }
    try (Connection connection = barometer.connect(stack)) {
      List<LoggedDelivery> found = new ArrayList<>();
      Pages.read(
          limit,
          (size, token) ->
              connection
                  .deliveries()
                  .listDeliveries(request.setPageSize(size).setPageToken(token).build()),
          ListDeliveriesResponse::getDeliveriesList,
          ListDeliveriesResponse::getNextPageToken,
          found::add);
      if (json) {
        found.forEach(one -> barometer.print(DeliveryText.json(one)));
      } else if (found.isEmpty()) {
        barometer.print("Nobody was told of anything that fits.");
      } else {
        barometer.print(DeliveryText.table(barometer.terminal(), found));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Sends again what was given up, with the ids of the first time.")
  int replay(
      @Mixin StackChoice stack,
      @Parameters(index = "0", paramLabel = "RECEIVER", description = "To whom.") String receiver,
      @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "These alone.")
          @Nullable List<String> ids,
      @Option(
              names = "--since",
              paramLabel = "T",
              converter = MomentConverter.class,
              description = "What was decided from then on: an instant.")
          @Nullable Timestamp since,
      @Option(
              names = "--delivered",
              description = "To a webhook that lost them: what it has got, too.")
          boolean delivered)
      throws CommandFailed {
    List<String> named = ids == null ? List.of() : ids;
    if (since == null && named.isEmpty()) {
      throw new CommandFailed("Say what to send again: ids, or from when on with --since.");
    }
    ReplayDeliveriesRequest.Builder request =
        ReplayDeliveriesRequest.newBuilder()
            .setReceiver(receiver)
            .addAllNotificationIds(named)
            .addStates(State.failed.told);
    if (delivered) {
      request.addStates(State.delivered.told);
    }
    if (since != null) {
      request.setFromTime(since);
    }
    try (Connection connection = barometer.connect(stack)) {
      int again = connection.deliveries().replayDeliveries(request.build()).getDeliveries();
      barometer.print(
          again == 0
              ? "There is nothing to send again."
              : "%d %s sent again; see ./barometer deliveries list --receiver %s"
                  .formatted(again, again == 1 ? "delivery is" : "deliveries are", receiver));
      return 0;
    }
  }
}
