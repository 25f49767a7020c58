package io.barometer.alerting.playbook;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookApproval;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.StepReach;
import io.barometer.proto.error.v1.ErrorReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a playbook message: what is wrong with it, and what the policy asks of it. */
public final class PlaybookReader {
  private static final int MOST_STEPS = 50;
  private static final int MOST_NAMES = 100;
  private static final int NAME = 200;
  private static final int DESCRIPTION = 2_000;
  private static final int INSTRUCTIONS = 4_000;
  private static final long LONGEST_SECONDS = 366L * 24 * 3_600;
  private static final Duration WEEK = Duration.newBuilder().setSeconds(7L * 24 * 3_600).build();

  private final Violations violations;

  PlaybookReader(Violations violations) {
    this.violations = violations;
  }

  /** The message of a stored playbook. */
  static Playbook message(byte[] definition) {
    try {
      return Playbook.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored playbook cannot be read", e);
    }
  }

  /** The names of those of some stored playbooks that tell a receiver, joined by commas. */
  public static String naming(String receiver, List<byte[]> definitions) {
    return definitions.stream()
        .map(PlaybookReader::message)
        .filter(playbook -> playbook.getTargets().getWebhooksList().contains(receiver))
        .map(Playbook::getName)
        .collect(Collectors.joining(","));
  }

  /** What the policy asks of a playbook that was {@link #filled} in. */
  static io.barometer.routing.playbook.Playbook policy(Playbook playbook) {
    Violations none = new Violations();
    RoutingReader matchers = new RoutingReader(none);
    var policy =
        new io.barometer.routing.playbook.Playbook(
            playbook.getName(),
            Set.copyOf(playbook.getTrigger().getRulesList()),
            matchers.matchers("matchers", playbook.getTrigger().getMatchersList()),
            matchers.matchers("audience", playbook.getAudienceList()),
            playbook.getApproval() != PlaybookApproval.PLAYBOOK_APPROVAL_NONE,
            java.time.Duration.ofSeconds(playbook.getApprovalLapsesAfter().getSeconds()),
            java.time.Duration.ofSeconds(playbook.getCoolDown().getSeconds()),
            ProtoTime.instant(playbook.getActiveFromTime()));
    none.throwIfAny();
    return policy;
  }

  /** The playbook with what was left open filled in. */
  static Playbook filled(Playbook asked, Timestamp activeFrom) {
    Playbook.Builder filled = asked.toBuilder();
    if (asked.getTitle().isEmpty()) {
      filled.setTitle(asked.getName());
    }
    if (asked.getApproval() == PlaybookApproval.PLAYBOOK_APPROVAL_UNSPECIFIED) {
      filled.setApproval(
          toCustomer(asked).isPresent()
              ? PlaybookApproval.PLAYBOOK_APPROVAL_REQUIRED
              : PlaybookApproval.PLAYBOOK_APPROVAL_NONE);
    }
    if (!asked.hasApprovalLapsesAfter()) {
      filled.setApprovalLapsesAfter(WEEK);
    }
    if (!asked.hasActiveFromTime()) {
      filled.setActiveFromTime(activeFrom);
    }
    return filled.build();
  }

  private static Optional<PlaybookStep> toCustomer(Playbook playbook) {
    return playbook.getStepsList().stream()
        .filter(step -> step.getWho() == StepReach.STEP_REACH_CUSTOMER)
        .findFirst();
  }

  /** Notes what is wrong with a playbook itself. */
  void check(Playbook playbook) {
    if (playbook.getName().isBlank()) {
      note("playbook.name", ErrorReason.ERROR_REASON_REQUIRED, "give it a name");
    }
    NameCheck.text("playbook.name", playbook.getName(), NAME, violations);
    NameCheck.text("playbook.title", playbook.getTitle(), NAME, violations);
    prose("playbook.description", playbook.getDescription(), DESCRIPTION);
    most("playbook.trigger.rules", playbook.getTrigger().getRulesCount(), MOST_NAMES);
    most("playbook.trigger.matchers", playbook.getTrigger().getMatchersCount(), MOST_NAMES);
    most("playbook.audience", playbook.getAudienceCount(), MOST_NAMES);
    RoutingReader matchers = new RoutingReader(violations);
    matchers.matchers("playbook.trigger.matchers", playbook.getTrigger().getMatchersList());
    matchers.matchers("playbook.audience", playbook.getAudienceList());
    steps(playbook);
    approval(playbook);
    length("playbook.cool_down", playbook.getCoolDown(), 0);
    if (playbook.hasApprovalLapsesAfter()) {
      length("playbook.approval_lapses_after", playbook.getApprovalLapsesAfter(), 1);
    }
    TimeCheck.check("playbook.active_from_time", playbook.getActiveFromTime(), violations);
  }

