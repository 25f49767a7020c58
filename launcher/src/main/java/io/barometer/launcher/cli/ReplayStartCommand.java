package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.ReplayJson;
import io.barometer.launcher.show.ReplayText;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Tries a model on all of history, beside the model in effect, and shows what would have been "
          + "another. Nothing is published. Ctrl-C leaves it running: replay watch ID goes on watching."
    })
final class ReplayStartCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(
      paramLabel = "MODEL",
      description = "A model file, a preset, or NAME@VERSION of the platform.")
  private String model = "";

  @Option(
      names = "--baseline",
      paramLabel = "NAME[@VERSION]",
      description = "The model to compare with (default: the one in effect).")
  private String baseline = "";

  @Option(
      names = "--from",
      paramLabel = "D",
      description = "The first day (default: 364 days before the last one).")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "D",
      description = "The last day (default: the platform's last whole day).")
  private @Nullable LocalDate to;

  @Option(names = "--detach", description = "Do not wait for the end.")
  private boolean detach;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ReplayStartCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    StartReplayRequest request = request();
    try (Connection connection = barometer.connect(stack)) {
      Replay replay = connection.replays().startReplay(request).getReplay();
      if (!detach) {
        ReplayProgress.follow(barometer.terminal(), connection, replay.getReplayId());
        replay = ReplayProgress.found(connection, replay.getReplayId());
      }
      if (json) {
        barometer.print(ReplayJson.of(replay));
      } else if (detach) {
        barometer.print(ReplayText.state(replay));
      } else {
        barometer.print(ReplayText.findings(barometer.terminal(), replay));
        barometer.print(ReplayText.further(replay));
      }
      return detach ? 0 : ReplayProgress.exitCode(replay);
    }
  }

  private StartReplayRequest request() throws CommandFailed {
    var request = StartReplayRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
    if (ModelCommand.isFile(model)) {
      request.setYaml(ModelCommand.usable(model));
    } else if (model.indexOf('@') > 0) {
      request.setModel(ViewOptions.model(model));
    } else {
      throw new CommandFailed(
          "\"" + model + "\" is neither a file nor a preset nor of the form NAME@VERSION.");
    }
    if (!baseline.isEmpty()) {
      request.setBaseline(ViewOptions.model(baseline));
    }
    if (from != null) {
      request.setFirstDate(Days.date(from));
    }
    if (to != null) {
      request.setLastDate(Days.date(to));
    }
    return request.build();
  }
}
