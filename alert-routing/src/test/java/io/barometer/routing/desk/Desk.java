package io.barometer.routing.desk;

import io.barometer.routing.group.Flush;
import io.barometer.routing.group.Group;
import io.barometer.routing.group.GroupPolicy;
import io.barometer.routing.group.Member;
import io.barometer.routing.group.Member.Told;
import io.barometer.routing.group.Notice;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.mute.TimeInterval;
import io.barometer.routing.quiet.Inhibition;
import io.barometer.routing.quiet.Quiet;
import io.barometer.routing.quiet.Silence;
import io.barometer.routing.route.Branch;
import io.barometer.routing.route.Route;
import io.barometer.routing.route.RouteTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts, groups and a clock in memory: what the service does with tables. */
public final class Desk {
  private final Map<UUID, Alert> alerts = new LinkedHashMap<>();
  private final Map<String, Stored> groups = new TreeMap<>();
  private final Map<String, Silence> silences = new TreeMap<>();
  private final List<Inhibition> inhibitions = new ArrayList<>();
  private final Map<String, TimeInterval> intervals = new HashMap<>();
  private RouteTree tree;
  private Instant now = Instant.EPOCH;

  private static final class Alert {
    final String name;
    final Labels labels;
    boolean firing = true;
    boolean acknowledged;
    Instant snoozed = Instant.MIN;

    Alert(String name, Labels labels) {
      this.name = name;
      this.labels = labels;
    }
  }

  private static final class Stored {
    final Branch branch;
    Group group = Group.NEW;
    final Map<UUID, Told> members = new LinkedHashMap<>();

    Stored(Branch branch) {
      this.branch = branch;
    }
  }

  /** A message to one receiver. */
  public record Sent(String group, int number, Instant time, Notice notice, String receiver) {
    /** The same in every attempt. */
    public String id() {
      return group + "#" + number + ">" + receiver;
    }
  }

  public Desk(Route root) {
    this.tree = RouteTree.of(root);
  }

  /** Takes another tree; what was told stays told. */
  public void reload(Route root) {
    tree = RouteTree.of(root);
    alerts.forEach(
        (id, alert) -> {
          if (alert.firing) {
            join(id, alert);
          }
        });
    groups.values().removeIf(stored -> tree.branch(stored.branch.path()).isEmpty());
  }

  public void add(Inhibition inhibition) {
    inhibitions.add(inhibition);
  }

  public void add(TimeInterval interval) {
    intervals.put(interval.name(), interval);
  }

  public void put(Silence silence) {
    silences.put(silence.id(), silence);
  }

  public void removeSilence(String id) {
    silences.remove(id);
  }

  public Instant now() {
    return now;
  }

  public void now(Instant later) {
    now = later;
  }

  /** The name is the id; a name that fired before and is over needs another one. */
  public void fire(String name, Labels labels) {
    UUID id = id(name);
    Alert alert = alerts.get(id);
    if (alert == null) {
      alert = new Alert(name, labels.with(Label.ALERT, name));
      alerts.put(id, alert);
      join(id, alert);
    }
  }

  public void end(String name) {
    Alert alert = Objects.requireNonNull(alerts.get(id(name)));
    if (alert.firing) {
      alert.firing = false;
      for (Stored stored : groups.values()) {
        if (stored.members.containsKey(id(name))) {
          stored.group = GroupPolicy.changed(stored.group, stored.branch.timing(), now);
        }
      }
    }
  }

  public void acknowledge(String name) {
    Objects.requireNonNull(alerts.get(id(name))).acknowledged = true;
  }

  public void snooze(String name, Duration length) {
    Objects.requireNonNull(alerts.get(id(name))).snoozed = now.plus(length);
  }

  private void join(UUID id, Alert alert) {
    for (Branch branch : tree.match(alert.labels)) {
      String key = branch.path() + branch.group(alert.labels);
      Stored stored = groups.computeIfAbsent(key, k -> new Stored(branch));
      if (stored.members.putIfAbsent(id, Told.NOTHING) == null) {
        stored.group = GroupPolicy.changed(stored.group, branch.timing(), now);
      }
    }
  }

  /** When a group is due next; null when none is. */
  public @Nullable Instant due() {
    return groups.values().stream()
        .map(stored -> stored.group.dueAt())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The names of the groups that are due now. */
  public List<String> dueNow() {
    return groups.entrySet().stream()
        .filter(e -> e.getValue().group.dueAt() != null && !e.getValue().group.dueAt().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A decision about a group that is not stored yet. */
  public Flush look(String key) {
    Stored stored = Objects.requireNonNull(groups.get(key));
    Collection<Labels> firing =
        alerts.values().stream().filter(a -> a.firing).map(a -> a.labels).toList();
    Quiet quiet = new Quiet(List.copyOf(silences.values()), inhibitions);
    List<Member> members = new ArrayList<>();
    stored.members.forEach(
        (id, told) -> {
          Alert alert = Objects.requireNonNull(alerts.get(id));
          boolean hushed =
              now.isBefore(alert.snoozed) || quiet.reason(alert.labels, firing, now).isPresent();
          members.add(new Member(id, alert.firing, hushed, alert.acknowledged, told));
        });
    return GroupPolicy.look(stored.group, stored.branch, members, closed(stored.branch), now);
  }

  private boolean closed(Branch branch) {
    boolean muted = branch.mutedIn().stream().anyMatch(this::holds);
    boolean inactive =
        !branch.activeIn().isEmpty() && branch.activeIn().stream().noneMatch(this::holds);
    return muted || inactive;
  }

  private boolean holds(String interval) {
    return Objects.requireNonNull(intervals.get(interval)).contains(now);
  }

  /** Stores a decision and returns what is to be sent. */
  public List<Sent> store(String key, Flush flush) {
    Stored stored = Objects.requireNonNull(groups.get(key));
    stored.group = flush.group();
    List<Sent> sent = new ArrayList<>();
    for (Notice notice : flush.notices()) {
      notice.firing().forEach(id -> stored.members.put(id, Told.FIRING));
      notice.over().forEach(id -> stored.members.put(id, Told.OVER));
      notice
          .receivers()
          .forEach(receiver -> sent.add(new Sent(key, notice.number(), now, notice, receiver)));
    }
    flush.done().forEach(stored.members::remove);
    return sent;
  }

  /** The names of alerts, in the order told. */
  public String names(List<UUID> ids) {
    return ids.stream()
        .map(id -> Objects.requireNonNull(alerts.get(id)).name)
        .collect(Collectors.joining(" "));
  }

  /** Alerts that fire and were never told to anybody, by name. */
  public List<String> untold() {
    return alerts.entrySet().stream()
        .filter(e -> e.getValue().firing)
        .filter(
            e -> groups.values().stream().noneMatch(g -> g.members.get(e.getKey()) == Told.FIRING))
        .map(e -> e.getValue().name)
        .toList();
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
