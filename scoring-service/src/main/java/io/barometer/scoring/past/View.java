package io.barometer.scoring.past;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.barometer.edge.Violations;
import io.barometer.model.history.Day;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Viewpoint;
import io.barometer.scoring.score.AsOf;
import io.barometer.scoring.score.RequestFields;
import java.time.Instant;
import java.util.Optional;

/**
 * From where a reader wants to look at a score.
 *
 * @param asOf what had happened by then
 * @param knownAt what had been recorded by then
 * @param model empty for the one in effect
 */
public record View(AsOf asOf, AsOf knownAt, Optional<ModelRef> model) {
  /** What is known now of what happened until now. */
  public static final View NOW = new View(AsOf.NOW, AsOf.NOW, Optional.empty());

  private static final int MAX_TEXT = 200;

  /** Reads a request that has the fields of a viewpoint, or some of them, beside others. */
  public static View of(Message request, Violations violations) {
    var asked = Viewpoint.newBuilder();
    for (FieldDescriptor field : Viewpoint.getDescriptor().getFields()) {
      FieldDescriptor same = request.getDescriptorForType().findFieldByName(field.getName());
      if (same != null && request.hasField(same)) {
        asked.setField(field, request.getField(same));
      }
    }
    return of("", asked.build(), violations);
  }

  /** Reads a viewpoint; notes what is wrong with it at fields that begin with a path. */
  public static View of(String path, Viewpoint asked, Violations violations) {
    ModelRef model = asked.getModel();
    RequestFields.text(path + "model.scorecard", model.getScorecard(), MAX_TEXT, violations);
    RequestFields.text(path + "model.version", model.getVersion(), MAX_TEXT, violations);
    RequestFields.text(path + "model.hash", model.getHash(), MAX_TEXT, violations);
    return new View(
        AsOf.of(path + "as_of_time", asked.hasAsOfTime(), asked.getAsOfTime(), violations),
        AsOf.of(path + "known_at_time", asked.hasKnownAtTime(), asked.getKnownAtTime(), violations),
        asked.hasModel() ? Optional.of(model) : Optional.empty());
  }

  /** Whether it is what the projection keeps as the current score. */
  public boolean isNow() {
    return asOf.now() && knownAt.now() && model.isEmpty();
  }

  /**
   * Whether the histories that the projection keeps in days are enough: nothing known is left out,
   * and the moment is the end of its day.
   */
  public boolean isOfDays() {
    Instant time = asOf.time();
    boolean whole = time == null || Day.of(time.plusNanos(1_000)) > Day.of(time);
    return knownAt.now() && model.isEmpty() && whole;
  }

  /** What had been recorded by then counts. */
  public Instant known(Instant clock) {
    return knownAt.at(clock);
  }

  /** What had happened by then counts. */
  public Instant happened(Instant clock) {
    return asOf.now() ? known(clock) : asOf.at(clock);
  }
}
