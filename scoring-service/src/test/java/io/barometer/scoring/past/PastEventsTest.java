package io.barometer.scoring.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.LogAwayException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

class PastEventsTest {
  @Test
  void a_log_that_does_not_answer_is_a_refusal_to_try_again() {
    StatusRuntimeException away = Status.UNAVAILABLE.asRuntimeException();

    for (RuntimeException failure :
        new RuntimeException[] {
          away, new LogAwayException(away), Status.DEADLINE_EXCEEDED.asRuntimeException()
        }) {
      assertThatThrownBy(
              () ->
                  PastEvents.reading(
                      () -> {
                        throw failure;
                      }))
          .isInstanceOf(Refusal.class)
          .hasMessage("The event log does not answer. Retry.");
    }
  }

  @Test
  void what_is_no_absence_stays_what_it_is() {
    StatusRuntimeException denied = Status.PERMISSION_DENIED.asRuntimeException();

    assertThatThrownBy(
            () ->
                PastEvents.reading(
                    () -> {
                      throw denied;
                    }))
        .isSameAs(denied);
    assertThat(PastEvents.reading(() -> "read")).isEqualTo("read");
  }
}
