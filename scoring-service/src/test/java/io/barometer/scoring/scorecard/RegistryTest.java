package io.barometer.scoring.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.edge.Refusal;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RegistryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ModelRef SHIPPED = model("usage", 0);
  private static final ModelChange BY_KIM =
      ModelChange.newBuilder().setAuthor("kim").setReason("a test").build();

  private final List<ModelEvent> log = new ArrayList<>();
  private final Registry registry = fresh();

  private static Registry fresh() {
    return new Registry("health", SHIPPED);
  }

  private static ModelRef model(String name, int version) {
    return ModelRef.newBuilder()
        .setScorecard(name)
        .setVersion(version + ".0.0")
        .setHash(name + version)
        .build();
  }

  @Example
  void a_tenant_without_events_has_what_the_service_ships() {
    assertThat(inEffect()).isEqualTo("usage0");
    assertThat(registry.revision()).isZero();
  }

  @Example
  void an_activation_without_a_time_takes_effect_with_the_next_revision() {
    at(NOON).activate(model("usage", 1), "health", Optional.empty(), BY_KIM).forEach(log::add);

    assertThat(log).extracting(ModelEvent::getRevision).containsExactly(1L, 2L);
    assertThat(log.get(1).getTookEffect().getDecidedRevision()).isEqualTo(1);
    assertThat(inEffect()).isEqualTo("usage1");
  }

  @Example
  void a_scheduled_model_takes_effect_when_its_time_has_come_and_not_before() {
    at(NOON).activate(model("usage", 1), "health", Optional.of(NOON.plusSeconds(60)), BY_KIM);

    assertThat(at(NOON.plusSeconds(59)).due()).isEmpty();
    assertThat(inEffect()).isEqualTo("usage0");
    assertThat(at(NOON.plusSeconds(60)).due()).hasSize(1);
    assertThat(inEffect()).isEqualTo("usage1");
    assertThat(registry.nextTime()).isEmpty();
  }

  @Example
  void the_time_decides_the_order_in_which_scheduled_models_take_effect() {
    at(NOON).activate(model("usage", 1), "health", Optional.of(NOON.plusSeconds(60)), BY_KIM);
    at(NOON).activate(model("usage", 2), "health", Optional.of(NOON.plusSeconds(30)), BY_KIM);

    assertThat(at(NOON.plusSeconds(90)).due()).hasSize(2);
    assertThat(inEffect()).isEqualTo("usage1");
  }

  @Example
  void a_trial_lasts_until_it_is_ended_or_its_model_takes_effect() {
    at(NOON).startTrial(model("usage", 1), "health", 0, BY_KIM);
    assertThat(registry.score("health").trial().orElseThrow().sharePercent()).isZero();
    assertThat(inEffect()).isEqualTo("usage0");
    assertThat(at(NOON).startTrial(model("usage", 1), "health", 0, BY_KIM)).isEmpty();
    assertThat(at(NOON).startTrial(model("usage", 1), "health", 30, BY_KIM)).hasSize(1);
    assertThat(registry.score("health").trial().orElseThrow().sharePercent()).isEqualTo(30);

    at(NOON).activate(model("usage", 2), "health", Optional.empty(), BY_KIM);
    assertThat(registry.score("health").trial()).isPresent();
    at(NOON).activate(model("usage", 1), "health", Optional.empty(), BY_KIM);
    assertThat(registry.score("health").trial()).isEmpty();

    at(NOON).startTrial(model("usage", 3), "health", 0, BY_KIM);
    assertThat(at(NOON).endTrial("health", BY_KIM)).hasSize(1);
    assertThat(registry.score("health").trial()).isEmpty();
    assertThatThrownBy(() -> at(NOON).endTrial("health", BY_KIM)).isInstanceOf(Refusal.class);
  }

  @Example
  void a_trial_needs_another_model_in_effect_and_histories_that_keep_its_signals() {
    assertThatThrownBy(() -> at(NOON).startTrial(SHIPPED, "health", 0, BY_KIM))
        .hasMessageContaining("another model in effect");
    assertThatThrownBy(() -> at(NOON).startTrial(model("grow", 1), "expansion", 0, BY_KIM))
        .hasMessageContaining("another model in effect");
    var unready = new ModelDecisions(registry, NOON, hash -> false);
    assertThatThrownBy(() -> unready.startTrial(model("usage", 1), "health", 0, BY_KIM))
        .hasMessageContaining("Replay it first");
    assertThat(registry.revision()).isZero();
  }

  @Example
  void what_histories_do_not_keep_yet_waits() {
    var unready = new ModelDecisions(registry, NOON, hash -> false);
    unready.activate(model("usage", 1), "health", Optional.empty(), BY_KIM);

    assertThat(unready.due()).isEmpty();
    assertThat(inEffect()).isEqualTo("usage0");
    assertThat(at(NOON).due()).hasSize(1);
    assertThat(inEffect()).isEqualTo("usage1");
  }

  @Example
  void deciding_what_stands_changes_nothing() {
    at(NOON).activate(model("usage", 1), "health", Optional.empty(), BY_KIM);
    var later = Optional.of(NOON.plusSeconds(60));
    at(NOON).activate(model("usage", 2), "health", later, BY_KIM);

    assertThat(at(NOON).activate(model("usage", 2), "health", later, BY_KIM)).isEmpty();
    assertThat(at(NOON.plusSeconds(60)).due()).hasSize(1);
    assertThat(at(NOON.plusSeconds(61)).activate(model("usage", 2), "health", later, BY_KIM))
        .isEmpty();
    assertThat(registry.revision()).isEqualTo(4);
  }

  @Example
  void a_rollback_withdraws_what_is_to_come_and_else_returns_to_the_model_before() {
    at(NOON).activate(model("usage", 1), "health", Optional.empty(), BY_KIM);
    at(NOON).activate(model("usage", 2), "health", Optional.of(NOON.plusSeconds(60)), BY_KIM);

    at(NOON).rollBack("health", BY_KIM);
    assertThat(inEffect()).isEqualTo("usage1");
    assertThat(registry.score("health").pending()).isEmpty();

    at(NOON).rollBack("health", BY_KIM);
    assertThat(inEffect()).isEqualTo("usage0");
    assertThatThrownBy(() -> at(NOON).rollBack("health", BY_KIM))
        .isInstanceOf(Refusal.class)
        .hasMessage("The score \"health\" had no model to return to.");
    assertThatThrownBy(() -> at(NOON).rollBack("expansion", BY_KIM)).isInstanceOf(Refusal.class);
  }

  @Example
  void an_event_out_of_order_is_no_event_of_this_registry() {
    assertThatThrownBy(() -> registry.apply(ModelEvent.newBuilder().setRevision(2).build()))
        .hasMessage("model event 2 follows revision 0");
  }

  /** Any decisions, in any order: the fold of the log is the state that the decisions left. */
  @Property(tries = 300)
  void folding_the_events_again_gives_the_same_state(
      @ForAll @Size(max = 40) List<@IntRange(max = 99) Integer> steps) {
    Instant now = NOON;
    for (int step : steps) {
      now = now.plusSeconds(10);
      decide(step, now).forEach(log::add);
    }

    assertThat(log)
        .extracting(ModelEvent::getRevision)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
    Registry again = fresh();
    log.forEach(again::apply);
    assertThat(state(again)).isEqualTo(state(registry));
    assertThat(registry.score("health").past()).isNotEmpty();
    assertThat(new ModelDecisions(again, now, hash -> true).due()).isEmpty();
  }

  private List<ModelEvent> decide(int step, Instant now) {
    String score = step % 2 == 0 ? "health" : "expansion";
    ModelRef model = model(score, step / 20);
    List<ModelEvent> events = new ArrayList<>(at(now).due());
    try {
      events.addAll(
          switch (step / 2 % 4) {
            case 0 -> at(now).draft(model, score, "title", BY_KIM);
            case 1 -> at(now).activate(model, score, Optional.empty(), BY_KIM);
            case 2 -> at(now).activate(model, score, Optional.of(now.plusSeconds(step)), BY_KIM);
            default -> at(now).rollBack(score, BY_KIM);
          });
    } catch (Refusal nothingToReturnTo) {
      assertThat(registry.score(score).past()).hasSizeLessThan(2);
    }
    return events;
  }

  private static List<Object> state(Registry registry) {
    List<Object> state = new ArrayList<>(List.of(registry.revision(), registry.drafts()));
    registry
        .scores()
        .forEach((name, models) -> state.addAll(List.of(name, models.past(), models.pending())));
    return state;
  }

  private ModelDecisions at(Instant clock) {
    return new ModelDecisions(registry, clock, hash -> true);
  }

  private String inEffect() {
    return registry.score("health").inEffect().orElseThrow().model().getHash();
  }
}
