package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.EndTrialResponse;
import io.barometer.proto.scoring.v1.GetTrialResponse;
import io.barometer.proto.scoring.v1.ModelTrial;
import io.barometer.proto.scoring.v1.StartTrialResponse;
import io.barometer.proto.scoring.v1.TrialGroup;
import java.util.ArrayList;
import java.util.List;

/** Trials, for people and for programs. */
public final class TrialText {
  private TrialText() {}

  /** What became of a trial. */
  public static String started(String model, int share, StartTrialResponse started) {
    return "%s runs beside the model in effect for the score %s, %s; revision %d. See: ./barometer trial show"
        .formatted(
            SafeText.line(model), started.getScoreName(), share(share), started.getRevision());
  }

  /** What became of its end. */
  public static String ended(EndTrialResponse ended) {
    return "The trial for the score %s is over; revision %d."
        .formatted(ended.getScoreName(), ended.getRevision());
  }

  private static String share(int percent) {
    return percent == 0
        ? "as a shadow that acts on nothing"
        : "in its place for " + percent + " % of the accounts";
  }

  /** Both models side by side. */
  public static List<String> lines(Terminal terminal, GetTrialResponse trial) {
    ModelTrial candidate = trial.getTrial();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s beside %s, %s, since %s"
            .formatted(
                terminal.paint(Colour.BOLD, ModelText.name(candidate.getModel())),
                ModelText.name(trial.getModel()),
                share(candidate.getSharePercent()),
                Days.minute(candidate.getSinceTime())));
    lines.add("");
    lines.addAll(groups(trial).lines(terminal));
    lines.add("");
    lines.addAll(ReplayText.both(terminal, trial.getFindings()));
    lines.addAll(ReplayText.differing(terminal, trial.getAccountsList()));
    if (trial.getBehind() > 0) {
      lines.add(trial.getBehind() + " accounts are not scored with both models yet.");
    }
    return lines;
  }

  private static Table groups(GetTrialResponse trial) {
    Table table =
        new Table()
            .column("Told by", Align.FLEXIBLE)
            .column("Accounts", Align.RIGHT)
            .column("Scored", Align.RIGHT)
            .column("Mean score", Align.RIGHT)
            .column("Mean change in 30 days", Align.RIGHT);
    for (TrialGroup group : trial.getGroupsList()) {
      table
          .row()
          .cell(ModelText.name(group.getModel()))
          .cell(String.valueOf(group.getAccounts()))
          .cell(String.valueOf(group.getScored()))
          .cell(mean(group.getSumTenths(), group.getScored(), false))
          .cell(mean(group.getSumChange30DTenths(), group.getChanged30D(), true));
    }
    return table;
  }

  private static String mean(long sumTenths, int count, boolean signed) {
    if (count == 0) {
      return "–";
    }
    int mean = (int) Math.round((double) sumTenths / count);
    return signed ? Points.change(mean) : Points.text(mean);
  }

  /** A trial that began. */
  public static ObjectNode json(StartTrialResponse started) {
    return JsonText.object()
        .put("score_name", started.getScoreName())
        .put("revision", started.getRevision())
        .put("unchanged", started.getUnchanged());
  }

  /** A trial that ended. */
  public static ObjectNode json(EndTrialResponse ended) {
    return JsonText.object()
        .put("score_name", ended.getScoreName())
        .put("revision", ended.getRevision());
  }

  /** Both models side by side; the keys are a contract, documented in docs/command-line.md. */
  public static ObjectNode json(GetTrialResponse trial) {
    ObjectNode json = JsonText.object();
    JsonText.model(json.putObject("in_effect"), trial.getModel());
    JsonText.model(json.putObject("candidate"), trial.getTrial().getModel());
    json.put("share_percent", trial.getTrial().getSharePercent());
    json.put("since", Days.iso(trial.getTrial().getSinceTime()));
    ArrayNode groups = json.putArray("groups");
    for (TrialGroup group : trial.getGroupsList()) {
      ObjectNode one = groups.addObject();
      JsonText.model(one, group.getModel());
      one.put("accounts", group.getAccounts()).put("scored", group.getScored());
      mean(one, "mean_score", group.getSumTenths(), group.getScored());
      mean(one, "mean_change_30d", group.getSumChange30DTenths(), group.getChanged30D());
    }
    ReplayJson.lastDay(json, trial.getFindings());
    ArrayNode accounts = json.putArray("accounts");
    trial.getAccountsList().forEach(account -> accounts.add(ReplayJson.of(account)));
    json.put("behind", trial.getBehind());
    return json;
  }

  private static void mean(ObjectNode json, String key, long sumTenths, int count) {
    if (count == 0) {
      json.putNull(key);
    } else {
      json.put(key, sumTenths / 10.0 / count);
    }
  }
}
