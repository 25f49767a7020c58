package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import java.util.List;

/** What would be, for programs: the keys are a contract, documented in docs/command-line.md. */
public final class WhatIfJson {
  private WhatIfJson() {}

  /** Both scores of an account, the difference in parts, and what each is made of. */
  public static ObjectNode of(SimulateScoreResponse answer) {
    ObjectNode json = JsonText.object();
    json.put("account", answer.getActual().getAccount().getAccountId());
    json.set("actual", ScoreJson.of(answer.getActual()));
    json.set("simulated", ScoreJson.of(answer.getSimulated()));
    JsonText.points(json, "change", answer.hasChangeTenths(), answer.getChangeTenths());
    json.put("left_out_events", answer.getLeftOutEvents());
    ArrayNode entries = json.putArray("entries");
    answer.getEntriesList().forEach(entry -> entries.add(LedgerJson.entry(entry)));
    contributions(json, "actual_contributions", answer.getActualContributionsList());
    contributions(json, "simulated_contributions", answer.getSimulatedContributionsList());
    return json;
  }

  private static void contributions(ObjectNode json, String key, List<Contribution> parts) {
    ArrayNode array = json.putArray(key);
    parts.forEach(part -> array.add(ScoreJson.contribution(part)));
  }

  /** The portfolio before and after. */
  public static ObjectNode of(SimulatePortfolioResponse answer) {
    ObjectNode json = JsonText.object();
    json.put("accounts", answer.getTotalSize());
    json.put("as_of", Days.iso(answer.getAsOfTime()));
    json.set("actual_model", model(answer.getActualModel()));
    json.set("simulated_model", model(answer.getSimulatedModel()));
    ArrayNode actual = json.putArray("actual_bands");
    answer.getActualBandsList().forEach(band -> actual.add(ScoreJson.of(band)));
    ArrayNode simulated = json.putArray("simulated_bands");
    answer.getSimulatedBandsList().forEach(band -> simulated.add(ScoreJson.of(band)));
    ArrayNode moves = json.putArray("moves");
    answer
        .getMovesList()
        .forEach(
            move ->
                moves
                    .addObject()
                    .put("from", move.getFrom())
                    .put("to", move.getTo())
                    .put("accounts", move.getAccounts()));
    ArrayNode before = json.putArray("actual_distribution");
    answer.getActualDistributionList().forEach(before::add);
    ArrayNode after = json.putArray("simulated_distribution");
    answer.getSimulatedDistributionList().forEach(after::add);
    ArrayNode moved = json.putArray("moved");
    answer
        .getAccountsList()
        .forEach(
            one -> {
              ObjectNode account =
                  moved.addObject().put("account", one.getAccount().getAccountId());
              ObjectNode then = account.putObject("actual");
              JsonText.score(then, one.getActual());
              ObjectNode now = account.putObject("simulated");
              JsonText.score(now, one.getSimulated());
              JsonText.points(account, "change", one.hasChangeTenths(), one.getChangeTenths());
            });
    return json;
  }

  private static ObjectNode model(ModelRef model) {
    ObjectNode json = JsonText.object();
    JsonText.model(json, model);
    return json;
  }
}
