package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.ModelJson;
import io.barometer.launcher.show.ModelText;
import io.barometer.proto.scoring.v1.ListModelEventsRequest;
import io.barometer.proto.scoring.v1.ListModelEventsResponse;
import io.barometer.proto.scoring.v1.ModelEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Shows what happened to the models, newest first: who decided what, and why.")
final class ModelLogCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many events (default: 20; with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object per event.")
  private boolean json;

  ModelLogCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<ModelEvent> events = new ArrayList<>();
      Pages.read(
          limit != null ? limit : json ? Integer.MAX_VALUE : SHOWN,
          (size, token) ->
              connection
                  .models()
                  .listModelEvents(
                      ListModelEventsRequest.newBuilder()
                          .setPageSize(size)
                          .setPageToken(token)
                          .build()),
          ListModelEventsResponse::getEventsList,
          ListModelEventsResponse::getNextPageToken,
          events::add);
      if (json) {
        events.forEach(event -> barometer.print(ModelJson.of(event)));
      } else if (events.isEmpty()) {
        barometer.print("Nothing has been decided about models.");
      } else {
        barometer.print(ModelText.log(barometer.terminal(), events));
      }
      return 0;
    }
  }
}
