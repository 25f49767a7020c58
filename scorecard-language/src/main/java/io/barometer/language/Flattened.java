package io.barometer.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A canonical model as path → value, elements of lists named by what names them. */
final class Flattened {
  private static final List<String> NAMES =
      List.of("name", "group", "metric", "verdict", "role", "when", "top");

  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  private Flattened() {}

  static SequencedMap<String, String> of(String canonical) {
    Flattened flattened = new Flattened();
    Object root = new Load(LoadSettings.builder().build()).loadFromString(canonical);
    flattened.add("", root);
    return flattened.values;
  }

  private void add(String path, Object value) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, each) -> add(join(path, String.valueOf(key)), each));
      case List<?> list when named(list) -> {
        for (int i = 0; i < list.size(); i++) {
          add(path + "[" + name(list.get(i), i) + "]", list.get(i));
        }
      }
      default -> values.put(path, String.valueOf(value));
    }
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean named(List<?> list) {
    return !list.isEmpty() && list.getFirst() instanceof Map<?, ?>;
  }

  private static String name(Object element, int index) {
    if (element instanceof Map<?, ?> map) {
      for (String key : NAMES) {
        if (map.get(key) != null) {
          return String.valueOf(map.get(key));
        }
      }
    }
    return String.valueOf(index);
  }
}
