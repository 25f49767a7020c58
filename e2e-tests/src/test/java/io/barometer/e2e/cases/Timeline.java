package io.barometer.e2e.cases;

import io.barometer.language.ModelCase;
import io.barometer.model.history.Day;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The events of all cases of all tenants in the order in which they are recorded. */
record Timeline(List<Batch> batches) {

  /** What a tenant records of one day. */
  record Batch(String tenant, List<CaseEvent> events) {}

  /** Each case is an account with the name of the case. */
  static Timeline of(SortedMap<String, List<ModelCase>> cases) {
    SortedMap<Long, SortedMap<String, List<CaseEvent>>> days = new TreeMap<>();
    cases.forEach(
        (tenant, all) -> {
          for (ModelCase told : all) {
            for (CaseEvent event : CaseEvents.of(told, told.name())) {
              days.computeIfAbsent(Day.of(event.at()), day -> new TreeMap<>())
                  .computeIfAbsent(tenant, one -> new ArrayList<>())
                  .add(event);
            }
          }
        });
    List<Batch> batches = new ArrayList<>();
    for (Map<String, List<CaseEvent>> day : days.values()) {
      day.forEach((tenant, events) -> batches.add(inOrder(tenant, events)));
    }
    return new Timeline(batches);
  }

  private static Batch inOrder(String tenant, List<CaseEvent> events) {
    return new Batch(tenant, events.stream().sorted(Comparator.comparing(CaseEvent::at)).toList());
  }
}
