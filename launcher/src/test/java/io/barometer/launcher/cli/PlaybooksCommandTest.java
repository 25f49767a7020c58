package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.ApproveRunRequest;
import io.barometer.proto.alerting.v1.ApproveRunResponse;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookResponse;
import io.barometer.proto.alerting.v1.EffectAfter;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.ListPlaybooksRequest;
import io.barometer.proto.alerting.v1.ListPlaybooksResponse;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.ListRunsResponse;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookApproval;
import io.barometer.proto.alerting.v1.PlaybookEffectRequest;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunChange;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PlaybookServiceGrpc.PlaybookServiceImplBase;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.PutPlaybookResponse;
import io.barometer.proto.alerting.v1.RejectRunRequest;
import io.barometer.proto.alerting.v1.RejectRunResponse;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.ReportRunResponse;
import io.barometer.proto.alerting.v1.StepOutcome;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.alerting.v1.ValidatePlaybookRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybooksCommandTest {
  private static final String FILE =
      """
      playbooks:
        - name: Rescue
          title: Save the customer
          description: When a big account falls.
          trigger:
            rules:
              - at-risk-intervention
            matchers:
              - severity=critical
          audience:
            - arr>=50000
          steps:
            - title: Look at usage
              who: internal
              due_after: 1d
            - title: Call the sponsor
              who: customer
              channel: phone
              instructions: Listen first.
          approval: required
          approval_lapses_after: 7d
          cool_down: 30d
          targets:
            kafka: true
            webhooks:
              - crm
      """;

  @TempDir private Path folder;
  private final List<Playbook> stored = new ArrayList<>();
  private final List<Object> heard = new ArrayList<>();
  @AutoClose private final FakeServer server = new FakeServer(new Fake());
  private final CommandRun cli = new CommandRun(server.address());

  @Test
  void a_file_is_put_and_shown_as_it_was_written() throws IOException {
    Path file = Files.writeString(folder.resolve("playbooks.yaml"), FILE);
    assertThat(cli.run("playbooks", "put", file.toString())).isZero();
    assertThat(cli.out()).isEqualTo("Rescue: 2 steps, each run waits for a person's approval.\n");
    Playbook put = stored.getFirst();
    assertThat(put.getApproval()).isEqualTo(PlaybookApproval.PLAYBOOK_APPROVAL_REQUIRED);
    assertThat(put.getCoolDown().getSeconds()).isEqualTo(2_592_000);
    assertThat(put.getSteps(1).getWho()).isEqualTo(StepReach.STEP_REACH_CUSTOMER);
    assertThat(put.getSteps(0).getDueAfter().getSeconds()).isEqualTo(86_400);

    assertThat(cli.run("playbooks", "show", "Rescue")).isZero();
    assertThat(cli.out()).endsWith(FILE);
  }

  @Test
  void the_example_can_be_put() {
    assertThat(cli.run("playbooks", "put", "../examples/playbooks/playbooks.yaml")).isZero();
    assertThat(stored)
        .extracting(Playbook::getName)
        .containsExactly("At-Risk Intervention", "Expansion");
    assertThat(stored.getFirst().getSteps(0).getInstructions())
        .endsWith("the two strongest reasons.\n");
  }

  @Test
  void a_file_that_is_none_is_refused_with_its_place() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "playbooks:\n  - [Rescue\n");
    assertThat(cli.run("playbooks", "put", broken.toString())).isEqualTo(1);
    assertThat(cli.err()).startsWith(broken + ":");
    Path unknown = Files.writeString(folder.resolve("unknown.yaml"), "- {name: R, step: []}\n");
    assertThat(cli.run("playbooks", "put", unknown.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("step").contains("See docs/playbooks.md.");
    Path word =
        Files.writeString(folder.resolve("word.yaml"), "{name: R, steps: [{who: anybody}]}\n");
    assertThat(cli.run("playbooks", "put", word.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("STEP_REACH_ANYBODY");
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "[]\n");
    assertThat(cli.run("playbooks", "put", empty.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("holds no playbook; see docs/playbooks.md");
    assertThat(cli.run("playbooks", "show", "Nothing")).isEqualTo(1);
    assertThat(cli.err())
        .contains("There is no playbook \"Nothing\". List them: ./barometer playbooks list\n");
  }

  @Test
  void playbooks_are_listed_checked_and_removed() throws IOException {
    assertThat(cli.run("playbooks", "list")).isZero();
    assertThat(cli.out())
        .isEqualTo("There are no playbooks. Put some: ./barometer playbooks put FILE\n");
    Path file = Files.writeString(folder.resolve("playbooks.yaml"), FILE);
    assertThat(cli.run("playbooks", "validate", file.toString())).isZero();
    assertThat(cli.out())
        .endsWith(
            """
            Playbook  Approval  Open alerts  Accounts
            Rescue    required       2 of 9  2: a-1, a-2
            """);
    assertThat(stored).isEmpty();
    cli.run("playbooks", "put", file.toString());
    assertThat(cli.run("playbooks", "list")).isZero();
    assertThat(cli.out())
        .contains("Rescue        2  required  at-risk-intervention, severity=critical")
        .contains("gRPC, Kafka…")
        .contains("When a big account falls.");
    assertThat(cli.run("playbooks", "delete", "Rescue")).isZero();
    assertThat(cli.out()).endsWith("The playbook Rescue is gone.\n");
    assertThat(stored).isEmpty();
  }

  @Test
  void runs_are_listed_and_one_is_told_with_its_steps_and_history() {
    assertThat(cli.run("playbooks", "runs", "--state", "waiting,lapsed", "--account", "a-1"))
        .isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Run   Began             State    Playbook           Account
            0d9f  2026-03-01 12:00  waiting  Save the customer  Acme
                Fell below 50.
            """);
    ListRunsRequest asked = (ListRunsRequest) heard.getFirst();
    assertThat(asked.getStatesList())
        .containsExactly(
            PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING,
            PlaybookRunState.PLAYBOOK_RUN_STATE_LAPSED);
    assertThat(cli.run("playbooks", "run", "0d9f")).isZero();
    assertThat(cli.out())
        .endsWith(
            """
            Save the customer for Acme is waiting.
            Fell below 50.
            It lapses at 2026-03-01 12:00. Approve it: ./barometer playbooks approve 0d9f

            Step  What              Who       How    Due  Outcome
               1  Call the sponsor  customer  phone  24h  –

            When              State    Who  Note
            2026-03-01 12:00  waiting  –
            """);
    assertThat(cli.run("playbooks", "run", "0d9f", "--json")).isZero();
    assertThat(cli.out())
        .contains("\"run\":\"0d9f\",\"playbook\":\"Rescue\"")
        .contains("\"due_after_seconds\":86400")
        .contains("\"trigger\":null");
  }

  @Test
  void a_run_is_approved_rejected_and_reported() {
    assertThat(cli.run("playbooks", "approve", "0d9f", "--author", "Kim")).isZero();
    assertThat(cli.out()).isEqualTo("Save the customer for Acme is triggered.\n");
    assertThat(cli.run("playbooks", "reject", "0d9f", "--author", "Kim", "--note", "no")).isZero();
    assertThat(
            cli.run(
                "playbooks",
                "report",
                "0d9f",
                "completed",
                "--author",
                "crm",
                "--step",
                "1=done",
                "--step",
                "2=failed:no answer: twice"))
        .isZero();
    assertThat(cli.out()).endsWith("Save the customer for Acme is completed.\n");
    assertThat(((ApproveRunRequest) heard.get(0)).getApprovedBy()).isEqualTo("Kim");
    assertThat(((RejectRunRequest) heard.get(1)).getNote()).isEqualTo("no");
    ReportRunRequest report = (ReportRunRequest) heard.get(2);
    assertThat(report.getStepResults(0).getOutcome()).isEqualTo(StepOutcome.STEP_OUTCOME_DONE);
    assertThat(report.getStepResults(1).getNote()).isEqualTo("no answer: twice");
    assertThat(cli.run("playbooks", "report", "0d9f", "skipped", "--step", "one")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("\"one\" tells of no step, for example 1=done or 2=failed:no answer\n");
  }

  @Test
  void an_effect_is_told_where_there_are_enough_pairs() {
    assertThat(cli.run("playbooks", "effect", "Rescue")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Rescue, score health: 14 runs completed, 3 skipped, 1 not reported
            After    Pairs  With it  Without  Difference  95 %           Nobody alike  Not yet
            30 days     12     +8.2     -1.0        +9.2  +3.1 to +15.3             1        1
            90 days      4        –        –           –  too few                   0       10

            Accounts like this one gained 3.1 to 15.3 points.
            """);
    assertThat(cli.run("playbooks", "effect", "Rescue", "--json")).isZero();
    assertThat(cli.out())
        .contains("\"days\":30,\"pairs\":12,\"unmatched\":1,\"open\":1,\"too_few\":false")
        .contains("\"difference\":9.20,\"low\":3.10,\"high\":15.30")
        .contains("\"too_few\":true,\"treated_change\":null");
  }

  private static PlaybookRun.Builder run(PlaybookRunState state) {
    Timestamp noon =
        Timestamp.newBuilder()
            .setSeconds(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond())
            .build();
    PlaybookRun.Builder run =
        PlaybookRun.newBuilder()
            .setRunId("0d9f")
            .setPlaybook("Rescue")
            .setTitle("Save the customer")
            .setAccountId("a-1")
            .setAccountName("Acme")
            .setReason("Fell below 50.")
            .setState(state)
            .setBeginTime(noon)
            .addHistory(PlaybookRunChange.newBuilder().setState(state).setTime(noon));
    run.addStepsBuilder()
        .setTitle("Call the sponsor")
        .setWho(StepReach.STEP_REACH_CUSTOMER)
        .setChannel("phone")
        .getDueAfterBuilder()
        .setSeconds(86_400);
    return state == PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING ? run.setLapseTime(noon) : run;
  }

  private final class Fake extends PlaybookServiceImplBase {
    @Override
    public void putPlaybook(
        PutPlaybookRequest request, StreamObserver<PutPlaybookResponse> answer) {
      stored.add(request.getPlaybook());
      send(answer, PutPlaybookResponse.newBuilder().setPlaybook(request.getPlaybook()).build());
    }

    @Override
    public void validatePlaybook(
        ValidatePlaybookRequest request, StreamObserver<ValidatePlaybookResponse> answer) {
      send(
          answer,
          ValidatePlaybookResponse.newBuilder()
              .setPlaybook(request.getPlaybook())
              .setMatchingAlerts(2)
              .setOpenAlerts(9)
              .setMatchingAccounts(2)
              .addAccountIds("a-1")
              .addAccountIds("a-2")
              .build());
    }

    @Override
    public void listPlaybooks(
        ListPlaybooksRequest request, StreamObserver<ListPlaybooksResponse> answer) {
      send(answer, ListPlaybooksResponse.newBuilder().addAllPlaybooks(stored).build());
    }

    @Override
    public void deletePlaybook(
        DeletePlaybookRequest request, StreamObserver<DeletePlaybookResponse> answer) {
      stored.removeIf(playbook -> playbook.getName().equals(request.getName()));
      send(answer, DeletePlaybookResponse.getDefaultInstance());
    }

    @Override
    public void listRuns(ListRunsRequest request, StreamObserver<ListRunsResponse> answer) {
      heard.add(request);
      send(
          answer,
          ListRunsResponse.newBuilder()
              .addRuns(run(PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING))
              .build());
    }

    @Override
    public void getRun(GetRunRequest request, StreamObserver<GetRunResponse> answer) {
      send(
          answer,
          GetRunResponse.newBuilder()
              .setRun(run(PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING))
              .build());
    }

    @Override
    public void approveRun(ApproveRunRequest request, StreamObserver<ApproveRunResponse> answer) {
      heard.add(request);
      var run = run(PlaybookRunState.PLAYBOOK_RUN_STATE_TRIGGERED);
      send(answer, ApproveRunResponse.newBuilder().setRun(run).build());
    }

    @Override
    public void rejectRun(RejectRunRequest request, StreamObserver<RejectRunResponse> answer) {
      heard.add(request);
      var run = run(PlaybookRunState.PLAYBOOK_RUN_STATE_REJECTED);
      send(answer, RejectRunResponse.newBuilder().setRun(run).build());
    }

    @Override
    public void reportRun(ReportRunRequest request, StreamObserver<ReportRunResponse> answer) {
      heard.add(request);
      send(answer, ReportRunResponse.newBuilder().setRun(run(request.getOutcome())).build());
    }

    @Override
    public void playbookEffect(
        PlaybookEffectRequest request, StreamObserver<PlaybookEffectResponse> answer) {
      send(
          answer,
          PlaybookEffectResponse.newBuilder()
              .setPlaybook(request.getPlaybook())
              .setScoreName("health")
              .setCompleted(14)
              .setSkipped(3)
              .setUnreported(1)
              .addEffects(
                  EffectAfter.newBuilder()
                      .setDays(30)
                      .setPairs(12)
                      .setUnmatched(1)
                      .setOpen(1)
                      .setTreatedChange(8.2)
                      .setUntreatedChange(-1)
                      .setDifference(9.2)
                      .setLow(3.1)
                      .setHigh(15.3))
              .addEffects(
                  EffectAfter.newBuilder().setDays(90).setPairs(4).setOpen(10).setTooFew(true))
              .setSentence("Accounts like this one gained 3.1 to 15.3 points.")
              .build());
    }

    private static <T> void send(StreamObserver<T> answer, T message) {
      answer.onNext(message);
      answer.onCompleted();
    }
  }
}
