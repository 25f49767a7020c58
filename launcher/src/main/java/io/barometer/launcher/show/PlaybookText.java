package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookApproval;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import java.util.ArrayList;
import java.util.List;

/** Playbooks for people. */
public final class PlaybookText {
  private PlaybookText() {}

  /** A line per playbook, and below it what it is for. */
  public static List<String> table(Terminal terminal, List<Playbook> playbooks) {
    Table table =
        new Table()
            .column("Playbook", Align.LEFT)
            .column("Steps", Align.RIGHT)
            .column("Approval", Align.LEFT)
            .column("Begins with", Align.FLEXIBLE)
            .column("Tells", Align.FLEXIBLE);
    for (Playbook playbook : playbooks) {
      table
          .row()
          .cell(playbook.getName())
          .cell(Integer.toString(playbook.getStepsCount()))
          .cell(approval(playbook))
          .cell(trigger(playbook))
          .cell(targets(playbook))
          .below(playbook.getDescription());
    }
    return table.lines(terminal);
  }

  /** One that was stored. */
  public static String put(Playbook playbook) {
    return SafeText.line(
        "%s: %d step%s, %s."
            .formatted(
                playbook.getName(),
                playbook.getStepsCount(),
                playbook.getStepsCount() == 1 ? "" : "s",
                needsApproval(playbook)
                    ? "each run waits for a person's approval"
                    : "runs need no approval"));
  }

  /** What playbooks match now. */
  public static List<String> matches(Terminal terminal, List<ValidatePlaybookResponse> valid) {
    Table table =
        new Table()
            .column("Playbook", Align.LEFT)
            .column("Approval", Align.LEFT)
            .column("Open alerts", Align.RIGHT)
            .column("Accounts", Align.FLEXIBLE);
    for (ValidatePlaybookResponse one : valid) {
      table
          .row()
          .cell(one.getPlaybook().getName())
          .cell(approval(one.getPlaybook()))
          .cell(one.getMatchingAlerts() + " of " + one.getOpenAlerts())
          .cell(
              one.getMatchingAccounts()
                  + (one.getMatchingAccounts() == 0
                      ? ""
                      : ": " + String.join(", ", one.getAccountIdsList())));
    }
    return table.lines(terminal);
  }

  /** What a playbook matches now, for programs. */
  public static ObjectNode json(ValidatePlaybookResponse one) {
    ObjectNode json =
        JsonText.object()
            .put("playbook", one.getPlaybook().getName())
            .put("approval", approval(one.getPlaybook()))
            .put("matching_alerts", one.getMatchingAlerts())
            .put("open_alerts", one.getOpenAlerts())
            .put("matching_accounts", one.getMatchingAccounts());
    one.getAccountIdsList().forEach(json.putArray("account_ids")::add);
    return json;
  }

  private static boolean needsApproval(Playbook playbook) {
    return playbook.getApproval() == PlaybookApproval.PLAYBOOK_APPROVAL_REQUIRED;
  }

  private static String approval(Playbook playbook) {
    return needsApproval(playbook) ? "required" : "none";
  }

  private static String trigger(Playbook playbook) {
    List<String> parts = new ArrayList<>(playbook.getTrigger().getRulesList());
    if (playbook.getTrigger().getMatchersCount() > 0) {
      parts.add(String.join(" and ", playbook.getTrigger().getMatchersList()));
    }
    return parts.isEmpty() ? "rules of its name" : String.join(", ", parts);
  }

  private static String targets(Playbook playbook) {
    List<String> parts = new ArrayList<>(List.of("gRPC"));
    if (playbook.getTargets().getKafka()) {
      parts.add("Kafka");
    }
    parts.addAll(playbook.getTargets().getWebhooksList());
    return String.join(", ", parts);
  }
}
