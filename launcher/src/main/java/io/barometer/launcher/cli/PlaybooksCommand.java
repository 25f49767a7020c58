package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.EffectText;
import io.barometer.launcher.show.PlaybookText;
import io.barometer.launcher.show.RunJson;
import io.barometer.launcher.show.RunText;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.ListPlaybooksRequest;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.ListRunsResponse;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookEffectRequest;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done when alerts fire, and what became of it. */
@Command(
    name = "playbooks",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes playbooks, approves their runs and takes their outcomes.")
final class PlaybooksCommand {
  private static final String FILE = "Playbooks, YAML or JSON; see docs/playbooks.md.";
  private static final String NAME = "The playbook.";
  private static final String RUN = "The id of a run, as playbooks runs names it.";
  private static final String JSON = "One JSON object each.";
  private static final String WHO = "Who says so (default: the user of this computer).";
  private static final int SHOWN = 20;

  /** A state of a run as it is written on the command line. */
  enum State {
    waiting,
    triggered,
    completed,
    skipped,
    rejected,
    lapsed,
    cancelled
  }

  /** What became of a run. */
  enum Outcome {
    completed,
    skipped
  }

  private final BarometerCommand barometer;

  PlaybooksCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the playbooks.")
  int list(@Mixin StackChoice stack, @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Playbook> playbooks = stored(connection);
      if (json) {
        playbooks.forEach(one -> barometer.print(PlaybookFile.tree(one)));
      } else if (playbooks.isEmpty()) {
        barometer.print("There are no playbooks. Put some: ./barometer playbooks put FILE");
      } else {
        barometer.print(PlaybookText.table(barometer.terminal(), playbooks));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows playbooks as a file that can be put again: all, or those named.")
  int show(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", arity = "0..*", description = NAME)
          @Nullable List<String> names,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      List<Playbook> all = stored(connection);
      List<String> wanted = names == null ? List.of() : names;
      for (String name : wanted) {
        if (all.stream().noneMatch(one -> one.getName().equals(name))) {
          throw new CommandFailed(
              "There is no playbook \"" + name + "\". List them: ./barometer playbooks list");
        }
      }
      List<Playbook> shown =
          all.stream().filter(one -> wanted.isEmpty() || wanted.contains(one.getName())).toList();
      if (json) {
        shown.forEach(one -> barometer.print(PlaybookFile.tree(one)));
      } else {
        barometer.print(PlaybookFile.text(shown));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Checks a file and tells how many open alerts each playbook matches now.")
  int validate(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = FILE) String file,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    List<Playbook> playbooks = PlaybookFile.read(file);
    try (Connection connection = barometer.connect(stack)) {
      List<ValidatePlaybookResponse> valid = valid(connection, playbooks);
      if (json) {
        valid.forEach(one -> barometer.print(PlaybookText.json(one)));
      } else {
        barometer.print(PlaybookText.matches(barometer.terminal(), valid));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Creates or replaces the playbooks of a file, after all of them are checked.",
        "Runs that began go on as they began."
      })
  int put(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "FILE", description = FILE) String file,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    List<Playbook> playbooks = PlaybookFile.read(file);
    try (Connection connection = barometer.connect(stack)) {
      valid(connection, playbooks);
      for (Playbook playbook : playbooks) {
        var request = PutPlaybookRequest.newBuilder().setPlaybook(playbook).build();
        Playbook put = connection.playbooks().putPlaybook(request).getPlaybook();
        if (json) {
          barometer.print(PlaybookFile.tree(put));
        } else {
          barometer.print(PlaybookText.put(put));
        }
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Removes a playbook; its runs stay.")
  int delete(
      @Mixin StackChoice stack, @Parameters(paramLabel = "NAME", description = NAME) String name)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      connection
          .playbooks()
          .deletePlaybook(DeletePlaybookRequest.newBuilder().setName(name).build());
      barometer.print("The playbook " + name + " is gone.");
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists runs, newest first.")
  int runs(
      @Mixin StackChoice stack,
      @Option(names = "--playbook", paramLabel = "NAME", defaultValue = "", description = NAME)
          String playbook,
      @Option(
              names = "--account",
              paramLabel = "ACCOUNT",
              defaultValue = "",
              description = "Only of this account.")
          String account,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              split = ",",
              description = "Only in these states: ${COMPLETION-CANDIDATES}.")
          @Nullable List<State> states,
      @Option(
              names = "--limit",
              paramLabel = "N",
              description = "At most so many runs (default: 20; with --json all).")
          @Nullable Integer limit,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    ListRunsRequest.Builder request =
        ListRunsRequest.newBuilder().setPlaybook(playbook).setAccountId(account);
    for (State state : states == null ? List.<State>of() : states) {
      request.addStates(state(state.name()));
    }
    try (Connection connection = barometer.connect(stack)) {
      List<PlaybookRun> runs = new ArrayList<>();
      Pages.read(
          limit != null ? limit : json ? Integer.MAX_VALUE : SHOWN,
          (size, token) ->
              connection
                  .playbooks()
                  .listRuns(request.clone().setPageSize(size).setPageToken(token).build()),
          ListRunsResponse::getRunsList,
          ListRunsResponse::getNextPageToken,
          json ? run -> barometer.print(RunJson.of(run)) : runs::add);
      if (!json) {
        barometer.print(
            runs.isEmpty()
                ? List.of("No run has begun.")
                : RunText.table(barometer.terminal(), runs));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows a run: steps, reason, history.")
  int run(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "RUN", description = RUN) String id,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetRunResponse found =
          connection.playbooks().getRun(GetRunRequest.newBuilder().setRunId(id).build());
      if (json) {
        barometer.print(RunJson.of(found));
      } else {
        barometer.print(RunText.run(barometer.terminal(), found));
      }
      return 0;
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a waiting run go.")
  int approve(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "RUN", description = RUN) String id,
      @Option(names = "--author", paramLabel = "WHO", defaultValue = "", description = WHO)
          String author,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "A word.")
          String note,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      ApproveRunRequest request =
          ApproveRunRequest.newBuilder()
              .setRunId(id)
              .setApprovedBy(SilenceCommand.who(author))
              .setNote(note)
              .build();
      return told(connection.playbooks().approveRun(request).getRun(), json);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Refuses a waiting run.")
  int reject(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "RUN", description = RUN) String id,
      @Option(names = "--author", paramLabel = "WHO", defaultValue = "", description = WHO)
          String author,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
          String note,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      RejectRunRequest request =
          RejectRunRequest.newBuilder()
              .setRunId(id)
              .setRejectedBy(SilenceCommand.who(author))
              .setNote(note)
              .build();
      return told(connection.playbooks().rejectRun(request).getRun(), json);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Says what became of a run.")
  int report(
      @Mixin StackChoice stack,
      @Parameters(index = "0", paramLabel = "RUN", description = RUN) String id,
      @Parameters(
              index = "1",
              paramLabel = "OUTCOME",
              description = "One of: ${COMPLETION-CANDIDATES}.")
          Outcome outcome,
      @Option(
              names = "--step",
              paramLabel = "N=OUTCOME[:NOTE]",
              description = "A step by its place, done, skipped or failed: 2=failed:no answer.")
          @Nullable List<String> steps,
      @Option(names = "--author", paramLabel = "WHO", defaultValue = "", description = WHO)
          String author,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "A word.")
          String note,
      @Option(names = "--json", description = JSON) boolean json)
      throws CommandFailed {
    ReportRunRequest.Builder report =
        ReportRunRequest.newBuilder()
            .setRunId(id)
            .setOutcome(state(outcome.name()))
            .setReportedBy(SilenceCommand.who(author))
            .setNote(note);
    for (String step : steps == null ? List.<String>of() : steps) {
      report.addStepResults(StepWord.read(step));
    }
    try (Connection connection = barometer.connect(stack)) {
      return told(connection.playbooks().reportRun(report.build()).getRun(), json);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "What followed completed runs, held against similar accounts without it.")
  int effect(
      @Mixin StackChoice stack,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--score",
              paramLabel = "SCORE",
              defaultValue = "",
              description = "Which score (default: health).")
          String score,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      PlaybookEffectResponse told =
          connection
              .playbooks()
              .playbookEffect(
                  PlaybookEffectRequest.newBuilder().setPlaybook(name).setScoreName(score).build());
      if (json) {
        barometer.print(EffectText.json(told));
      } else {
        barometer.print(EffectText.of(barometer.terminal(), told));
      }
      return 0;
    }
  }

  private int told(PlaybookRun run, boolean json) {
    if (json) {
      barometer.print(RunJson.of(run));
    } else {
      barometer.print(RunText.moved(run));
    }
    return 0;
  }

  private static List<Playbook> stored(Connection connection) {
    return connection
        .playbooks()
        .listPlaybooks(ListPlaybooksRequest.getDefaultInstance())
        .getPlaybooksList();
  }

  private static List<ValidatePlaybookResponse> valid(
      Connection connection, List<Playbook> playbooks) {
    return playbooks.stream()
        .map(one -> ValidatePlaybookRequest.newBuilder().setPlaybook(one).build())
        .map(request -> connection.playbooks().validatePlaybook(request))
        .toList();
  }

  private static PlaybookRunState state(String word) {
    return PlaybookRunState.valueOf("PLAYBOOK_RUN_STATE_" + word.toUpperCase(Locale.ROOT));
  }
}
