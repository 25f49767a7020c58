package io.barometer.routing.route;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.match.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree of routes, as Alertmanager walks it: an alert goes down to the first branch that
 * matches, and to the ones after it as long as they say so; where no branch matches, the parent
 * takes it.
 */
public final class RouteTree {
  private static final Branch NOBODY =
      new Branch(
          "", List.of(), Set.of(Label.INCIDENT), Timing.DEFAULT, List.of(), List.of(), List.of());

  private final Node root;
  private final Map<String, Branch> byPath = new HashMap<>();

  private RouteTree(Route root) {
    this.root = node(root, NOBODY);
  }

  private record Node(Route route, Branch branch, List<Node> children) {}

  /** Builds a tree; the root takes whatever comes, its matchers are not asked. */
  public static RouteTree of(Route root) {
    return new RouteTree(root);
  }

  /** The branches that tell of an alert, at least one, in the order of the tree. */
  public List<Branch> match(Labels alert) {
    List<Branch> found = new ArrayList<>();
    descend(root, alert, found);
    return found;
  }

  /** The branch with this path. */
  public Optional<Branch> branch(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private static void descend(Node node, Labels alert, List<Branch> found) {
    int before = found.size();
    for (Node child : node.children) {
      if (Matcher.all(child.route.matchers(), alert)) {
        descend(child, alert, found);
        if (!child.route.goOn()) {
          break;
        }
      }
    }
    if (found.size() == before) {
      found.add(node.branch);
    }
  }

  private Node node(Route route, Branch parent) {
    Branch branch = inherit(route, parent);
    byPath.put(branch.path(), branch);
    return new Node(
        route, branch, route.routes().stream().map(child -> node(child, branch)).toList());
  }

  private static Branch inherit(Route route, Branch parent) {
    Timing timing = parent.timing();
    return new Branch(
        parent.path().isEmpty() ? route.name() : parent.path() + "/" + route.name(),
        or(route.receivers(), parent.receivers()),
        or(route.groupBy(), parent.groupBy()),
        new Timing(
            or(route.groupWait(), timing.groupWait()),
            or(route.groupInterval(), timing.groupInterval()),
            or(route.repeatInterval(), timing.repeatInterval())),
        or(route.escalations(), parent.escalations()),
        route.mutedIn(),
        route.activeIn());
  }

  private static <T> T or(@Nullable T own, T inherited) {
    return own == null ? inherited : own;
  }
}
