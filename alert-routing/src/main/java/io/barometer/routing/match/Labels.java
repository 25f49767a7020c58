package io.barometer.routing.match;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What is known of an alert. A label that is not known reads as an empty text. */
public record Labels(Map<Label, String> values) {

  /** Labels with nothing known. */
  public static final Labels NONE = new Labels(Map.of());

  public Labels {
    Map<Label, String> known = new EnumMap<>(Label.class);
    values.forEach(
        (label, text) -> {
          if (!text.isEmpty()) {
            known.put(label, text);
          }
        });
    values = Collections.unmodifiableMap(known);
  }

  /** The text of a label; empty when it is not known. */
  public String text(Label label) {
    return values.getOrDefault(label, "");
  }

  /** The same with one more known. */
  public Labels with(Label label, String text) {
    Map<Label, String> more = new EnumMap<>(Label.class);
    more.putAll(values);
    more.put(label, text);
    return new Labels(more);
  }

  /** These labels alone. */
  public Labels only(Collection<Label> wanted) {
    Map<Label, String> fewer = new EnumMap<>(Label.class);
    wanted.forEach(label -> fewer.put(label, text(label)));
    return new Labels(fewer);
  }

  /** For people and for keys: every known label in the order of {@link Label}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    values.forEach(
        (label, value) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(label)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
    return text.append('}').toString();
  }
}
