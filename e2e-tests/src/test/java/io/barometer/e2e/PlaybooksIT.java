package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.e2e.example.ExpectedAlert;
import io.barometer.proto.alerting.v1.Trigger;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Playbook triggers over gRPC: each once, in order, and never again when acknowledged. */
@ExtendWith(ImportedExample.Resolver.class)
@Timeout(60)
class PlaybooksIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final String PLAYBOOK = "Expansion";

  private final ImportedExample example;
  private final Channel alerting;

  PlaybooksIT(ImportedExample example) {
    this.example = example;
    this.alerting = example.platform().calls().alerting().getChannel();
  }

  @Test
  void an_engine_gets_every_trigger_of_its_playbook_and_the_rest_after_it_came_back()
      throws InterruptedException {
    List<String> expected =
        example.expected().alerts().stream()
            .filter(alert -> alert.playbook().equals(PLAYBOOK))
            .map(ExpectedAlert::accountId)
            .toList();
    int half = expected.size() / 2;
    List<Trigger> all;
    try (PlaybookEngine engine = new PlaybookEngine(alerting, "e2e", List.of(PLAYBOOK))) {
      all = engine.await(expected.size(), LIMIT);
      engine.acknowledge(all.get(half - 1).getSequence());
    }

    assertThat(all.stream().map(t -> t.getAlert().getScore().getAccount().getAccountId()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(all.stream().map(Trigger::getSequence)).isSorted().doesNotHaveDuplicates();
    assertThat(all.stream().map(Trigger::getTriggerId)).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(t -> assertThat(t.getPlaybook()).isEqualTo(PLAYBOOK));

    try (PlaybookEngine again = new PlaybookEngine(alerting, "e2e", List.of(PLAYBOOK))) {
      assertThat(again.await(expected.size() - half, LIMIT))
          .isEqualTo(all.subList(half, all.size()));
      again.acknowledge(all.getLast().getSequence());
    }
    try (PlaybookEngine done = new PlaybookEngine(alerting, "e2e", List.of(PLAYBOOK))) {
      assertThat(done.await(1, SHORT)).isEmpty();
    }
  }

  @Test
  void another_engine_has_its_own_acknowledgements() throws InterruptedException {
    try (PlaybookEngine engine = new PlaybookEngine(alerting, "e2e-other", List.of(PLAYBOOK))) {
      assertThat(engine.await(1, LIMIT)).isNotEmpty();
    }
  }
}
