package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunChange;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.StepResult;

/** Runs for programs: the keys are a contract, documented in docs/command-line.md. */
public final class RunJson {
  private RunJson() {}

  /** One run. */
  public static ObjectNode of(PlaybookRun run) {
    ObjectNode json = JsonText.object();
    json.put("run", run.getRunId());
    json.put("playbook", run.getPlaybook());
    json.put("title", run.getTitle());
    json.put("account", run.getAccountId());
    json.put("alert", run.getAlertId());
    json.put("state", RunText.state(run.getState()));
    json.put("reason", run.getReason());
    json.put("began", Days.iso(run.getBeginTime()));
    JsonText.text(json, "triggered", run.hasTriggerTime() ? Days.iso(run.getTriggerTime()) : "");
    JsonText.text(json, "lapses", run.hasLapseTime() ? Days.iso(run.getLapseTime()) : "");
    JsonText.text(json, "trigger", run.getTriggerId());
    ArrayNode steps = json.putArray("steps");
    run.getStepsList().forEach(step -> steps.add(step(step)));
    ArrayNode results = json.putArray("step_results");
    run.getStepResultsList().forEach(result -> results.add(result(result)));
    ArrayNode history = json.putArray("history");
    run.getHistoryList().forEach(change -> history.add(change(change)));
    return json;
  }

  /** One run with its alert's rule and what became of telling webhooks. */
  public static ObjectNode of(GetRunResponse found) {
    ObjectNode json = of(found.getRun());
    JsonText.text(json, "rule", found.getAlert().getRule());
    JsonText.text(json, "effect", found.getEffect());
    ArrayNode deliveries = json.putArray("deliveries");
    found.getDeliveriesList().forEach(delivery -> deliveries.add(AlertJson.delivery(delivery)));
    return json;
  }

  private static ObjectNode step(PlaybookStep step) {
    ObjectNode json = JsonText.object().put("title", step.getTitle());
    json.put("who", AlertText.word(step.getWho().name(), "STEP_REACH_"));
    JsonText.text(json, "channel", step.getChannel());
    if (step.hasDueAfter()) {
      json.put("due_after_seconds", step.getDueAfter().getSeconds());
    } else {
      json.putNull("due_after_seconds");
    }
    JsonText.text(json, "instructions", step.getInstructions());
    return json;
  }

  private static ObjectNode result(StepResult result) {
    ObjectNode json = JsonText.object().put("step", result.getStep());
    json.put("outcome", AlertText.word(result.getOutcome().name(), "STEP_OUTCOME_"));
    JsonText.text(json, "note", result.getNote());
    return json;
  }

  private static ObjectNode change(PlaybookRunChange change) {
    ObjectNode json = JsonText.object().put("state", RunText.state(change.getState()));
    json.put("time", Days.iso(change.getTime()));
    JsonText.text(json, "who", change.getWho());
    JsonText.text(json, "note", change.getNote());
    return json;
  }
}