  /** Notes names of rules and receivers that there are not, or that cannot be told. */
  void names(Playbook playbook, Set<String> rules, Map<String, Receiver> receivers) {
    for (int i = 0; i < playbook.getTrigger().getRulesCount(); i++) {
      String rule = playbook.getTrigger().getRules(i);
      if (!rules.contains(rule)) {
        String path = "playbook.trigger.rules[" + i + "]";
        note(path, ErrorReason.ERROR_REASON_NAME_UNKNOWN, "there is no rule \"" + rule + "\"");
      }
    }
    most("playbook.targets.webhooks", playbook.getTargets().getWebhooksCount(), MOST_NAMES);
    for (int i = 0; i < playbook.getTargets().getWebhooksCount(); i++) {
      String name = playbook.getTargets().getWebhooks(i);
      String path = "playbook.targets.webhooks[" + i + "]";
      Receiver receiver = receivers.get(name);
      if (receiver == null) {
        violations.add(
            path,
            ErrorReason.ERROR_REASON_RECEIVER_UNKNOWN,
            "there is no receiver \"" + name + "\"; create it first",
            "receiver",
            name);
      } else if (!receiver.hasWebhook()) {
        note(path, ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "\"" + name + "\" is no webhook");
      }
    }
  }

  private void steps(Playbook playbook) {
    if (playbook.getStepsCount() == 0) {
      note("playbook.steps", ErrorReason.ERROR_REASON_REQUIRED, "say what is to be done");
    }
    most("playbook.steps", playbook.getStepsCount(), MOST_STEPS);
    for (int i = 0; i < Math.min(MOST_STEPS, playbook.getStepsCount()); i++) {
      PlaybookStep step = playbook.getSteps(i);
      String path = "playbook.steps[" + i + "]";
      if (step.getTitle().isBlank()) {
        note(path + ".title", ErrorReason.ERROR_REASON_REQUIRED, "say what is to be done");
      }
      NameCheck.text(path + ".title", step.getTitle(), NAME, violations);
      NameCheck.text(path + ".channel", step.getChannel(), NAME, violations);
      prose(path + ".instructions", step.getInstructions(), INSTRUCTIONS);
      length(path + ".due_after", step.getDueAfter(), 0);
      if (step.getWho() == StepReach.STEP_REACH_UNSPECIFIED
          || step.getWho() == StepReach.UNRECOGNIZED) {
        note(path + ".who", ErrorReason.ERROR_REASON_REQUIRED, "use INTERNAL or CUSTOMER");
      }
    }
  }

  private void approval(Playbook playbook) {
    if (playbook.getApproval() == PlaybookApproval.UNRECOGNIZED) {
      note(
          "playbook.approval",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "use NONE or REQUIRED, or leave it open");
    } else if (playbook.getApproval() == PlaybookApproval.PLAYBOOK_APPROVAL_NONE) {
      toCustomer(playbook)
          .ifPresent(
              step ->
                  note(
                      "playbook.approval",
                      ErrorReason.ERROR_REASON_APPROVAL_NEEDED,
                      "steps[%d] \"%s\" reaches the customer, which takes a person's approval: use REQUIRED"
                          .formatted(playbook.getStepsList().indexOf(step), step.getTitle())));
    }
  }

  private void length(String path, Duration length, long least) {
    boolean whole = length.getNanos() == 0;
    if (!whole || length.getSeconds() < least || length.getSeconds() > LONGEST_SECONDS) {
      note(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "use whole seconds, " + (least > 0 ? "more than 0" : "0") + " to 366 days");
    }
  }

  private void most(String path, int count, int most) {
    if (count > most) {
      violations.add(
          path,
          ErrorReason.ERROR_REASON_RANGE,
          "at most " + most,
          "max",
          Integer.toString(most),
          "actual",
          Integer.toString(count));
    }
  }

  /** A text that may have several lines. */
  private void prose(String path, String text, int most) {
    NameCheck.text(path, text.replaceAll("[\r\n\t]", " "), most, violations);
  }

  private void note(String path, ErrorReason reason, String text) {
    violations.add(path, reason, text);
  }
}
