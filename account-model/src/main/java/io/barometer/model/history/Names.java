package io.barometer.model.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small numbers for names, given in order of first sight. The numbers never leave the account in
 * memory.
 */
final class Names {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  int idOf(String name) {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    int id = names.size();
    ids.put(name, id);
    names.add(name);
    return id;
  }

  /** For each id of the other names the id of the same name here. */
  int[] idsOf(Names other) {
    int[] ids = new int[other.size()];
    for (int id = 0; id < ids.length; id++) {
      ids[id] = idOf(other.name(id));
    }
    return ids;
  }

  String name(int id) {
    return names.get(id);
  }

  int size() {
    return names.size();
  }
}
