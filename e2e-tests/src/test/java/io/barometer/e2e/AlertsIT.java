package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.e2e.example.ExpectedAlert;
import io.barometer.e2e.platform.Outlets;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every alert of two years is the one that the pure policy decides, and every receiver is told or
 * the reason kept.
 */
@ExtendWith(ImportedExample.Resolver.class)
class AlertsIT {
  private final ImportedExample example;

  AlertsIT(ImportedExample example) {
    this.example = example;
  }

  @Test
  void each_rule_fired_as_often_as_the_policy_says() {
    Map<String, Integer> actual = new TreeMap<>();
    alerts().forEach(alert -> actual.merge(alert.getRule(), 1, Integer::sum));
    Map<String, Integer> expected = new TreeMap<>();
    example.expected().alerts().forEach(alert -> expected.merge(alert.rule(), 1, Integer::sum));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void every_alert_fired_and_ended_when_and_why_the_policy_says() {
    assertThat(alerts().stream().map(AlertsIT::text))
        .containsExactlyInAnyOrderElementsOf(
            example.expected().alerts().stream().map(AlertsIT::text).toList());
  }

  @Test
  void alerts_of_imported_history_are_kept_back_and_say_why() {
    for (Alert alert : alerts()) {
      List<String> told = ImportedExample.TOLD.getOrDefault(alert.getRule(), List.of());
      boolean early = instant(alert.getFiredTime()).isBefore(ImportedExample.ACTIVE_FROM);
      DeliveryState expected =
          early ? DeliveryState.DELIVERY_STATE_SUPPRESSED : DeliveryState.DELIVERY_STATE_DELIVERED;

      assertThat(alert.getDeliveriesList().stream().map(Delivery::getReceiver).distinct())
          .containsExactlyInAnyOrderElementsOf(told);
      assertThat(alert.getDeliveriesCount())
          .isEqualTo(told.size() * (alert.hasResolvedTime() ? 2 : 1));
      for (Delivery delivery : alert.getDeliveriesList()) {
        assertThat(delivery.getState()).as(alert.toString()).isEqualTo(expected);
        assertThat(delivery.getLastOutcome()).isNotEmpty();
      }
    }
  }

  @Test
  void each_receiver_was_told_as_often_as_the_rules_that_name_it_fired_and_ended() {
    for (String receiver : List.of(Outlets.SLACK, Outlets.EMAIL, Outlets.WEBHOOK)) {
      int expected =
          ExpectedTelling.of(example.expected().alerts(), ImportedExample.TOLD, receiver).size();
      long delivered =
          alerts().stream()
              .map(Alert::getDeliveriesList)
              .flatMap(Collection::stream)
              .filter(delivery -> delivery.getReceiver().equals(receiver))
              .filter(one -> one.getState() == DeliveryState.DELIVERY_STATE_DELIVERED)
              .count();
      assertThat(delivered).as(receiver).isEqualTo(expected).isPositive();
    }
  }

  private List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    String token = "";
    do {
      ListAlertsResponse page =
          example
              .platform()
              .calls()
              .alerting()
              .listAlerts(
                  ListAlertsRequest.newBuilder().setPageSize(500).setPageToken(token).build());
      alerts.addAll(page.getAlertsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return alerts;
  }

  private static String text(Alert alert) {
    boolean ended = alert.getState() == AlertState.ALERT_STATE_RESOLVED;
    return "%s %s fired %s, %s: %s"
        .formatted(
            alert.getScore().getAccount().getAccountId(),
            alert.getRule(),
            instant(alert.getFiredTime()),
            ended ? "ended " + instant(alert.getResolvedTime()) : "holds",
            alert.getReason());
  }

  private static String text(ExpectedAlert alert) {
    return "%s %s fired %s, %s: %s"
        .formatted(
            alert.accountId(),
            alert.rule(),
            alert.firedTime(),
            alert.resolvedTime() == null ? "holds" : "ended " + alert.resolvedTime(),
            alert.reason());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
