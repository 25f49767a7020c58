package io.barometer.alerting.rule;

import io.barometer.alerting.audit.SessionTrail;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantSession;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.DeleteRuleResponse;
import io.barometer.proto.alerting.v1.ListRulesResponse;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.ValidateRulesRequest;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** Puts, lists and removes rules. A rule that changes its condition or ends resolves its alerts. */
@ApplicationScoped
public class Rules {

  private final TenantSession sessions;
  private final RuleStore rules;
  private final ReceiverStore receivers;
  private final RuleMatches matches;
  private final SessionTrail trail;

  Rules(
      TenantSession sessions,
      RuleStore rules,
      ReceiverStore receivers,
      RuleMatches matches,
      SessionTrail trail) {
    this.sessions = sessions;
    this.rules = rules;
    this.receivers = receivers;
    this.matches = matches;
    this.trail = trail;
  }

  /** Creates or replaces a rule. */
  public Uni<PutRuleResponse> put(PutRuleRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Violations violations = new Violations();
    new RuleChecks(violations).check("rule", request.getRule());
    violations.throwIfAny();
    Rule rule = titled(request.getRule());
    return sessions.change(
        tenantId,
        session ->
            rules
                .seed(session, tenantId)
                .chain(() -> receivers.names(tenantId))
                .invoke(known -> checkReceivers(rule, known))
                .chain(() -> matches.count(session, List.of(rule)))
                .map(List::getFirst)
                .invoke(found -> confirm(request, found))
                .call(() -> replace(session, caller, rule, request))
                .map(
                    found ->
                        PutRuleResponse.newBuilder()
                            .setRule(rule)
                            .setMatches(found.matching())
                            .build()));
  }

  /** Notes everything that is wrong with rules themselves, under their places in a list. */
  public void check(List<Rule> all, Violations violations) {
    new RuleChecks(violations).all(all, true);
  }

  /** Checks rules and tells what they match now; stores nothing. */
  public Uni<ValidateRulesResponse> validate(ValidateRulesRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    RuleChecks checks = new RuleChecks(violations);
    checks.all(request.getRulesList(), false);
    return sessions.read(
        tenantId,
        session ->
            receivers
                .names(tenantId)
                .invoke(
                    known -> {
                      for (int i = 0; i < request.getRulesCount(); i++) {
                        checks.receivers("rules[" + i + "]", request.getRules(i), known);
                      }
                      violations.throwIfAny();
                    })
                .chain(() -> matches.count(session, request.getRulesList()))
                .map(found -> validated(request.getRulesList(), found)));
  }

  private static ValidateRulesResponse validated(List<Rule> rules, List<RuleMatches.Count> found) {
    var response = ValidateRulesResponse.newBuilder();
    for (int i = 0; i < rules.size(); i++) {
      response.addRules(
          io.barometer.proto.alerting.v1.RuleMatches.newBuilder()
              .setRule(rules.get(i).getName())
              .setMatches(found.get(i).matching())
              .setAccounts(found.get(i).accounts())
              .addAllAccountIds(found.get(i).examples()));
    }
    return response.build();
  }

  /** All rules of the caller's tenant. */
  public Uni<ListRulesResponse> list() {
    String tenantId = Caller.current().tenantId();
    return sessions.read(
        tenantId,
        session ->
            rules
                .seed(session, tenantId)
                .chain(() -> rules.all(tenantId))
                .map(all -> ListRulesResponse.newBuilder().addAllRules(all).build()));
  }

  /** Removes a rule and resolves its alerts. */
  public Uni<DeleteRuleResponse> delete(DeleteRuleRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    NameCheck.require("name", request.getName());
    Change change =
        Change.of(AuditAction.AUDIT_ACTION_RULE_DELETED, target(request.getName()), request);
    return sessions.change(
        tenantId,
        session ->
            rules
                .seed(session, tenantId)
                .chain(() -> rules.remove(tenantId, request.getName()))
                .invoke(
                    removed -> {
                      if (!removed) {
                        throw unknown(request.getName());
                      }
                    })
                .chain(() -> matches.resolveAlerts(session, tenantId, request.getName()))
                .chain(() -> trail.record(session, caller, change))
                .replaceWith(DeleteRuleResponse.getDefaultInstance()));
  }

  private Uni<Void> replace(Session session, Caller caller, Rule rule, PutRuleRequest request) {
    String tenantId = caller.tenantId();
    Change change =
        Change.of(AuditAction.AUDIT_ACTION_RULE_CHANGED, target(rule.getName()), request);
    return rules
        .all(tenantId)
        .chain(
            all -> {
              boolean same = all.stream().anyMatch(old -> watchesTheSame(old, rule));
              return same
                  ? Uni.createFrom().voidItem()
                  : matches.resolveAlerts(session, tenantId, rule.getName());
            })
        .chain(() -> rules.put(tenantId, rule))
        .call(() -> matches.lookAgain(session, tenantId))
        .chain(another -> trail.recordWhen(another, session, caller, change));
  }

  private static String target(String name) {
    return "rule " + name;
  }

  private static boolean watchesTheSame(Rule old, Rule rule) {
    return old.getName().equals(rule.getName())
        && rule.getEnabled()
        && RuleMessages.scoreName(old).equals(RuleMessages.scoreName(rule))
        && ConditionMessages.condition(old).equals(ConditionMessages.condition(rule));
  }

  private static Rule titled(Rule rule) {
    return rule.getTitle().isEmpty() ? rule.toBuilder().setTitle(rule.getName()).build() : rule;
  }

  private static void checkReceivers(Rule rule, Set<String> known) {
    Violations violations = new Violations();
    new RuleChecks(violations).receivers("rule", rule, known);
    violations.throwIfAny();
  }

  private static void confirm(PutRuleRequest request, RuleMatches.Count found) {
    boolean confirmed =
        request.hasConfirmMatches() && request.getConfirmMatches() == found.matching();
    if (found.everything() && !confirmed) {
      String count = Integer.toString(found.matching());
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_MATCHES_EVERYTHING)
          .message(
              "The rule matches every account now ("
                  + count
                  + "). Set confirm_matches to that number if you mean it.")
          .meta("matches", count);
    }
  }

  private static Refusal unknown(String name) {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no rule \"" + name + "\".");
  }
}
