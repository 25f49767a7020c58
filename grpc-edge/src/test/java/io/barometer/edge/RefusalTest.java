package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void all_violations_are_told_at_once_and_the_first_names_the_reason() throws Exception {
    Violations violations = new Violations();
    violations.add("events[0].event_key", ErrorReason.ERROR_REASON_REQUIRED, "is empty");
    violations.add(
        "events[3].attributes",
        ErrorReason.ERROR_REASON_ATTRIBUTES,
        "too many",
        "max",
        "50",
        "actual",
        "200");

    com.google.rpc.Status status = violations.toRefusal().toStatus();

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
    assertThat(status.getMessage())
        .isEqualTo("2 fields are wrong; first events[0].event_key: is empty");
    assertThat(status.getDetails(0).unpack(ErrorInfo.class))
        .isEqualTo(ErrorInfo.newBuilder().setReason("REQUIRED").setDomain("barometer").build());
    assertThat(status.getDetails(1).unpack(BadRequest.class).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getReason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("events[0].event_key", "REQUIRED"),
            org.assertj.core.groups.Tuple.tuple("events[3].attributes", "ATTRIBUTES"));
  }

  @Test
  void no_more_than_fifty_violations_are_sent() throws InvalidProtocolBufferException {
    Violations violations = new Violations();
    for (int i = 0; i < 60; i++) {
      violations.add("events[" + i + "].source", ErrorReason.ERROR_REASON_REQUIRED, "is empty");
    }
    BadRequest fields = violations.toRefusal().toStatus().getDetails(1).unpack(BadRequest.class);
    assertThat(fields.getFieldViolationsCount()).isEqualTo(50);
  }

  @Test
  void a_rate_limit_says_when_to_come_back_and_whose_quota_it_is() throws Exception {
    com.google.rpc.Status status =
        Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_RATE_LIMITED)
            .quota("tenant:acme")
            .retryAfter(Duration.ofMillis(1500))
            .toStatus();
    assertThat(status.getDetails(1).unpack(QuotaFailure.class).getViolations(0).getSubject())
        .isEqualTo("tenant:acme");
    RetryInfo retry = status.getDetails(2).unpack(RetryInfo.class);
    assertThat(retry.getRetryDelay().getSeconds()).isEqualTo(1);
    assertThat(retry.getRetryDelay().getNanos()).isEqualTo(500_000_000);
  }

  @Test
  void a_bug_tells_the_client_nothing_about_the_inside() {
    var answer =
        RefusalHandlerProvider.toException(
            new CompletionException(new IllegalStateException("select * from secrets")));
    com.google.rpc.Status status = StatusProto.fromThrowable(answer);
    assertThat(status).isNotNull();
    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL.value());
    assertThat(status.toString()).doesNotContain("secrets");
  }

  @Test
  void a_database_that_is_away_is_worth_a_retry_and_a_statement_that_failed_is_not() {
    assertThat(code(new CompletionException(new ConnectException("refused"))))
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(code(new PgException("terminating connection", "FATAL", "57P01", "")))
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(code(new IllegalStateException(new PgException("syntax", "ERROR", "42601", ""))))
        .isEqualTo(Status.Code.INTERNAL);
  }

  private static Status.Code code(Throwable failure) {
    return RefusalHandlerProvider.toException(failure).getStatus().getCode();
  }
}
