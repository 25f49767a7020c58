package io.barometer.alerting.route;

import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** Labels as the tables hold them: an object of label and text. */
public final class LabelsJson {
  private LabelsJson() {}

  public static String text(Labels labels) {
    JsonObject json = new JsonObject();
    labels.values().forEach((label, value) -> json.put(label.toString(), value));
    return json.encode();
  }

  /** Reads stored labels; what is no label any more is left out. */
  public static Labels labels(String text) {
    Map<Label, String> values = new EnumMap<>(Label.class);
    new JsonObject(text)
        .forEach(
            entry ->
                Label.named(entry.getKey())
                    .ifPresent(label -> values.put(label, (String) entry.getValue())));
    return new Labels(values);
  }
}
