package io.barometer.scoring.scorecard;

import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelPeriod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Which models were in effect for a score, one after the other. */
@ApplicationScoped
public class ModelTimeline {
  private final ShippedModels shipped;

  ModelTimeline(ShippedModels shipped) {
    this.shipped = shipped;
  }

  /** Those that were in effect at the end of any of these days, oldest first. */
  public List<ModelPeriod> of(
      Tx tx, String tenantId, String scoreName, long firstDay, long lastDay) {
    List<ModelPeriod> all = all(ModelTables.events(tx, tenantId), scoreName);
    List<ModelPeriod> periods = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean overBefore = i + 1 < all.size() && firstDay(all.get(i + 1)) <= firstDay;
      if (!overBefore && firstDay(all.get(i)) <= lastDay) {
        periods.add(all.get(i));
      }
    }
    return periods;
  }

  private List<ModelPeriod> all(List<ModelEvent> events, String scoreName) {
    List<ModelPeriod> all = new ArrayList<>();
    if (shipped.standard().card().score().equals(scoreName)) {
      all.add(ModelPeriod.newBuilder().setModel(shipped.model()).build());
    }
    for (ModelEvent event : events) {
      if (event.hasTookEffect() && event.getScoreName().equals(scoreName)) {
        var period = ModelPeriod.newBuilder().setModel(event.getModel());
        if (event.hasRecordedTime()) {
          period.setFromTime(event.getRecordedTime());
        }
        all.add(period.build());
      }
    }
    return all;
  }

  private static long firstDay(ModelPeriod period) {
    return period.hasFromTime() ? Day.of(ProtoTime.instant(period.getFromTime())) : Long.MIN_VALUE;
  }
}
