package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused, and why. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class BadRequestsIT {

  private final FedService fed = FedService.shared();

  @Test
  void everything_wrong_with_a_request_is_told_at_once() {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                fed.as(TestKeys.ACME)
                    .listScores(
                        ListScoresRequest.newBuilder()
                            .setFilter("scor < 1")
                            .setOrderBy("band")
                            .setPageSize(-1)
                            .setAsOfTime(Timestamp.newBuilder().setNanos(-1))
                            .build()));

    assertThat(ScoringClient.violations(refused))
        .isEqualTo(
            Map.of(
                "filter",
                "FILTER",
                "order_by",
                "FILTER",
                "page_size",
                "RANGE",
                "as_of_time",
                "TIME_RANGE"));
  }

  @Test
  void bad_requests_get_their_reasons() {
    var stub = fed.as(TestKeys.ACME);
    var days = GetScoreHistoryRequest.newBuilder().setAccountId("busy");

    assertThat(FedService.refused(() -> stub.getScore(GetScoreRequest.getDefaultInstance())))
        .isEqualTo("INVALID_ARGUMENT REQUIRED");
    assertThat(FedService.refused(() -> stub.getScore(FedService.account("x".repeat(201)))))
        .isEqualTo("INVALID_ARGUMENT KEY_FORMAT");
    assertThat(FedService.refused(() -> stub.getScore(FedService.account("a\0b"))))
        .isEqualTo("INVALID_ARGUMENT TEXT_ENCODING");
    assertThat(FedService.refused(() -> stub.getScore(FedService.account("nobody"))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    stub.getScore(
                        FedService.account("busy").toBuilder()
                            .setAsOfTime(FedService.midnight(FedService.LAST.plusDays(2)))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT TIME_IN_FUTURE");
    assertThat(
            FedService.refused(
                () ->
                    stub.explainScore(
                        ExplainScoreRequest.newBuilder()
                            .setAccountId("busy")
                            .setCompareDays(3_651)
                            .build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            FedService.refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setFromDate(FedService.date(FedService.LAST))
                            .setToDate(FedService.date(FedService.FIRST))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            FedService.refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setFromDate(FedService.date(LocalDate.of(2010, 1, 1)))
                            .setToDate(FedService.date(FedService.LAST))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT RANGE");
    assertThat(
            FedService.refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setToDate(Date.newBuilder().setYear(2024).setMonth(2).setDay(30))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT TIME_RANGE");
    assertThat(
            FedService.refused(
                () ->
                    stub.getScoreHistory(
                        days.clone()
                            .setToDate(FedService.date(FedService.LAST.plusDays(9)))
                            .build())))
        .isEqualTo("INVALID_ARGUMENT TIME_IN_FUTURE");
    assertThat(
            FedService.refused(() -> stub.getScoreHistory(days.clone().setBasisValue(9).build())))
        .isEqualTo("INVALID_ARGUMENT VALUE_UNKNOWN");
    assertThat(FedService.refused(() -> fed.anonymous().getScore(FedService.account("busy"))))
        .isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
    assertThat(FedService.refused(() -> fed.as("wrong").getScore(FedService.account("busy"))))
        .isEqualTo("UNAUTHENTICATED UNAUTHENTICATED");
  }
}
