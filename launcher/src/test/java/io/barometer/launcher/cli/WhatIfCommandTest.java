package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.TicketPriority;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.BandSetting;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceImplBase;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreRequest;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import io.barometer.proto.scoring.v1.SimulatedAccount;
import io.barometer.proto.scoring.v1.SuggestChangesRequest;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.SuggestedMeans;
import io.barometer.proto.scoring.v1.Suggestion;
import io.barometer.proto.scoring.v1.WeightSetting;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfCommandTest {
  private static final Instant TIME = Instant.parse("2026-06-30T12:00:00Z");

  private final Supposing scoring = new Supposing();
  @AutoClose private final FakeServer server = new FakeServer(scoring);
  private final CommandRun cli = new CommandRun(server.address());

  @TempDir private Path folder = Path.of("");

  @Test
  void what_an_account_would_be_is_a_waterfall() {
    assertThat(cli.run("whatif", "acme", "--without-source", "crm")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            acme on 2026-06-30  60.0 Moderate  →  43.0 At Risk  (-17.0)
                                        Value  Points                 Events
            Before, usage 1.0.0                  60.0  ████████████
            Left out
              active users              5 → 4    -2.0              ▒       4
            New events
              tickets                   1 → 4   -15.0           ▒▒▒        3
            After, usage 1.0.0-what-if           43.0  █████████
              4 recorded events are left out.
            """);
  }

  @Test
  void everything_that_is_supposed_travels() throws IOException {
    Path file = folder.resolve("events.ndjson");
    Files.writeString(
        file,
        "{\"accountId\":\"acme\",\"activity\":{\"action\":\"login\"}}\n\n{\"activity\":{}}\n");

    int code =
        cli.run(
            "whatif",
            "acme",
            "--as-of",
            "2026-12-01",
            "--event",
            "2*{\"ticketOpened\":{\"ticketId\":\"t\",\"priority\":\"TICKET_PRIORITY_P1\"}}",
            "--event",
            file.toString(),
            "--weight",
            "usage=40",
            "--weight",
            "care/voice=60",
            "--band",
            "enterprise/Healthy=72.5",
            "--model",
            "usage@2.0.0");

    assertThat(cli.err()).isEmpty();
    assertThat(code).isZero();
    Hypothesis supposed = scoring.asked.getHypothesis();
    assertThat(scoring.asked.getAsOfTime().getSeconds())
        .isEqualTo(Instant.parse("2026-12-01T23:59:59Z").getEpochSecond());
    assertThat(supposed.getEventsList()).hasSize(4);
    assertThat(supposed.getEvents(1).getTicketOpened().getPriority())
        .isEqualTo(TicketPriority.TICKET_PRIORITY_P1);
    assertThat(supposed.getEvents(2).getActivity().getAction()).isEqualTo("login");
    assertThat(supposed.getWeightsList())
        .containsExactly(
            WeightSetting.newBuilder().setName("usage").setWeight(40).build(),
            WeightSetting.newBuilder().setName("care/voice").setWeight(60).build());
    assertThat(supposed.getBandsList())
        .containsExactly(
            BandSetting.newBuilder().setName("enterprise/Healthy").setFromTenths(725).build());
    assertThat(supposed.getModel())
        .isEqualTo(ModelRef.newBuilder().setScorecard("usage").setVersion("2.0.0").build());
  }

  @Test
  void the_portfolio_has_bands_moves_and_accounts() {
    assertThat(cli.run("whatif", "--portfolio", "--band", "Healthy=80", "--limit", "5")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Band     As it is  As it would be
            At Risk         1               3  +2
            Healthy         3               1  -2
            4 accounts on 2026-06-30; usage 1.0.0-what-if instead of usage 1.0.0.
            Scores 0 to 100 as they are            ▂     █     ▏
            Scores 0 to 100 as they'd be        █        ▄     ▏
              Healthy → At Risk  2

            Account  As it is           As it would be           Change
            acme         60.0  Healthy            43.0  At Risk   -17.0
            gone         60.0  Healthy               –  Unknown       –
            """);
    assertThat(scoring.portfolio.getPageSize()).isEqualTo(5);
    assertThat(scoring.portfolio.getHypothesis().getBands(0).getFromTenths()).isEqualTo(800);
  }

  @Test
  void what_helps_says_how_and_what_it_costs() {
    assertThat(cli.run("suggest", "acme", "--band", "Healthy")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            acme  60.0 Moderate on 2026-06-30  →  Healthy from 75.0 on
            One metric alone  Value  Score            Cost  Days
            active users      5 → 9   75.0  Healthy   0.80
                by 4 more
            tickets           2 → 0   66.0  Moderate  1.00     6
                after 6 days with nothing new
              Taken as they are, facts or time alone: seats.
            """);
  }

  @Test
  void programs_get_json() {
    assertThat(cli.run("suggest", "acme", "--json")).isZero();
    assertThat(cli.out())
        .contains(
            "\"band\":\"Healthy\",\"from\":75.0,\"alone\":[{\"metric\":\"users\",\"title\":\"active users\","
                + "\"unit\":\"users\",\"before\":5.0,\"after\":9.0,\"means\":\"more\",\"steps\":4,\"days\":0,"
                + "\"score\":75.0,\"band\":\"Healthy\",\"coverage_percent\":0,\"reaches\":true,\"cost\":0.8,"
                + "\"text\":\"active users: 9 instead of 5, by 4 more\"}");
    cli.forget();
    assertThat(cli.run("whatif", "acme", "--json")).isZero();
    assertThat(cli.out())
        .contains("\"change\":-17.0,\"left_out_events\":4,\"entries\":[{\"causes\":[\"left_out\"]");
    cli.forget();
    assertThat(cli.run("whatif", "--portfolio", "--json")).isZero();
    assertThat(cli.out())
        .startsWith("{\"accounts\":4,\"as_of\":\"2026-06-30T12:00:00Z\",\"actual_model\":")
        .contains(
            "\"moves\":[{\"from\":\"At Risk\",\"to\":\"At Risk\",\"accounts\":1},"
                + "{\"from\":\"Healthy\",\"to\":\"At Risk\",\"accounts\":2}]",
            "\"moved\":[{\"account\":\"acme\",\"actual\":{\"score\":60.0,");
  }

  @Test
  void what_cannot_be_read_is_said_with_its_place() throws IOException {
    Path file = folder.resolve("bad.ndjson");
    Files.writeString(file, "{\"activity\":{}}\n{\"actvity\":{}}\n");

    assertThat(cli.run("whatif", "acme", "--event", file.toString())).isEqualTo(1);
    assertThat(cli.run("whatif", "acme", "--event", "nowhere.ndjson")).isEqualTo(1);
    assertThat(cli.run("whatif", "acme", "--weight", "usage")).isEqualTo(1);
    assertThat(cli.run("whatif", "acme", "--weight", "usage=4.5")).isEqualTo(1);
    assertThat(cli.run("whatif", "acme", "--band", "Healthy=high")).isEqualTo(1);
    assertThat(cli.run("whatif")).isEqualTo(1);
    assertThat(cli.run("whatif", "acme", "--portfolio")).isEqualTo(1);
    assertThat(cli.err())
        .contains(
            "bad.ndjson:2: no event in the protocol's JSON",
            "cannot read nowhere.ndjson",
            "--weight \"usage\" is not NAME=NUMBER",
            "--weight \"usage=4.5\": \"4.5\" is not a whole number",
            "--band \"Healthy=high\": \"high\" is not a number with at most one decimal",
            "Name an account, or say --portfolio.");
  }

  /** Supposes always the same. */
  private static final class Supposing extends ScoringServiceImplBase {
    private volatile SimulateScoreRequest asked = SimulateScoreRequest.getDefaultInstance();
    private volatile SimulatePortfolioRequest portfolio =
        SimulatePortfolioRequest.getDefaultInstance();

    @Override
    public void simulateScore(
        SimulateScoreRequest request, StreamObserver<SimulateScoreResponse> answer) {
      asked = request;
      answer.onNext(
          SimulateScoreResponse.newBuilder()
              .setActual(score(600, "Moderate", "1.0.0"))
              .setSimulated(score(430, "At Risk", "1.0.0-what-if"))
              .setChangeTenths(-170)
              .setLeftOutEvents(4)
              .addEntries(
                  entry(ChangeCause.CHANGE_CAUSE_LEFT_OUT, "active users", 5, 4, -20).setEvents(4))
              .addEntries(
                  entry(ChangeCause.CHANGE_CAUSE_EVENTS, "tickets", 1, 4, -150).setEvents(3))
              .build());
      answer.onCompleted();
    }

    @Override
    public void simulatePortfolio(
        SimulatePortfolioRequest request, StreamObserver<SimulatePortfolioResponse> answer) {
      portfolio = request;
      var response =
          SimulatePortfolioResponse.newBuilder()
              .setTotalSize(4)
              .setAsOfTime(Timestamp.newBuilder().setSeconds(TIME.getEpochSecond()))
              .setActualModel(model("1.0.0"))
              .setSimulatedModel(model("1.0.0-what-if"))
              .addActualBands(band("At Risk", 1))
              .addActualBands(band("Healthy", 3))
              .addSimulatedBands(band("At Risk", 3))
              .addSimulatedBands(band("Healthy", 1))
              .addMoves(move("At Risk", "At Risk", 1))
              .addMoves(move("Healthy", "At Risk", 2));
      for (int bin = 0; bin < 20; bin++) {
        response.addActualDistribution(bin == 14 ? 4 : bin == 8 ? 1 : 0);
        response.addSimulatedDistribution(bin == 5 ? 2 : bin == 14 ? 1 : 0);
      }
      response.addAccounts(
          account("acme")
              .setSimulated(ScoreValue.newBuilder().setTenths(430).setBand("At Risk"))
              .setChangeTenths(-170));
      response.addAccounts(
          account("gone").setSimulated(ScoreValue.newBuilder().setBand("Unknown")));
      answer.onNext(response.build());
      answer.onCompleted();
    }

    @Override
    public void suggestChanges(
        SuggestChangesRequest request, StreamObserver<SuggestChangesResponse> answer) {
      answer.onNext(
          SuggestChangesResponse.newBuilder()
              .setScore(score(600, "Moderate", "1.0.0"))
              .setBand("Healthy")
              .setFromTenths(750)
              .addAlone(
                  Suggestion.newBuilder()
                      .setMetric("users")
                      .setTitle("active users")
                      .setUnit("users")
                      .setBefore(5)
                      .setAfter(9)
                      .setMeans(SuggestedMeans.SUGGESTED_MEANS_MORE)
                      .setSteps(4)
                      .setScore(ScoreValue.newBuilder().setTenths(750).setBand("Healthy"))
                      .setReaches(true)
                      .setCost(0.8)
                      .setText("active users: 9 instead of 5, by 4 more"))
              .addAlone(
                  Suggestion.newBuilder()
                      .setMetric("tickets")
                      .setTitle("tickets")
                      .setBefore(2)
                      .setAfter(0)
                      .setMeans(SuggestedMeans.SUGGESTED_MEANS_WAITING)
                      .setSteps(6)
                      .setDays(6)
                      .setScore(ScoreValue.newBuilder().setTenths(660).setBand("Moderate"))
                      .setCost(1)
                      .setText("tickets: 0 instead of 2, after 6 days with nothing new"))
              .addNotes("Taken as they are, facts or time alone: seats.")
              .build());
      answer.onCompleted();
    }

    private static AccountScore score(int tenths, String band, String version) {
      return AccountScore.newBuilder()
          .setAccount(AccountFacts.newBuilder().setAccountId("acme"))
          .setScore(ScoreValue.newBuilder().setTenths(tenths).setBand(band))
          .setModel(model(version))
          .setAsOfTime(Timestamp.newBuilder().setSeconds(TIME.getEpochSecond()))
          .build();
    }

    private static ModelRef model(String version) {
      return ModelRef.newBuilder().setScorecard("usage").setVersion(version).build();
    }

    private static LedgerEntry.Builder entry(
        ChangeCause cause, String title, double before, double after, int change) {
      return LedgerEntry.newBuilder()
          .addCauses(cause)
          .setDimension("use")
          .setPart(title)
          .setTitle(title)
          .setBefore(before)
          .setAfter(after)
          .setChangeTenths(change)
          .setText(title + " moved");
    }

    private static BandSummary band(String name, int accounts) {
      return BandSummary.newBuilder().setBand(name).setAccounts(accounts).build();
    }

    private static BandMove move(String from, String to, int accounts) {
      return BandMove.newBuilder().setFrom(from).setTo(to).setAccounts(accounts).build();
    }

    private static SimulatedAccount.Builder account(String id) {
      return SimulatedAccount.newBuilder()
          .setAccount(AccountFacts.newBuilder().setAccountId(id))
          .setActual(ScoreValue.newBuilder().setTenths(600).setBand("Healthy"));
    }
  }
}
