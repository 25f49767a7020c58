package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry that cannot be read stops its account, and nothing else. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class FrozenStreamIT {

  private static final Instant NOON = Instant.parse("2016-04-01T12:00:00Z");
  private static final String ACCOUNT = "frozen-1";

  private final ScoreLogFixture log = ScoreLogFixture.shared();

  @Test
  void anUnreadableEntryFreezesItsOwnTenantsAccountFromThereOn() {
    try (Api acme = new Api(TestKeys.ACME);
        Api globex = new Api(TestKeys.GLOBEX)) {
      acme.put(Api.fallBelow50("frozen", ""));
      globex.put(Api.fallBelow50("frozen", ""));

      fall("globex", NOON);
      log.damaged("globex", ACCOUNT, NOON.plusSeconds(10));
      log.moved("globex", ACCOUNT, NOON.plusSeconds(20), 400, 800);
      fall("globex", NOON.plusSeconds(30));
      fall("acme", NOON.plusSeconds(40));

      assertThat(told(acme.alerts(ACCOUNT, found -> !told(found).isEmpty())))
          .containsExactly("Fell below 50: 60.0 → 40.0.");
      assertThat(told(globex.alerts(ACCOUNT))).containsExactly("Fell below 50: 60.0 → 40.0.");
      assertThat(globex.alerts(ACCOUNT))
          .filteredOn(alert -> alert.getRule().equals("frozen"))
          .noneMatch(Alert::hasResolvedTime);
    }
  }

  private void fall(String tenant, Instant time) {
    log.moved(tenant, ACCOUNT, time, null, 600);
    log.moved(tenant, ACCOUNT, time.plusSeconds(1), 600, 400);
  }

  private static List<String> told(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.getRule().equals("frozen"))
        .map(Alert::getReason)
        .toList();
  }
}
