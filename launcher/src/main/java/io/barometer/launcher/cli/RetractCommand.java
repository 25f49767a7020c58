package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.ListEventsRequest;
import io.barometer.proto.ingestion.v1.ListEventsResponse;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "retract",
    mixinStandardHelpOptions = true,
    description = {
      "Takes an event of an account back, or corrects it. Nothing stored is changed: from now on the "
          + "account is scored without the event, and what was known before stays readable."
    })
final class RetractCommand implements Callable<Integer> {
  private static final int PAGE = 1_000;
  private static final long DEADLINE_SECONDS = 30;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Parameters(
      index = "1",
      paramLabel = "EVENT",
      description = "The event's id, as ./barometer ledger --events names it.")
  private String event = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--replace",
      paramLabel = "FILE",
      description =
          "What is true instead: a file with the event in JSON, such as"
              + " {\"measurement\": {\"name\": \"nps\", \"value\": 8}}. Without occurredTime, that of the"
              + " retracted event.")
  private @Nullable Path replace;

  @Option(
      names = "--author",
      paramLabel = "A",
      description = "Who says so (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.name}")
  private String author = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  RetractCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      var ingestion = IngestionServiceGrpc.newBlockingStub(connection.ingestion());
      var retracted =
          EventRetracted.newBuilder().setEventId(event).setReason(reason).setAuthor(author);
      if (replace != null) {
        retracted.setReplacement(replacement(ingestion, replace));
      }
      var sent =
          Event.newBuilder()
              .setAccountId(account)
              .setSource("cli")
              .setEventKey(event)
              .setEventRetracted(retracted);
      tell(
          inTime(ingestion)
              .recordEvents(RecordEventsRequest.newBuilder().addEvents(sent).build())
              .getResults(0));
      return 0;
    }
  }

  private Event replacement(IngestionServiceBlockingStub ingestion, Path file)
      throws CommandFailed {
    Event.Builder replacement = Event.newBuilder();
    try {
      JsonFormat.parser().merge(Files.readString(file), replacement);
    } catch (InvalidProtocolBufferException wrong) {
      throw new CommandFailed(file + " is no event: " + wrong.getMessage());
    } catch (IOException unreadable) {
      throw new CommandFailed(file + " cannot be read.");
    }
    return replacement.hasOccurredTime()
        ? replacement.build()
        : replacement.setOccurredTime(occurred(ingestion)).build();
  }

  /** When the retracted event happened, from the account's events, newest first. */
  private Timestamp occurred(IngestionServiceBlockingStub ingestion) throws CommandFailed {
    String token = "";
    do {
      ListEventsResponse page =
          inTime(ingestion)
              .listEvents(
                  ListEventsRequest.newBuilder()
                      .setAccountId(account)
                      .setNewestFirst(true)
                      .setPageSize(PAGE)
                      .setPageToken(token)
                      .build());
      for (var recorded : page.getEventsList()) {
        if (recorded.getEventId().equals(event)) {
          Event found = recorded.getEvent();
          return found.getEventRetracted().hasReplacement()
              ? found.getEventRetracted().getReplacement().getOccurredTime()
              : found.getOccurredTime();
        }
      }
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    throw new CommandFailed(
        "There is no event %s of %s. ./barometer ledger %s --from DATE --events names them."
            .formatted(event, account, account));
  }

  private static IngestionServiceBlockingStub inTime(IngestionServiceBlockingStub ingestion) {
    return ingestion.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private void tell(RecordResult result) {
    boolean duplicate = result.hasDuplicate();
    String id = duplicate ? result.getDuplicate().getEventId() : result.getRecorded().getEventId();
    if (json) {
      barometer.print(
          JsonNodeFactory.instance
              .objectNode()
              .put("account", account)
              .put("retracted_event", event)
              .put("retraction", id)
              .put("replaced", replace != null)
              .put("duplicate", duplicate));
      return;
    }
    barometer.print(
        "The event %s of %s is %s%s."
            .formatted(
                event,
                account,
                replace == null ? "retracted" : "corrected",
                duplicate ? " (it had been before)" : ""));
    barometer.print("See what that touched: ./barometer corrections " + account);
  }
}
