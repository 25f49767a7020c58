package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.GetReplayAccountResponse;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayDay;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ScoreRun;
import java.util.List;

/** Replays for programs: the keys are a contract, documented in docs/command-line.md. */
public final class ReplayJson {
  private ReplayJson() {}

  /** A replay with what it has found. */
  public static ObjectNode of(Replay replay) {
    ObjectNode json = JsonText.object();
    json.put("replay", replay.getReplayId());
    json.put("state", ReplayText.word(replay));
    json.put("score_name", replay.getScoreName());
    JsonText.model(json.putObject("baseline"), replay.getBaseline());
    JsonText.model(json.putObject("candidate"), replay.getCandidate());
    json.put("first_date", Days.day(replay.getFirstDate()).toString());
    json.put("last_date", Days.day(replay.getLastDate()).toString());
    json.put("accounts", replay.getAccounts());
    json.put("total_accounts", replay.getTotalAccounts());
    json.put("created", Days.iso(replay.getCreatedTime()));
    JsonText.text(json, "ended", replay.hasEndedTime() ? Days.iso(replay.getEndedTime()) : "");
    JsonText.text(json, "error", replay.getError());
    findings(json, replay.getFindings());
    return json;
  }

  /** What both models say on one day. */
  static void lastDay(ObjectNode json, ReplayFindings found) {
    json.set("bands", bands(found.getBandsList()));
    ArrayNode moves = json.putArray("moves");
    for (BandMove move : found.getMovesList()) {
      moves
          .addObject()
          .put("from", move.getFrom())
          .put("to", move.getTo())
          .put("accounts", move.getAccounts());
    }
    json.put("compared", found.getCompared());
    boolean any = found.getCompared() > 0;
    mean(json, "mean_change", any, found.getSumChangeTenths(), found.getCompared());
    mean(json, "mean_distance", any, found.getSumDistanceTenths(), found.getCompared());
    ArrayNode before = json.putArray("baseline_deciles");
    found.getBaselineDecilesList().forEach(before::add);
    ArrayNode after = json.putArray("candidate_deciles");
    found.getCandidateDecilesList().forEach(after::add);
  }

  private static void findings(ObjectNode json, ReplayFindings found) {
    lastDay(json, found);
    json.put("account_days", found.getAccountDays());
    json.put("account_days_in_other_band", found.getAccountDaysInOtherBand());
    ArrayNode days = json.putArray("days");
    for (ReplayDay day : found.getDaysList()) {
      days.addObject()
          .put("date", Days.day(day.getDate()).toString())
          .set("bands", bands(day.getBandsList()));
    }
  }

  private static void mean(ObjectNode json, String key, boolean any, long sumTenths, int count) {
    if (any) {
      json.put(key, sumTenths / 10.0 / count);
    } else {
      json.putNull(key);
    }
  }

  private static ArrayNode bands(List<ReplayBand> bands) {
    ArrayNode all = JsonText.object().arrayNode();
    for (ReplayBand band : bands) {
      all.addObject()
          .put("band", band.getBand())
          .put("baseline", band.getBaseline())
          .put("candidate", band.getCandidate());
    }
    return all;
  }

  /** An account of a replay. */
  public static ObjectNode of(ReplayAccount account) {
    ObjectNode json = JsonText.object();
    json.put("account", account.getAccount().getAccountId());
    json.put("name", account.getAccount().getName());
    JsonText.score(json.putObject("baseline"), account.getBaseline());
    JsonText.score(json.putObject("candidate"), account.getCandidate());
    JsonText.points(json, "change", account.hasChangeTenths(), account.getChangeTenths());
    boolean any = account.hasMostChangeDate();
    JsonText.points(json, "most_change", any, account.getMostChangeTenths());
    JsonText.text(
        json, "most_change_date", any ? Days.day(account.getMostChangeDate()).toString() : "");
    json.put("days_in_other_band", account.getDaysInOtherBand());
    return json;
  }

  /** An account day by day. */
  public static ObjectNode of(GetReplayAccountResponse found) {
    ObjectNode json = of(found.getAccount());
    json.put("first_date", Days.day(found.getFirstDate()).toString());
    runs(json.putArray("baseline_runs"), found.getBaselineList());
    runs(json.putArray("candidate_runs"), found.getCandidateList());
    ArrayNode entries = json.putArray("entries");
    found.getEntriesList().forEach(entry -> entries.add(LedgerJson.entry(entry)));
    return json;
  }

  private static void runs(ArrayNode array, List<ScoreRun> runs) {
    for (ScoreRun run : runs) {
      ObjectNode json = array.addObject().put("days", run.getDays());
      JsonText.points(json, "score", run.hasTenths(), run.getTenths());
      json.put("band", run.getBand());
    }
  }

  /** A replay that is no longer there. */
  public static ObjectNode deleted(String id) {
    return JsonText.object().put("replay", id).put("deleted", true);
  }
}
