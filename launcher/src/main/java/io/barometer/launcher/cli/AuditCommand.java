package io.barometer.launcher.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.AuditText;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.ListAuditEntriesRequest;
import io.barometer.proto.audit.v1.ListAuditEntriesResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Shows who changed what, newest first, of all three services.",
    footer = {
      "",
      "An example: ./barometer audit --action rule-changed --since 2027-01-01T00:00:00Z"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int SHOWN = 20;
  private static final String PREFIX = "AUDIT_ACTION_";
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      description = "Of ${COMPLETION-CANDIDATES} (default: all). Repeatable.")
  private List<AuditedServices> services = List.of();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "What was done, for example rule-changed (default: anything). Repeatable.")
  private List<String> actions = List.of();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "Of what, for example \"rule big-loss\".")
  private String target = "";

  @Option(names = "--actor", paramLabel = "WHO", description = "By whom, word for word.")
  private String actor = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "From this instant on; of a date, from its end on.")
  private @Nullable Timestamp since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many entries (default: 20; with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object per entry.")
  private boolean json;

  AuditCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    int most = limit != null ? limit : json ? Integer.MAX_VALUE : SHOWN;
    List<AuditEntry> entries = new ArrayList<>();
    var request = request();
    try (Connection connection = barometer.connect(stack)) {
      for (AuditedServices service : AuditedServices.values()) {
        if (services.isEmpty() || services.contains(service)) {
          Pages.read(
              most,
              (size, token) ->
                  service
                      .trail(connection)
                      .listAuditEntries(
                          request.clone().setPageSize(size).setPageToken(token).build()),
              ListAuditEntriesResponse::getEntriesList,
              ListAuditEntriesResponse::getNextPageToken,
              entries::add);
        }
      }
    }
    entries.sort(
        Comparator.comparing(AuditEntry::getRecordedTime, Timestamps.comparator()).reversed());
    show(entries.subList(0, Math.min(most, entries.size())));
    return 0;
  }

  private void show(List<AuditEntry> entries) {
    if (json) {
      entries.forEach(entry -> barometer.print(json(entry)));
    } else if (entries.isEmpty()) {
      barometer.print("Nothing was changed.");
    } else {
      barometer.print(AuditText.table(barometer.terminal(), entries));
    }
  }

  private ListAuditEntriesRequest.Builder request() throws CommandFailed {
    var request = ListAuditEntriesRequest.newBuilder().setTarget(target).setActor(actor);
    for (String name : actions) {
      request.addActions(action(name));
    }
    if (since != null) {
      request.setFromTime(since);
    }
    return request;
  }

  private static AuditAction action(String name) throws CommandFailed {
    String constant = PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[- ]", "_");
    List<AuditAction> known =
        Arrays.stream(AuditAction.values())
            .filter(action -> action != AuditAction.AUDIT_ACTION_UNSPECIFIED)
            .filter(action -> action != AuditAction.UNRECOGNIZED)
            .toList();
    for (AuditAction action : known) {
      if (action.name().equals(constant)) {
        return action;
      }
    }
    throw new CommandFailed(
        "There is no action \"" + name + "\". There are:",
        known.stream().map(AuditText::action).map(text -> text.replace(' ', '-')).toList());
  }

  private static String json(AuditEntry entry) {
    try {
      return JSON.print(entry);
    } catch (InvalidProtocolBufferException unprintable) {
      throw new IllegalStateException("a message without Any has a JSON form", unprintable);
    }
  }
}
