package io.barometer.routing.group;

import io.barometer.routing.group.Member.Told;
import io.barometer.routing.group.Notice.Kind;
import io.barometer.routing.route.Branch;
import io.barometer.routing.route.Escalation;
import io.barometer.routing.route.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is told of a group and when to look at it again: pure, so that a history is decided
 * the same on every machine.
 *
 * <p>As in Alertmanager a message is due when an alert fires that was not told to fire, when told
 * ones are over, or when nothing changed for the repeat interval. Other than there a change waits
 * for the group wait and the rest of the interval, not for the next beat of a clock; what is over
 * before it was told is never told; a resolution kept quiet is told when the quiet ends; and what
 * is acknowledged is neither repeated nor escalated.
 */
public final class GroupPolicy {
  private GroupPolicy() {}

  /** The group after one of its alerts fired, ended, or was let go on by a person. */
  public static Group changed(Group group, Timing timing, Instant now) {
    Instant gathered = now.plus(timing.groupWait());
    Instant free = group.toldAt() == null ? gathered : group.toldAt().plus(timing.groupInterval());
    Instant wanted = gathered.isAfter(free) ? gathered : free;
    return group.due(earliest(group.dueAt(), wanted));
  }

  /**
   * Looks at a group.
   *
   * @param members in the order in which they joined
   * @param closed whether the branch tells nobody at this hour
   */
  public static Flush look(
      Group group, Branch branch, List<Member> members, boolean closed, Instant now) {
    Set<Member> heard = closed ? Set.of() : heard(members);
    List<Notice> notices = new ArrayList<>();
    Group told = tell(group, branch, members, heard, notices, now);
    told = escalate(told, branch, heard, notices, now);
    boolean resolves = !notices.isEmpty();
    Set<UUID> done = new HashSet<>();
    for (Member member : members) {
      if (member.isDone() || (resolves && !member.firing() && heard.contains(member))) {
        done.add(member.alert());
      }
    }
    return new Flush(told.due(next(told, branch, members, heard, now)), notices, done);
  }

  private static Set<Member> heard(List<Member> members) {
    return members.stream()
        .filter(member -> !member.quiet())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Group tell(
      Group group,
      Branch branch,
      List<Member> members,
      Set<Member> heard,
      List<Notice> notices,
      Instant now) {
    boolean news = heard.stream().anyMatch(m -> m.firing() && m.isNews());
    boolean over = heard.stream().anyMatch(m -> !m.firing() && m.isNews());
    boolean fires = heard.stream().anyMatch(Member::firing);
    boolean wasOpen = members.stream().anyMatch(m -> m.told() == Told.FIRING);
    boolean staysOpen =
        members.stream()
            .anyMatch(m -> m.told() == Told.FIRING && (m.firing() || !heard.contains(m)));
    Kind kind;
    if (news && !wasOpen) {
      kind = Kind.OPENED;
    } else if (news || (over && (fires || staysOpen))) {
      kind = Kind.UPDATED;
    } else if (over) {
      kind = Kind.RESOLVED;
    } else if (repeats(group, branch.timing(), heard, now)) {
      kind = Kind.REPEATED;
    } else {
      return group;
    }
    Set<String> receivers = new LinkedHashSet<>(branch.receivers());
    if (over) {
      branch.escalations().stream()
          .limit(group.escalated())
          .forEach(e -> receivers.addAll(e.receivers()));
    }
    notices.add(notice(group.notices() + 1, kind, news, heard, List.copyOf(receivers)));
    Instant opened = kind == Kind.OPENED ? now : kind == Kind.RESOLVED ? null : group.openedAt();
    int escalated = kind == Kind.OPENED || kind == Kind.RESOLVED ? 0 : group.escalated();
    return new Group(group.notices() + 1, opened, now, escalated, null);
  }

  private static boolean repeats(Group group, Timing timing, Set<Member> heard, Instant now) {
    return timing.repeats()
        && group.toldAt() != null
        && !now.isBefore(group.toldAt().plus(repeat(timing)))
        && heard.stream().anyMatch(m -> m.firing() && !m.acknowledged());
  }

  private static Group escalate(
      Group group, Branch branch, Set<Member> heard, List<Notice> notices, Instant now) {
    Group told = group;
    while (isWaiting(told, branch, heard) && !now.isBefore(step(told, branch))) {
      List<String> receivers = branch.escalations().get(told.escalated()).receivers();
      notices.add(notice(told.notices() + 1, Kind.ESCALATED, false, heard, receivers));
      told =
          new Group(told.notices() + 1, told.openedAt(), told.toldAt(), told.escalated() + 1, null);
    }
    return told;
  }

  /** Whether a further step would be told if nobody acknowledges. */
  private static boolean isWaiting(Group group, Branch branch, Collection<Member> members) {
    return group.openedAt() != null
        && group.escalated() < branch.escalations().size()
        && members.stream().anyMatch(m -> m.firing() && !m.acknowledged());
  }

  private static Instant step(Group group, Branch branch) {
    Escalation next = branch.escalations().get(group.escalated());
    return Objects.requireNonNull(group.openedAt()).plus(next.after());
  }

  /** What is due but not heard now is looked at again and again, until the quiet ends. */
  private static @Nullable Instant next(
      Group group, Branch branch, List<Member> members, Set<Member> heard, Instant now) {
    Instant next = null;
    if (members.stream().anyMatch(m -> m.isNews() && !heard.contains(m))) {
      next = now;
    }
    if (isWaiting(group, branch, members)) {
      next = earliest(next, step(group, branch));
    }
    boolean waits = members.stream().anyMatch(m -> m.firing() && !m.acknowledged());
    if (waits && branch.timing().repeats() && group.toldAt() != null) {
      next = earliest(next, group.toldAt().plus(repeat(branch.timing())));
    }
    return next == null || next.isAfter(now) ? next : now.plus(pace(branch.timing()));
  }

  /** Not more often than the group may be told at all. */
  private static Duration repeat(Timing timing) {
    return longer(timing.repeatInterval(), timing.groupInterval());
  }

  /** How often to look whether quiet news may be told now. */
  private static Duration pace(Timing timing) {
    return longer(timing.groupInterval(), Duration.ofSeconds(1));
  }

  private static Notice notice(
      int number, Kind kind, boolean news, Set<Member> heard, List<String> receivers) {
    Stream<Member> over = heard.stream().filter(m -> !m.firing() && m.isNews());
    return new Notice(
        number,
        kind,
        news,
        heard.stream().filter(Member::firing).map(Member::alert).toList(),
        kind == Kind.ESCALATED ? List.of() : over.map(Member::alert).toList(),
        receivers);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Instant earliest(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
