package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.CreateSilenceResponse;
import io.barometer.proto.alerting.v1.Escalation;
import io.barometer.proto.alerting.v1.GetRoutingRequest;
import io.barometer.proto.alerting.v1.GetRoutingResponse;
import io.barometer.proto.alerting.v1.ListSilencesRequest;
import io.barometer.proto.alerting.v1.ListSilencesResponse;
import io.barometer.proto.alerting.v1.PreviewRoutingRequest;
import io.barometer.proto.alerting.v1.PreviewRoutingResponse;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingResponse;
import io.barometer.proto.alerting.v1.RoutePreview;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.barometer.proto.alerting.v1.Silence;
import io.barometer.proto.alerting.v1.SilenceState;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingCommandsTest {
  private static final String FILE =
      """
      root:
        name: all
        receivers:
          - team
        group_by:
          - owner
        group_wait: 1m
        repeat_interval: 1d
        escalations:
          - after: 4h
            receivers:
              - lead
        routes:
          - name: big
            matchers:
              - arr>=100000
            receivers: []
            muted_in:
              - night
      time_intervals:
        - name: night
          time_zone: Europe/Berlin
          spans:
            - times:
                - 20:00-24:00
                - 00:00-07:00
      """;

  @TempDir private Path folder;
  @AutoClose private final FakeServer server = new FakeServer(new Fake());
  private final CommandRun cli = new CommandRun(server.address());
  private Routing stored = Routing.getDefaultInstance();

  @Test
  void a_file_is_put_and_shown_as_it_was_written() throws IOException {
    Path file = Files.writeString(folder.resolve("routing.yaml"), FILE);
    assertThat(cli.run("routing", "put", file.toString())).isZero();
    assertThat(cli.out())
        .isEqualTo("The routing is at revision 3. It tells somebody of 1 open alert.\n");
    assertThat(stored.getRoot().getGroupWait().getSeconds()).isEqualTo(60);
    assertThat(stored.getRoot().getEscalations().getSteps(0).getAfter().getSeconds())
        .isEqualTo(14_400);
    assertThat(stored.getRoot().getRoutes(0).hasReceivers()).isTrue();
    assertThat(stored.getRoot().getRoutes(0).hasGroupBy()).isFalse();

    assertThat(cli.run("routing", "show")).isZero();
    Path shown = Files.writeString(folder.resolve("shown.yaml"), cli.out().split("alert\\.\n")[1]);
    Routing first = stored;
    assertThat(cli.run("routing", "put", shown.toString())).isZero();
    assertThat(stored).isEqualTo(first);
    assertThat(cli.out())
        .contains("# revision 3\n")
        .contains("group_wait: 1m\n")
        .contains("after: 4h\n");
  }

  @Test
  void a_file_that_is_none_is_refused_with_its_place() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "root:\n  name: [all\n");
    assertThat(cli.run("routing", "put", broken.toString())).isEqualTo(1);
    assertThat(cli.err()).startsWith(broken + ":");
    Path unknown = Files.writeString(folder.resolve("unknown.yaml"), "root: {nam: all}\n");
    assertThat(cli.run("routing", "put", unknown.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("nam").contains("See docs/routing.md.");
  }

  @Test
  void a_preview_tells_who_when_and_what_keeps_it_quiet() {
    assertThat(cli.run("routing", "preview", "--label", "arr=120000")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Route    Tells      At                    Together with
            all/big  team, crm  2026-03-01T12:00:00Z  {owner="kim"}
                If nobody acknowledges, after 4h lead.
            all/log  nobody     not now: night        all of the route

            It is kept quiet now by inhibition critical-first.
            """);
    assertThat(cli.run("routing", "preview")).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("name an alert, or labels: --label severity=critical --label owner=kim\n");
  }

  @Test
  void a_silence_is_made_and_listed() {
    assertThat(
            cli.run(
                "silence",
                "add",
                "account=acme",
                "--for",
                "4h",
                "--reason",
                "migration",
                "--author",
                "Kim"))
        .isZero();
    assertThat(cli.out())
        .isEqualTo(
            "account=acme is quiet until 2026-03-01T12:00:00Z; it matches 2 open alerts now. "
                + "End it: ./barometer silence end 0d9f\n");
    assertThat(cli.run("silence", "list")).isZero();
    assertThat(cli.out()).contains("0d9f     active  2026-03-01T12:00:00Z  account=acme");
    assertThat(cli.run("silence", "add", "account=acme", "--for", "soon", "--reason", "x"))
        .isEqualTo(1);
    assertThat(cli.err()).isEqualTo("\"soon\" is no length of time, for example 30m, 4h, 7d\n");
  }

  private static final Timestamp NOON =
      Timestamp.newBuilder()
          .setSeconds(java.time.Instant.parse("2026-03-01T12:00:00Z").getEpochSecond())
          .build();

  private final class Fake extends RoutingServiceImplBase {
    @Override
    public void putRouting(PutRoutingRequest request, StreamObserver<PutRoutingResponse> answer) {
      stored = request.getRouting();
      send(answer, PutRoutingResponse.newBuilder().setRevision(3).setRoutedAlerts(1).build());
    }

    @Override
    public void getRouting(GetRoutingRequest request, StreamObserver<GetRoutingResponse> answer) {
      send(answer, GetRoutingResponse.newBuilder().setRouting(stored).setRevision(3).build());
    }

    @Override
    public void previewRouting(
        PreviewRoutingRequest request, StreamObserver<PreviewRoutingResponse> answer) {
      send(
          answer,
          PreviewRoutingResponse.newBuilder()
              .addRoutes(
                  RoutePreview.newBuilder()
                      .setPath("all/big")
                      .addReceivers("team")
                      .addReceivers("crm")
                      .setGroup("{owner=\"kim\"}")
                      .setToldTime(NOON)
                      .addEscalations(
                          Escalation.newBuilder()
                              .setAfter(Duration.newBuilder().setSeconds(14_400))
                              .addReceivers("lead")))
              .addRoutes(
                  RoutePreview.newBuilder().setPath("all/log").setGroup("{}").setClosedBy("night"))
              .setQuietBecause("inhibition critical-first")
              .build());
    }

    @Override
    public void createSilence(
        CreateSilenceRequest request, StreamObserver<CreateSilenceResponse> answer) {
      send(
          answer,
          CreateSilenceResponse.newBuilder()
              .setSilence(silence(request.getSilence()))
              .setMatches(2)
              .build());
    }

    @Override
    public void listSilences(
        ListSilencesRequest request, StreamObserver<ListSilencesResponse> answer) {
      Silence asked =
          Silence.newBuilder().addMatchers("account=acme").setAuthor("Kim").setReason("x").build();
      send(answer, ListSilencesResponse.newBuilder().addSilences(silence(asked)).build());
    }

    private static Silence silence(Silence asked) {
      return asked.toBuilder()
          .setSilenceId("0d9f")
          .setEndTime(NOON)
          .setState(SilenceState.SILENCE_STATE_ACTIVE)
          .build();
    }

    private static <T> void send(StreamObserver<T> answer, T message) {
      answer.onNext(message);
      answer.onCompleted();
    }
  }
}
