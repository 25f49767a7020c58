package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.alerting.v1.Escalation;
import io.barometer.proto.alerting.v1.PreviewRoutingResponse;
import io.barometer.proto.alerting.v1.RoutePreview;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who would be told of an alert. */
public final class RoutingText {
  private RoutingText() {}

  /** For people. */
  public static List<String> preview(Terminal terminal, PreviewRoutingResponse preview) {
    Table table =
        new Table()
            .column("Route", Table.Align.LEFT)
            .column("Tells", Table.Align.FLEXIBLE)
            .column("At", Table.Align.LEFT)
            .column("Together with", Table.Align.FLEXIBLE);
    for (RoutePreview route : preview.getRoutesList()) {
      table
          .row()
          .cell(route.getPath())
          .cell(
              route.getReceiversCount() == 0
                  ? "nobody"
                  : String.join(", ", route.getReceiversList()))
          .cell(when(route))
          .cell(route.getGroup().equals("{}") ? "all of the route" : route.getGroup())
          .below(
              route.getEscalationsList().stream()
                  .map(RoutingText::step)
                  .collect(Collectors.joining(" ")));
    }
    List<String> lines = new ArrayList<>(table.lines(terminal));
    if (!preview.getQuietBecause().isEmpty()) {
      lines.add("");
      lines.add("It is kept quiet now by " + preview.getQuietBecause() + ".");
    }
    return lines;
  }

  private static String when(RoutePreview route) {
    if (!route.getClosedBy().isEmpty()) {
      return "not now: " + route.getClosedBy();
    }
    return route.hasToldTime() ? second(route) : "–";
  }

  private static String second(RoutePreview route) {
    return Days.second(route.getToldTime());
  }

  private static String step(Escalation step) {
    Duration after = Duration.ofSeconds(step.getAfter().getSeconds());
    return "If nobody acknowledges, after %s %s."
        .formatted(
            after.toString().substring(2).toLowerCase(java.util.Locale.ROOT),
            String.join(", ", step.getReceiversList()));
  }

  /** For programs. */
  public static ObjectNode json(PreviewRoutingResponse preview) {
    ObjectNode json = JsonText.object();
    ObjectNode labels = json.putObject("labels");
    preview.getLabels().getValuesMap().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    ArrayNode routes = json.putArray("routes");
    for (RoutePreview route : preview.getRoutesList()) {
      ObjectNode one = routes.addObject().put("path", route.getPath());
      route.getReceiversList().forEach(one.putArray("receivers")::add);
      one.put("group", route.getGroup());
      JsonText.text(one, "closed_by", route.getClosedBy());
      JsonText.text(one, "told_time", route.hasToldTime() ? second(route) : "");
      ArrayNode steps = one.putArray("escalations");
      for (Escalation step : route.getEscalationsList()) {
        ObjectNode told = steps.addObject().put("after_seconds", step.getAfter().getSeconds());
        step.getReceiversList().forEach(told.putArray("receivers")::add);
      }
    }
    JsonText.text(json, "quiet_because", preview.getQuietBecause());
    return json;
  }
}
