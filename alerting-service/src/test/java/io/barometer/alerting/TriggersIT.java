package io.barometer.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.alerting.fixture.AlertingPlace;
import io.barometer.alerting.fixture.Api;
import io.barometer.alerting.fixture.Engine;
import io.barometer.alerting.fixture.Refused;
import io.barometer.alerting.fixture.ScoreLogFixture;
import io.barometer.proto.alerting.v1.Trigger;
import io.barometer.proto.alerting.v1.WatchTriggersResponse;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(AlertingPlace.class)
class TriggersIT {

  private static final Instant NOON = Instant.parse("2016-06-01T12:00:00Z");

  private final ScoreLogFixture log = ScoreLogFixture.shared();

  private void fall(String tenant, String account) {
    log.moved(tenant, account, NOON, null, 600);
    log.moved(tenant, account, NOON.plusSeconds(1), 600, 400);
  }

  @Test
  void anEngineGetsWhatItHasNotAcknowledgedAgainAndTheRestOnce() {
    try (Api acme = new Api(TestKeys.ACME)) {
      acme.put(Api.fallBelow50("triggers", "Rescue"));
      acme.put(Api.fallBelow50("triggers-other", "Another"));
      fall("acme", "triggers-1");
      fall("acme", "triggers-2");
      Trigger first;
      Trigger second;
      try (Engine engine = new Engine(TestKeys.ACME).subscribe("engine-1", "Rescue")) {
        first = engine.trigger();
        second = engine.trigger();
        assertThat(first.getPlaybook()).isEqualTo("Rescue");
        assertThat(first.getAlert().getRule()).isEqualTo("triggers");
        assertThat(second.getSequence()).isGreaterThan(first.getSequence());

        engine.acknowledge(first.getSequence());
        WatchTriggersResponse answer = engine.next(30_000);
        assertThat(answer).isNotNull();
        assertThat(answer.getAcknowledged().getSequence()).isEqualTo(first.getSequence());
      }

      try (Engine again = new Engine(TestKeys.ACME).subscribe("engine-1", "Rescue");
          Engine other = new Engine(TestKeys.ACME).subscribe("engine-2", "Rescue")) {
        assertThat(again.trigger()).isEqualTo(second);
        assertThat(other.trigger()).isEqualTo(first);
        assertThat(other.trigger()).isEqualTo(second);
        assertThat(again.next(300)).isNull();

        fall("acme", "triggers-3");
        Trigger third = again.trigger();
        assertThat(third.getSequence()).isGreaterThan(second.getSequence());
        assertThat(other.trigger()).isEqualTo(third);
      }
    }
  }

  @Test
  void anEngineOfAnotherTenantGetsNothing() {
    try (Api acme = new Api(TestKeys.ACME);
        Engine foreign = new Engine(TestKeys.GLOBEX).subscribe("engine-3", "Rescue alone");
        Engine own = new Engine(TestKeys.ACME).subscribe("engine-3", "Rescue alone")) {
      acme.put(Api.fallBelow50("triggers-alone", "Rescue alone"));
      fall("acme", "triggers-4");

      assertThat(own.trigger().getAlert().getRule()).isEqualTo("triggers-alone");
      assertThat(foreign.next(300)).isNull();
    }
  }

  @Test
  void aStreamThatSaysNonsenseEndsWithTheReason() {
    try (Engine silent = new Engine(TestKeys.ACME);
        Engine nameless = new Engine(TestKeys.ACME).subscribe(" ", "Rescue");
        Engine twice = new Engine(TestKeys.ACME).subscribe("engine-4", "Nothing");
        Engine ahead = new Engine(TestKeys.ACME).subscribe("engine-5", "Nothing")) {
      silent.acknowledge(1);
      twice.subscribe("engine-4", "Nothing");
      ahead.acknowledge(1_000_000);

      assertThat(Refused.text(silent.failure())).isEqualTo("INVALID_ARGUMENT REQUIRED");
      assertThat(Refused.text(nameless.failure())).isEqualTo("INVALID_ARGUMENT REQUIRED");
      assertThat(Refused.text(twice.failure())).isEqualTo("INVALID_ARGUMENT STATE");
      assertThat(Refused.text(ahead.failure())).isEqualTo("INVALID_ARGUMENT RANGE");
    }
  }
}
