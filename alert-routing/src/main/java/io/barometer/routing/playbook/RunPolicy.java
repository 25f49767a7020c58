package io.barometer.routing.playbook;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.playbook.Ruling.Moves;
import io.barometer.routing.playbook.Ruling.Refused;
import io.barometer.routing.playbook.Ruling.Stays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Decides which runs begin and what each command does to one. Knows no clock and no storage. */
public final class RunPolicy {
  private RunPolicy() {}

  /**
   * The playbooks of which an alert begins a run, in their order; one that is only a name comes
   * last.
   *
   * @param lastBegun when the last run that counts began for the alert's account
   */
  public static List<Playbook> begins(
      Collection<Playbook> defined,
      Labels alert,
      Instant firedAt,
      Function<Playbook, Optional<Instant>> lastBegun) {
    List<Playbook> begins = new ArrayList<>();
    String carried = alert.text(Label.PLAYBOOK);
    boolean nameOnly = !carried.isEmpty();
    for (Playbook playbook : defined) {
      nameOnly &= !playbook.name().equals(carried);
      if (!firedAt.isBefore(playbook.activeFrom())
          && playbook.matches(alert)
          && isCool(playbook, firedAt, lastBegun)) {
        begins.add(playbook);
      }
    }
    if (nameOnly) {
      begins.add(Playbook.named(carried));
    }
    return begins;
  }

  private static boolean isCool(
      Playbook playbook, Instant firedAt, Function<Playbook, Optional<Instant>> lastBegun) {
    return playbook.coolDown().isZero()
        || lastBegun
            .apply(playbook)
            .map(last -> !firedAt.isBefore(last.plus(playbook.coolDown())))
            .orElse(true);
  }

  /** Where a run begins. */
  public static RunState first(Playbook playbook) {
    return playbook.approval() ? RunState.WAITING : RunState.TRIGGERED;
  }

  /**
   * What a command does.
   *
   * @param late whether the time in which the run can be approved is over
   */
  public static Ruling decide(RunState state, RunCommand command, boolean late) {
    return switch (command) {
      case APPROVE -> approve(state, late);
      case REJECT ->
          switch (state) {
            case WAITING -> new Moves(RunState.REJECTED);
            case REJECTED -> new Stays();
            case TRIGGERED, COMPLETED, SKIPPED -> new Refused("Engines were told already.");
            case LAPSED, CANCELLED -> over(state);
          };
      case COMPLETE -> report(state, RunState.COMPLETED);
      case SKIP -> report(state, RunState.SKIPPED);
      case END_ALERT -> state == RunState.WAITING ? new Moves(RunState.CANCELLED) : new Stays();
      case LAPSE -> state == RunState.WAITING && late ? new Moves(RunState.LAPSED) : new Stays();
    };
  }

  private static Ruling approve(RunState state, boolean late) {
    return switch (state) {
      case WAITING ->
          late
              ? new Refused("The time in which it could be approved is over.")
              : new Moves(RunState.TRIGGERED);
      case TRIGGERED, COMPLETED, SKIPPED -> new Stays();
      case REJECTED, LAPSED, CANCELLED -> over(state);
    };
  }

  private static Ruling report(RunState state, RunState outcome) {
    return switch (state) {
      case TRIGGERED -> new Moves(outcome);
      case COMPLETED, SKIPPED ->
          state == outcome
              ? new Stays()
              : new Refused("It was reported as " + word(state) + " before.");
      case WAITING -> new Refused("It waits for approval: no engine was told of it.");
      case REJECTED, LAPSED, CANCELLED -> over(state);
    };
  }

  private static Refused over(RunState state) {
    return new Refused("It is over: " + word(state) + ".");
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
