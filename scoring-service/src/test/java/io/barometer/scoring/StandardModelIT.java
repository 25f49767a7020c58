package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.Transactions;
import io.barometer.language.Presets;
import io.barometer.proto.event.v1.ContactChanged;
import io.barometer.proto.event.v1.ContactRole;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.LiveService;
import io.barometer.scoring.fixture.SmallMemory;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant that decided nothing, where the model of everybody has derived signals. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
@TestProfile(SmallMemory.class)
class StandardModelIT {
  @Inject
  @ReactiveDataSource("worker")
  Pool worker;

  @Test
  void its_derived_signals_are_kept_from_the_first_event_on() throws InterruptedException {
    var live = LiveService.shared();
    var left =
        ContactChanged.newBuilder()
            .setContactId("c1")
            .setRole(ContactRole.CONTACT_ROLE_CHAMPION)
            .setActive(false);
    live.record(live.event("initech", "first").setContactChanged(left));
    live.settle();
    var first = live.as(TestKeys.INITECH).getScore(FedService.account("first")).getScore();
    assertThat(first.getModel().getScorecard()).isEqualTo("saas-default");

    List<String> signals = new ArrayList<>();
    new Transactions(worker)
        .run(
            tx ->
                tx.query(
                        """
                        select signal from scoring.tenant_signal
                        where tenant_id = 'initech' and signal like '%#%'
                        """)
                    .forEach(row -> signals.add(row.getString(0))));
    var leftChampion =
        Presets.model("saas-default").card().signals().stream()
            .filter(signal -> signal.name().equals("left_champion"))
            .findFirst()
            .orElseThrow();
    assertThat(signals).containsExactly(leftChampion.key());
  }
}
