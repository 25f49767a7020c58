package io.barometer.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.alert.Aftermath.Kind;
import io.barometer.model.alert.Condition.Streak;
import io.barometer.model.alert.PastAlerts.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AftermathTest {
  private static final AlertRule RULE =
      new AlertRule("r", "title", Severity.INFO, "", new Streak(1));

  @Test
  void leavingWeighsMoreThanARenewalAndThatMoreThanTheEnd() {
    Episode alert = new Episode(RULE, 100, 120, "");

    assertThat(Aftermath.of(alert, List.of(160L), List.of(130L), 60))
        .isEqualTo(new Aftermath(Kind.CHURNED, 160));
    assertThat(Aftermath.of(alert, List.of(161L), List.of(130L), 60))
        .isEqualTo(new Aftermath(Kind.RENEWED, 130));
    assertThat(Aftermath.of(alert, List.of(99L), List.of(161L), 60))
        .isEqualTo(new Aftermath(Kind.RECOVERED, 120));
  }

  @Test
  void whatEndsLaterIsOpen() {
    assertThat(Aftermath.of(new Episode(RULE, 100, 161, ""), List.of(), List.of(), 60).kind())
        .isEqualTo(Kind.OPEN);
    assertThat(Aftermath.of(new Episode(RULE, 100, Decision.NEVER, ""), List.of(), List.of(), 60))
        .isEqualTo(new Aftermath(Kind.OPEN, Decision.NEVER));
  }

  @Test
  void aCustomerIsWarnedOfByAnAlertOnThatDayOrSoManyDaysBefore() {
    List<Episode> alerts = List.of(new Episode(RULE, 100, 101, ""));

    assertThat(Aftermath.warned(alerts, 100, 60)).isTrue();
    assertThat(Aftermath.warned(alerts, 160, 60)).isTrue();
    assertThat(Aftermath.warned(alerts, 161, 60)).isFalse();
    assertThat(Aftermath.warned(alerts, 99, 60)).isFalse();
  }
}
