package io.barometer.routing.incident;

import io.barometer.routing.incident.Change.Kind;
import io.barometer.routing.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of an incident: pure, so that a history is decided the same on every machine.
 *
 * <p>It opens with its first alert and is resolved with its last, or by a person. What somebody
 * acknowledged or snoozed stays so for alerts that are not more severe than those before; a more
 * severe one makes it fire again. An alert of the same cause within the window after a resolution
 * reopens it; a later one opens another.
 */
public final class IncidentPolicy {
  private final Duration reopenWindow;

  /**
   * A policy.
   *
   * @param reopenWindow how long after its resolution an incident is reopened
   */
  public IncidentPolicy(Duration reopenWindow) {
    this.reopenWindow = reopenWindow;
  }

  /** Whether an alert that fires belongs to the last incident of its cause. */
  public boolean joins(@Nullable Incident last, Instant time) {
    return last != null
        && (last.resolvedAt() == null || time.isBefore(last.resolvedAt().plus(reopenWindow)));
  }

  /** The incident that an alert opens. */
  public Step opened(int severity, Instant time) {
    return Step.of(
        new Incident(State.FIRING, severity, 1, "", "", null, null), log(Kind.OPENED, time));
  }

  /** An alert that fires joins. */
  public Step joined(Incident incident, int severity, Instant time) {
    int open = incident.open() + 1;
    if (incident.state() == State.RESOLVED) {
      return Step.of(incident.firing(severity, open), log(Kind.REOPENED, time));
    }
    return severity > incident.severity()
        ? Step.of(incident.firing(severity, open), log(Kind.RAISED, time))
        : Step.same(incident.with(open));
  }

  /** One of its alerts is over. */
  public Step ended(Incident incident, Instant time) {
    int open = Math.max(0, incident.open() - 1);
    return open > 0 || incident.state() == State.RESOLVED
        ? Step.same(incident.with(open))
        : Step.of(incident.resolved(open, time), log(Kind.RESOLVED, time));
  }

  /** Time passed: a snooze may be over. */
  public Step passed(Incident incident, Instant now) {
    boolean wakes =
        incident.state() == State.SNOOZED
            && !now.isBefore(Objects.requireNonNull(incident.snoozedUntil()));
    return wakes
        ? Step.of(incident.firing(incident.severity(), incident.open()), log(Kind.WOKEN, now))
        : Step.same(incident);
  }

  /**
   * A person says something; what holds already changes nothing. Empty when it cannot be said of an
   * incident that is over.
   */
  public Optional<Step> said(Incident incident, Command command, Instant now) {
    boolean over = incident.state() == State.RESOLVED;
    return switch (command) {
      case Command.Resolve resolve -> Optional.of(resolve(incident, resolve, now));
      case Command.Reopen reopen -> Optional.of(reopen(incident, reopen, now));
      case Command.Acknowledge _, Command.Snooze _, Command.Assign _ when over -> Optional.empty();
      case Command.Acknowledge acknowledge ->
          Optional.of(acknowledge(incident, acknowledge.by(), acknowledge.note(), now));
      case Command.Snooze snooze -> Optional.of(snooze(incident, snooze, now));
      case Command.Assign assign -> Optional.of(assign(incident, assign, now));
    };
  }

  private static Step acknowledge(Incident incident, String by, String note, Instant now) {
    return incident.acknowledgedBy().equals(by)
        ? Step.same(incident)
        : Step.of(incident.acknowledged(by), new Change(Kind.ACKNOWLEDGED, by, now, note));
  }

  private static Step snooze(Incident incident, Command.Snooze snooze, Instant now) {
    String note = "until " + snooze.until() + (snooze.note().isEmpty() ? "" : ": " + snooze.note());
    return snooze.until().equals(incident.snoozedUntil())
        ? Step.same(incident)
        : Step.of(
            incident.snoozed(snooze.until()), new Change(Kind.SNOOZED, snooze.by(), now, note));
  }

  /** Who takes an incident takes care of it; somebody else may not have heard of it yet. */
  private static Step assign(Incident incident, Command.Assign assign, Instant now) {
    List<Change> changes = new ArrayList<>();
    Incident assigned = incident.assigned(assign.assignee());
    if (!assigned.equals(incident)) {
      String note =
          "to " + assign.assignee() + (assign.note().isEmpty() ? "" : ": " + assign.note());
      changes.add(new Change(Kind.ASSIGNED, assign.by(), now, note));
    }
    if (assign.by().equals(assign.assignee())) {
      Step taken = acknowledge(assigned, assign.by(), "", now);
      changes.addAll(taken.changes());
      assigned = taken.incident();
    }
    return new Step(assigned, changes);
  }

  private static Step resolve(Incident incident, Command.Resolve resolve, Instant now) {
    return incident.state() == State.RESOLVED
        ? Step.same(incident)
        : Step.of(
            incident.resolved(incident.open(), now),
            new Change(Kind.RESOLVED, resolve.by(), now, resolve.note()));
  }

  private static Step reopen(Incident incident, Command.Reopen reopen, Instant now) {
    return incident.state() != State.RESOLVED
        ? Step.same(incident)
        : Step.of(
            incident.firing(incident.severity(), incident.open()),
            new Change(Kind.REOPENED, reopen.by(), now, reopen.note()));
  }

  private static Change log(Kind kind, Instant time) {
    return new Change(kind, "", time, "");
  }
}
