package io.barometer.model.alert;

/**
 * A rule.
 *
 * @param name unique in the tenant
 * @param title for people
 * @param severity how urgent its alerts are
 * @param playbook the playbook it triggers; empty for none
 * @param condition what it watches
 */
public record AlertRule(
    String name, String title, Severity severity, String playbook, Condition condition) {

  /**
   * What an account's memory of this rule is kept under. It changes with the condition, so a
   * changed rule starts without memory.
   */
  public String key() {
    return name + '|' + condition.canonical();
  }
}
