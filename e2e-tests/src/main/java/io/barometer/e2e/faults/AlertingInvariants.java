package io.barometer.e2e.faults;

import io.barometer.e2e.platform.Database;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.WebhookReceiver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold of alerts and messages: every transition is told or recorded as given up, and told
 * once.
 */
final class AlertingInvariants {
  private final Database database;
  private final Outlets outlets;

  AlertingInvariants(Database database, Outlets outlets) {
    this.database = database;
    this.outlets = outlets;
  }

  /**
   * Everything that does not hold, in words.
   *
   * @param told rule → names of the receivers that it tells
   */
  List<String> violations(Map<String, List<String>> told) {
    List<String> violations = new ArrayList<>();
    told.forEach((rule, receivers) -> receivers.forEach(name -> ended(rule, name, violations)));
    violations.addAll(withoutAlert());
    violations.addAll(toldAtAll(told.keySet()));
    receivedOnce(violations);
    return violations;
  }

  private void ended(String rule, String receiver, List<String> violations) {
    violations.addAll(
        database.texts(
            """
            select format('%s of %s, alert %s: %s deliveries to %s, %s of them ended',
                          case t.about when 1 then 'firing' else 'resolution' end,
                          a.rule, a.alert_id, count(d), ?::text,
                          count(d) filter (where d.state in (2, 3, 4)))
            from alerting.transition t
            join alerting.alert a using (alert_id)
            left join alerting.delivery d
              on d.alert_id = t.alert_id and d.about = t.about and d.receiver = ?
            where a.rule = ?
            group by a.alert_id, a.rule, t.about
            having count(d) <> 1 or count(d) filter (where d.state in (2, 3, 4)) <> 1
            """,
            receiver, receiver, rule));
  }

  private List<String> withoutAlert() {
    return database.texts(
        """
        select format('transition of %s without an alert', alert_id) from alerting.transition t
        where not exists (select from alerting.alert a where a.alert_id = t.alert_id)
        union all
        select format('alert %s is resolved without a transition', alert_id) from alerting.alert a
        where state = 3 and not exists (
          select from alerting.transition t where t.alert_id = a.alert_id and t.about = 3)
        """);
  }

  private List<String> toldAtAll(Collection<String> rules) {
    return database.texts(
        """
        select format('delivery %s belongs to a rule that tells nobody', d.notification_id)
        from alerting.delivery d join alerting.alert a using (alert_id)
        where not a.rule = any(?)
        """,
        (Object) rules.toArray(String[]::new));
  }

  /** Ids received and ids recorded as delivered are the same, and a repeat says the same again. */
  private void receivedOnce(List<String> violations) {
    Map<String, WebhookReceiver.Request> received = outlets.webhook().byId();
    Set<String> delivered =
        new TreeSet<>(
            database.texts(
                "select notification_id::text from alerting.delivery where receiver in (?, ?) and"
                    + " state = 2",
                Outlets.WEBHOOK,
                Outlets.GROUPS));
    for (String id : delivered) {
      if (!received.containsKey(id)) {
        violations.add("notification " + id + " is recorded as delivered and never came");
      }
    }
    for (String id : received.keySet()) {
      if (!delivered.contains(id)) {
        violations.add("notification " + id + " came and is not recorded as delivered");
      }
    }
    for (WebhookReceiver.Request request : outlets.webhook().requests()) {
      WebhookReceiver.Request first = received.get(request.id());
      if (first == null || !first.body().equals(request.body())) {
        violations.add("notification " + request.id() + " came again with another body");
      }
    }
  }
}
