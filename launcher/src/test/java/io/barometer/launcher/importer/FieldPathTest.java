package io.barometer.launcher.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.CheckReported;
import io.barometer.proto.event.v1.InvoicePaid;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.event.v1.TicketPriority;
import io.barometer.proto.event.v1.TouchpointHeld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {
  @Test
  void texts_become_what_their_fields_need() throws ValueProblem {
    ProfileChanged.Builder changed = ProfileChanged.newBuilder();
    set(changed, "profile.arr", "-1250.05 EUR");
    set(changed, "profile.renewal_date", "2018-02-28");
    set(changed, "profile.employees", "1200");
    TouchpointHeld.Builder touchpoint = TouchpointHeld.newBuilder();
    set(touchpoint, "attendee_ids", "a; b");
    TicketOpened.Builder ticket = TicketOpened.newBuilder();
    set(ticket, "priority", "p1");
    CheckReported.Builder check = CheckReported.newBuilder();
    set(check, "ok", "yes");

    assertThat(changed.getProfile().getArr().getUnits()).isEqualTo(-1250);
    assertThat(changed.getProfile().getArr().getNanos()).isEqualTo(-50_000_000);
    assertThat(changed.getProfile().getRenewalDate().getMonth()).isEqualTo(2);
    assertThat(changed.getProfile().getEmployees()).isEqualTo(1200);
    assertThat(touchpoint.getAttendeeIdsList()).containsExactly("a", "b");
    assertThat(ticket.getPriority()).isEqualTo(TicketPriority.TICKET_PRIORITY_P1);
    assertThat(check.getOk()).isTrue();
  }

  @Test
  void an_empty_text_means_not_told() throws ValueProblem {
    Activity.Builder activity = Activity.newBuilder();
    set(activity, "quantity", "");

    assertThat(activity.hasQuantity()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          activity | quantity    | NaN                | "NaN" is not a number
          activity | quantity    | 1e400              | "1e400" is too large
          invoice  | days_late   | 1.5                | "1.5" is not a whole number
          invoice  | days_late   | 3000000000         | "3000000000" is too large
          invoice  | amount      | 12.50              | "12.50" is not an amount of money: write it like 1250.50 EUR
          invoice  | amount      | 1e999999999 EUR    | "1e999999999 EUR" is too large or has more than nine decimals
          ticket   | priority    | P5                 | "P5" is not one of P1, P2, P3, P4. Did you mean "P1"?
          """)
  void a_text_that_does_not_fit_is_told(String type, String field, String text, String problem) {
    Message.Builder payload =
        switch (type) {
          case "activity" -> Activity.newBuilder();
          case "invoice" -> InvoicePaid.newBuilder();
          default -> TicketOpened.newBuilder();
        };

    assertThat(catchThrowableOfType(ValueProblem.class, () -> set(payload, field, text)))
        .hasMessage(problem);
  }

  private static void set(Message.Builder payload, String field, String text) throws ValueProblem {
    FieldPath.of(payload.getDescriptorForType(), field).set(payload, text);
  }
}
