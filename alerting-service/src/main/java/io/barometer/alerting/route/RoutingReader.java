package io.barometer.alerting.route;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.alerting.v1.TimeSpan;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Matcher;
import io.barometer.routing.match.MatcherReading;
import io.barometer.routing.mute.SpanText;
import io.barometer.routing.mute.TimeInterval;
import io.barometer.routing.mute.TimeIntervalReading;
import io.barometer.routing.quiet.Inhibition;
import io.barometer.routing.route.Escalation;
import io.barometer.routing.route.Route;
import io.barometer.routing.route.RouteTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a routing message and notes everything that is wrong with it. */
public final class RoutingReader {
  /** The routing a tenant starts with: it tells nobody. */
  public static final Routing DEFAULT =
      Routing.newBuilder()
          .setRoot(io.barometer.proto.alerting.v1.Route.newBuilder().setName("all"))
          .addInhibitions(
              io.barometer.proto.alerting.v1.Inhibition.newBuilder()
                  .setName("critical-first")
                  .addSource("severity=\"critical\"")
                  .addTarget("severity=~\"warning|info\"")
                  .addEqual("account")
                  .addEqual("score_name"))
          .build();

  private static final int DEEPEST = 8;
  private static final int MOST = 500;
  private static final long LONGEST_SECONDS = 366L * 24 * 3600;

  private final Violations violations;
  private final @Nullable Set<String> known;
  private final Set<String> intervals = new TreeSet<>();
  private final Set<String> receivers = new TreeSet<>();
  private int routes;

  /** A reader that asks nothing about receivers. */
  public RoutingReader(Violations violations) {
    this(violations, null);
  }

  /**
   * A reader.
   *
   * @param known the receivers that may be named; null for any
   */
  public RoutingReader(Violations violations, @Nullable Set<String> known) {
    this.violations = violations;
    this.known = known;
  }

  /** A stored routing, which is valid. */
  public static TenantRouting stored(byte[] definition) {
    Violations none = new Violations();
    TenantRouting routing = new RoutingReader(none).read(message(definition));
    none.throwIfAny();
    return routing;
  }

  /** The message of a stored routing. */
  public static Routing message(byte[] definition) {
    try {
      return Routing.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored routing cannot be read", e);
    }
  }

  /** The routing; of use only when nothing was noted. */
  public TenantRouting read(Routing routing) {
    Map<String, TimeInterval> read = new HashMap<>();
    each(
        routing.getTimeIntervalsList(),
        "routing.time_intervals",
        (path, one) -> {
          name(path, one.getName(), intervals);
          read(path, one).ifPresent(interval -> read.put(interval.name(), interval));
        });
    List<Inhibition> inhibitions = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    each(
        routing.getInhibitionsList(),
        "routing.inhibitions",
        (path, one) -> {
          name(path, one.getName(), names);
          inhibitions.add(inhibition(path, one));
        });
    if (routing.getRoot().getMatchersCount() > 0) {
      note("routing.root.matchers", ErrorReason.ERROR_REASON_RANGE, "the root takes every alert");
    }
    NameCheck.check("routing.root.name", routing.getRoot().getName(), violations);
    Route root = route("routing.root", routing.getRoot(), 1);
    return new TenantRouting(RouteTree.of(root), read, inhibitions, List.copyOf(receivers));
  }

  private Route route(String path, io.barometer.proto.alerting.v1.Route route, int depth) {
    routes++;
    if (routes == MOST + 1 || depth == DEEPEST + 1) {
      note(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "at most " + MOST + " routes, " + DEEPEST + " below each other");
    }
    Set<String> names = new TreeSet<>();
    List<Route> children = new ArrayList<>();
    if (depth <= DEEPEST && routes <= MOST) {
      each(
          route.getRoutesList(),
          path + ".routes",
          (at, child) -> {
            name(at, child.getName(), names);
            children.add(route(at, child, depth + 1));
          });
    }
    return new Route(
        route.getName(),
        matchers(path + ".matchers", route.getMatchersList()),
        route.getContinue(),
        route.hasReceivers()
            ? receivers(path + ".receivers.names", route.getReceivers().getNamesList())
            : null,
        route.hasGroupBy()
            ? labels(path + ".group_by.labels", route.getGroupBy().getLabelsList())
            : null,
        route.hasGroupWait() ? duration(path + ".group_wait", route.getGroupWait()) : null,
        route.hasGroupInterval()
            ? duration(path + ".group_interval", route.getGroupInterval())
            : null,
        route.hasRepeatInterval()
            ? duration(path + ".repeat_interval", route.getRepeatInterval())
            : null,
        route.hasEscalations()
            ? escalations(path + ".escalations", route.getEscalations().getStepsList())
            : null,
        intervals(path + ".muted_in", route.getMutedInList()),
        intervals(path + ".active_in", route.getActiveInList()),
        children);
  }

