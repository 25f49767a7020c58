package io.barometer.scoring.hierarchy;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.ChildScore;
import io.barometer.model.score.Children;
import io.barometer.model.score.Scorer;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.signals.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who belongs to an account on a day, and what they give together. Everybody counts at most once,
 * for the account that is named last up to the day. A child that has children of its own counts
 * with what those give. Accounts that belong to each other in a circle are followed down to where
 * it closes. The histories are read and nothing else, so the same ones give the same result.
 */
final class FamilyTree {
  /** So far down; who is below counts with its own history. */
  static final int LEVELS = 10;

  private final String root;
  private final SortedMap<String, AccountHistory> below;
  private final Scorer scorer;
  private final Map<Long, SortedMap<String, List<String>>> byParent = new HashMap<>();

  /**
   * A tree.
   *
   * @param below everybody who ever belonged to the root or to one of them, by id; the root itself
   *     when that is so
   */
  FamilyTree(String root, SortedMap<String, AccountHistory> below, Scorer scorer) {
    this.root = root;
    this.below = below;
    this.scorer = scorer;
  }

  /** The root's children at the end of a day. */
  Children on(long day) {
    return on(root, day, Set.of());
  }

  /**
   * The children of an account.
   *
   * @param above whom it is a part of; they are nobody's children
   */
  private Children on(String parent, long day, Set<String> above) {
    Set<String> path = new LinkedHashSet<>(above);
    path.add(parent);
    List<ChildScore> scores = new ArrayList<>();
    for (String child : children(parent, day)) {
      if (!path.contains(child)) {
        scores.add(child(child, day, path));
      }
    }
    return new Children(scores, "", above.isEmpty() ? notes(parent, day) : List.of());
  }

  private ChildScore child(String id, long day, Set<String> above) {
    AccountHistory history = history(id);
    Scorer own =
        above.size() < LEVELS
            ? scorer.over(asked -> on(id, asked, asked == day ? above : Set.of()))
            : scorer;
    AccountFacts facts = Facts.asOf(id, history, day);
    return new ChildScore(
        id,
        facts.getName(),
        own.score(history, day),
        Facts.amount(facts.getArr()).movePointRight(6).longValue(),
        facts.getArr().getCurrencyCode());
  }

  private List<String> children(String parent, long day) {
    return byParent.computeIfAbsent(day, this::group).getOrDefault(parent, List.of());
  }

  private SortedMap<String, List<String>> group(long day) {
    SortedMap<String, List<String>> groups = new TreeMap<>();
    below.forEach(
        (id, history) -> {
          String parent = Facts.parent(history, day);
          if (!parent.isEmpty()) {
            groups.computeIfAbsent(parent, p -> new ArrayList<>()).add(id);
          }
        });
    return groups;
  }

  private AccountHistory history(String id) {
    AccountHistory history = below.get(id);
    return history == null ? new AccountHistory() : history;
  }

  private List<String> notes(String id, long day) {
    List<String> notes = new ArrayList<>();
    Set<String> chain = new LinkedHashSet<>(List.of(id));
    String up = Facts.parent(history(id), day);
    while (!up.isEmpty() && chain.add(up)) {
      up = Facts.parent(history(up), day);
    }
    if (up.equals(id)) {
      notes.add(
          "belongs to itself, which is not followed: " + String.join(" → ", chain) + " → " + id);
    }
    if (isDeeper(id, day)) {
      notes.add("accounts more than " + LEVELS + " levels below are not followed");
    }
    return notes;
  }

  private boolean isDeeper(String id, long day) {
    Set<String> seen = new LinkedHashSet<>(List.of(id));
    List<String> level = List.of(id);
    for (int i = 0; i <= LEVELS && !level.isEmpty(); i++) {
      List<String> next = new ArrayList<>();
      for (String parent : level) {
        children(parent, day).stream().filter(seen::add).forEach(next::add);
      }
      level = next;
    }
    return !level.isEmpty();
  }
}
