package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.RuleMatches;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules for programs; the keys are those of a file of rules. */
public final class RuleJson {
  private RuleJson() {}

  /** A rule. */
  public static ObjectNode of(Rule rule) {
    ObjectNode json = JsonText.object();
    write(json, fields(rule));
    return json;
  }

  /** A rule that was stored. */
  public static ObjectNode of(PutRuleResponse put) {
    return of(put.getRule()).put("matches", put.getMatches());
  }

  /** What a rule matches now. */
  public static ObjectNode of(RuleMatches matches) {
    ObjectNode json =
        JsonText.object()
            .put("rule", matches.getRule())
            .put("matches", matches.getMatches())
            .put("accounts", matches.getAccounts());
    matches.getAccountIdsList().forEach(json.putArray("account_ids")::add);
    return json;
  }

  /** The keys of a file, in its order; numbers, texts, lists and maps. */
  static Map<String, Object> fields(Rule rule) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", rule.getName());
    fields.put("title", rule.getTitle());
    fields.put("severity", AlertText.word(rule.getSeverity().name(), "ALERT_SEVERITY_"));
    text(fields, "owner", rule.getOwner());
    text(fields, "playbook", rule.getPlaybook());
    text(fields, "score", rule.getScoreName());
    if (rule.getReceiversCount() > 0) {
      fields.put("receivers", List.copyOf(rule.getReceiversList()));
    }
    if (!rule.getEnabled()) {
      fields.put("enabled", false);
    }
    fields.put(RuleConditions.kind(rule), RuleConditions.values(rule));
    if (rule.hasClear()) {
      fields.put("clear", RuleConditions.clear(rule));
    }
    if (rule.hasForDuration()) {
      fields.put("for", RuleConditions.duration(rule.getForDuration().getSeconds()));
    }
    if (rule.hasCoolDown()) {
      fields.put("cool_down", RuleConditions.duration(rule.getCoolDown().getSeconds()));
    }
    return fields;
  }

  private static void text(Map<String, Object> fields, String key, String text) {
    if (!text.isEmpty()) {
      fields.put(key, text);
    }
  }

  private static void write(ObjectNode json, Map<?, ?> fields) {
    fields.forEach(
        (name, value) -> {
          String key = name.toString();
          switch (value) {
            case Map<?, ?> map -> write(json.putObject(key), map);
            case List<?> list -> list.forEach(one -> json.withArray(key).add(one.toString()));
            case Boolean flag -> json.put(key, flag);
            case Integer whole -> json.put(key, whole);
            case BigDecimal decimal -> json.put(key, decimal);
            default -> json.put(key, value.toString());
          }
        });
  }
}
