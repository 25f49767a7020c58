package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.PendingModel;
import io.barometer.proto.scoring.v1.RollBackModelResponse;

/** Models for programs: the keys are a contract, documented in docs/command-line.md. */
public final class ModelJson {
  private ModelJson() {}

  /** What became of a draft. */
  public static ObjectNode of(DraftModelResponse drafted) {
    ObjectNode json = JsonText.object();
    json.put("score_name", drafted.getScoreName());
    JsonText.model(json, drafted.getModel());
    json.put("revision", drafted.getRevision());
    json.put("unchanged", drafted.getUnchanged());
    return json;
  }

  /** What became of an activation. */
  public static ObjectNode of(ActivateModelResponse activated) {
    ObjectNode json = JsonText.object();
    json.put("score_name", activated.getScoreName());
    json.put(
        "state", activated.hasPending() ? ModelText.state(activated.getPending()) : "in effect");
    from(json, activated.getPending());
    json.put("revision", activated.getRevision());
    json.put("unchanged", activated.getUnchanged());
    return json;
  }

  /** What became of a rollback. */
  public static ObjectNode of(RollBackModelResponse done) {
    ObjectNode json = JsonText.object();
    json.put("score_name", done.getScoreName());
    JsonText.model(json, done.getModel());
    json.put("revision", done.getRevision());
    return json;
  }

  /** One model, with what it is to its score. */
  public static ObjectNode of(ListModelsResponse all, ModelSummary model) {
    ObjectNode json = JsonText.object();
    JsonText.model(json, model.getModel());
    json.put("title", model.getTitle());
    json.put("score_name", model.getScoreName());
    json.put("origin", ModelText.origin(model));
    json.put("drafted_revision", model.getRevision());
    JsonText.text(json, "state", ModelText.state(all, model));
    from(json, ModelText.pending(all, model));
    var warnings = json.putArray("warnings");
    ModelText.warnings(all, model).forEach(warnings::add);
    json.put("revision", all.getRevision());
    return json;
  }

  private static void from(ObjectNode json, PendingModel pending) {
    boolean told = pending.hasEffectiveTime();
    JsonText.text(json, "effective", told ? Days.iso(pending.getEffectiveTime()) : "");
  }

  /** One event. */
  public static ObjectNode of(ModelEvent event) {
    ObjectNode json = JsonText.object();
    json.put("revision", event.getRevision());
    JsonText.text(
        json, "recorded", event.hasRecordedTime() ? Days.iso(event.getRecordedTime()) : "");
    json.put("event", ModelText.kind(event));
    json.put("score_name", event.getScoreName());
    JsonText.model(json, event.getModel());
    boolean activated = event.hasActivated();
    JsonText.text(
        json, "effective", activated ? Days.iso(event.getActivated().getEffectiveTime()) : "");
    json.put("author", event.getAuthor());
    json.put("reason", event.getReason());
    return json;
  }
}
