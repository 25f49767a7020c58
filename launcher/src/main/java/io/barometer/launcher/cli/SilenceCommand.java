package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.SilenceText;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.CreateSilenceResponse;
import io.barometer.proto.alerting.v1.EndSilenceRequest;
import io.barometer.proto.alerting.v1.ListSilencesRequest;
import io.barometer.proto.alerting.v1.Silence;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is kept quiet for a while. */
@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps alerts quiet for a while.")
final class SilenceCommand {
  private static final String JSON = "One JSON object per silence.";
  private static final String WHO = "Who (default: the user of this computer).";

  private final BarometerCommand barometer;

  SilenceCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Keeps what matches quiet.")
  int add(
      @Mixin StackChoice stack,
      @Parameters(
              paramLabel = "MATCHER",
              arity = "1..*",
              description = "All must match, for example account=acme or severity!=critical.")
          List<String> matchers,
      @Option(names = "--for", required = true, paramLabel = "TIME", description = "30m, 4h, 7d.")
          String length,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason,
      @Option(names = "--author", paramLabel = "WHO", defaultValue = "", description = WHO)
          String author,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    Instant end = Instant.now().plus(YamlFile.length(length));
    CreateSilenceRequest request =
        CreateSilenceRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setSilence(
                Silence.newBuilder()
                    .addAllMatchers(matchers)
                    .setEndTime(Timestamp.newBuilder().setSeconds(end.getEpochSecond()))
                    .setAuthor(who(author))
                    .setReason(reason))
            .build();
    try (Connection connection = barometer.connect(stack)) {
      CreateSilenceResponse made = connection.routing().createSilence(request);
      if (json) {
        barometer.print(SilenceText.json(made.getSilence()).put("matches", made.getMatches()));
      } else {
        barometer.print(SilenceText.made(made));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists what is kept quiet.")
  int list(
      @Mixin StackChoice stack,
      @Option(names = "--ended", description = "Those too that ended in the last 30 days.")
          boolean ended,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Silence> silences =
          connection
              .routing()
              .listSilences(ListSilencesRequest.newBuilder().setEnded(ended).build())
              .getSilencesList();
      if (json) {
        silences.forEach(silence -> barometer.print(SilenceText.json(silence)));
      } else if (silences.isEmpty()) {
        barometer.print("Nothing is kept quiet.");
      } else {
        barometer.print(SilenceText.table(barometer.terminal(), silences));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Ends a silence now.")
  int end(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "ID", description = "As silence list names it.") String id,
      @Option(names = "--author", paramLabel = "WHO", defaultValue = "", description = WHO)
          String author)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      var request = EndSilenceRequest.newBuilder().setSilenceId(id).setEndedBy(who(author));
      Silence ended = connection.routing().endSilence(request.build()).getSilence();
      barometer.print("The silence " + ended.getSilenceId() + " is over.");
      return 0;
    }
  }

  /** Whoever is not named is the user of this computer. */
  static String who(String author) {
    return author.isEmpty() ? System.getProperty("user.name", "unknown") : author;
  }
}