  /** Matchers as they are written. */
  public List<Matcher> matchers(String path, List<String> texts) {
    List<Matcher> matchers = new ArrayList<>();
    each(
        texts,
        path,
        (at, text) -> {
          switch (MatcherReading.of(text)) {
            case MatcherReading.Accepted(var matcher) -> matchers.add(matcher);
            case MatcherReading.Rejected(var problem) ->
                note(at, ErrorReason.ERROR_REASON_FILTER, problem);
          }
        });
    return matchers;
  }

  private List<String> receivers(String path, List<String> names) {
    each(
        names,
        path,
        (at, name) -> {
          if (known != null && !known.contains(name)) {
            violations.add(
                at,
                ErrorReason.ERROR_REASON_RECEIVER_UNKNOWN,
                "there is no receiver \"" + name + "\"; create it first",
                "receiver",
                name);
          }
        });
    receivers.addAll(names);
    return List.copyOf(new LinkedHashSet<>(names));
  }

  private Set<Label> labels(String path, List<String> names) {
    Set<Label> labels = new LinkedHashSet<>();
    each(
        names,
        path,
        (at, name) ->
            Label.named(name)
                .ifPresentOrElse(
                    labels::add,
                    () -> note(at, ErrorReason.ERROR_REASON_NAME_UNKNOWN, "no label of alerts")));
    return labels;
  }

  private List<Escalation> escalations(
      String path, List<io.barometer.proto.alerting.v1.Escalation> steps) {
    List<Escalation> read = new ArrayList<>();
    each(
        steps,
        path + ".steps",
        (at, step) -> {
          var after = duration(at + ".after", step.getAfter());
          if (!read.isEmpty() && after.compareTo(read.getLast().after()) <= 0) {
            note(
                at + ".after",
                ErrorReason.ERROR_REASON_ELEMENT_ORDER,
                "later than the step before");
          }
          if (step.getReceiversCount() == 0) {
            note(at + ".receivers", ErrorReason.ERROR_REASON_REQUIRED, "name somebody to tell");
          }
          read.add(new Escalation(after, receivers(at + ".receivers", step.getReceiversList())));
        });
    return read;
  }

  private List<String> intervals(String path, List<String> names) {
    each(
        names,
        path,
        (at, name) -> {
          if (!intervals.contains(name)) {
            note(at, ErrorReason.ERROR_REASON_NAME_UNKNOWN, "no time interval \"" + name + "\"");
          }
        });
    return List.copyOf(names);
  }

  private Inhibition inhibition(String path, io.barometer.proto.alerting.v1.Inhibition one) {
    if (one.getSourceCount() == 0) {
      note(
          path + ".source",
          ErrorReason.ERROR_REASON_REQUIRED,
          "say which alerts keep others quiet");
    }
    if (one.getTargetCount() == 0) {
      note(path + ".target", ErrorReason.ERROR_REASON_REQUIRED, "say which alerts are kept quiet");
    }
    return new Inhibition(
        one.getName(),
        matchers(path + ".source", one.getSourceList()),
        matchers(path + ".target", one.getTargetList()),
        labels(path + ".equal", one.getEqualList()));
  }

  private Optional<TimeInterval> read(
      String path, io.barometer.proto.alerting.v1.TimeInterval one) {
    List<SpanText> spans = one.getSpansList().stream().map(RoutingReader::span).toList();
    return switch (TimeIntervalReading.of(one.getName(), one.getTimeZone(), spans)) {
      case TimeIntervalReading.Accepted(var interval) -> Optional.of(interval);
      case TimeIntervalReading.Rejected(var problems) -> {
        problems.forEach(
            p -> note(path + "." + p.path(), ErrorReason.ERROR_REASON_KEY_FORMAT, p.text()));
        yield Optional.empty();
      }
    };
  }

  private static SpanText span(TimeSpan span) {
    return new SpanText(
        span.getTimesList(),
        span.getWeekdaysList(),
        span.getDaysOfMonthList(),
        span.getMonthsList(),
        span.getYearsList());
  }

  private java.time.Duration duration(String path, Duration duration) {
    long seconds = duration.getSeconds();
    boolean whole = duration.getNanos() >= 0 && duration.getNanos() < 1_000_000_000;
    if (seconds < 0 || seconds > LONGEST_SECONDS || !whole) {
      note(path, ErrorReason.ERROR_REASON_RANGE, "0 to 366 days");
      return java.time.Duration.ZERO;
    }
    return java.time.Duration.ofSeconds(seconds, duration.getNanos());
  }

  private void name(String path, String name, Set<String> taken) {
    NameCheck.check(path + ".name", name, violations);
    if (!taken.add(name)) {
      note(path + ".name", ErrorReason.ERROR_REASON_NAME_TAKEN, "\"" + name + "\" stands twice");
    }
  }

  private void note(String path, ErrorReason reason, String text) {
    violations.add(path, reason, text);
  }

  /** What is done with one of several, and where it stands. */
  @FunctionalInterface
  private interface Each<T> {
    void at(String path, T one);
  }

  private static <T> void each(List<T> list, String path, Each<T> work) {
    for (int i = 0; i < list.size(); i++) {
      work.at(path + "[" + i + "]", list.get(i));
    }
  }
}
