package io.barometer.e2e.faults;

import io.barometer.e2e.platform.Database;
import io.barometer.e2e.platform.Outlets;
import io.barometer.embedded.MailMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold of incidents, groups, runs and digests once everything is quiet: what is counted
 * is there, what is numbered has no gaps, and nothing is there twice or not at all.
 */
final class DrillInvariants {
  private final Database database;
  private final Outlets outlets;

  DrillInvariants(Database database, Outlets outlets) {
    this.database = database;
    this.outlets = outlets;
  }

  /**
   * Everything that does not hold, in words.
   *
   * @param published ids of the events in the topic of triggers
   */
  List<String> violations(Set<String> published) {
    List<String> violations = new ArrayList<>();
    violations.addAll(incidents());
    violations.addAll(members());
    violations.addAll(notices());
    violations.addAll(runs());
    violations.addAll(triggers(published));
    violations.addAll(digests());
    return violations;
  }

  private List<String> incidents() {
    return database.texts(
        """
        select format('incident %s counts %s alerts, %s open, and has %s and %s', i.incident_id,
                      i.alerts, i.open_alerts, count(a), count(a) filter (where a.state < 3))
        from alerting.incident i left join alerting.alert a using (incident_id)
        group by i.incident_id
        having i.alerts <> count(a) or i.open_alerts <> count(a) filter (where a.state < 3)
            or (i.resolved_time is null) <> (i.open_alerts > 0)
        union all
        select format('alert %s has no incident', a.alert_id) from alerting.alert a
        where not exists (select from alerting.incident i where i.incident_id = a.incident_id)
        union all
        select format('incident %s has %s changes, numbers up to %s, and counts %s', i.incident_id,
                      count(c), max(c.number), i.changes)
        from alerting.incident i left join alerting.incident_change c using (incident_id)
        group by i.incident_id having count(c) <> i.changes or coalesce(max(c.number), 0) <> i.changes
        """);
  }

  private List<String> members() {
    return database.texts(
        """
        select format('alert %s is in %s groups, and %s was told of it', a.alert_id, count(m), max(m.told))
        from alerting.alert a left join alerting.group_member m using (alert_id)
        where a.rule = ?
        group by a.alert_id, a.state
        having case when a.state < 3 then count(m) <> 1 or max(m.told) <> 1 else coalesce(max(m.told), 0) = 1 end
        union all
        select format('group %s is due since %s', group_id, due_at) from alerting.alert_group
        where due_at < now() - interval '5 s'
        """,
        Drill.GROUPED_RULE);
  }

  private List<String> notices() {
    return database.texts(
        """
        select format('group %s was told %s times, has %s notices, numbers up to %s', g.group_id, g.notices,
                      count(n), max(n.number))
        from alerting.alert_group g left join alerting.notice n using (group_id)
        group by g.group_id having g.notices <> count(n) or g.notices <> coalesce(max(n.number), 0)
        union all
        select format('notice %s of group %s has %s deliveries', n.number, n.group_id, count(d))
        from alerting.notice n left join alerting.delivery d
          on d.group_id = n.group_id and d.number = n.number and d.receiver = ? and d.state in (2, 3, 4)
        group by n.group_id, n.number having count(d) <> 1
        """,
        Outlets.GROUPS);
  }

  private List<String> runs() {
    return database.texts(
        """
        select format('alert %s began %s runs', a.alert_id, count(r))
        from alerting.alert a left join alerting.playbook_run r
          on r.alert_id = a.alert_id and r.playbook = ?
        where a.rule = ? group by a.alert_id having count(r) <> 1
        union all
        select format('run %s has %s triggers', r.run_id, count(t))
        from alerting.playbook_run r left join alerting.trigger t using (run_id)
        where r.playbook = ? group by r.run_id having count(t) <> 1
        union all
        select format('%s triggers, sequences up to %s, head %s, in the topic up to %s', count(t),
                      max(t.sequence), h.last_sequence, p.published)
        from alerting.trigger_head h
        left join alerting.trigger t using (tenant_id)
        left join alerting.trigger_topic p using (tenant_id)
        group by h.tenant_id, h.last_sequence, p.published
        having count(t) <> h.last_sequence or coalesce(max(t.sequence), 0) <> h.last_sequence
            or coalesce(max(t.sequence) filter (where t.topic), 0) <> coalesce(p.published, 0)
        """,
        Drill.PLAYBOOK, Drill.PLAYED_RULE, Drill.PLAYBOOK);
  }

  /**
   * An event may stand in the topic twice, with the same id, and none may be missing or foreign.
   */
  private List<String> triggers(Set<String> published) {
    Set<String> committed =
        new TreeSet<>(database.texts("select trigger_id::text from alerting.trigger where topic"));
    return committed.equals(published)
        ? List.of()
        : List.of(
            "%d triggers for the topic, %d in it".formatted(committed.size(), published.size()));
  }

  /**
   * What came due was made once and came once; a mail that came again has the same Message-ID. One
   * that came due just now may be on its way.
   */
  private List<String> digests() {
    List<String> violations =
        new ArrayList<>(
            database.texts(
                """
                select format('%s: %s digests made, %s sent or on their way, next %s', r.name, count(i),
                              count(d) filter (where d.state in (1, 2)), g.due_at)
                from alerting.receiver r
                join alerting.digest g on g.tenant_id = r.tenant_id and g.receiver = r.name
                left join alerting.delivery d on d.tenant_id = r.tenant_id and d.receiver = r.name
                left join alerting.digest_issue i using (notification_id)
                where r.name like 'digest-%'
                group by r.name, g.due_at
                having count(i) <> count(d) filter (where d.state in (1, 2))
                    or count(i) <> case when g.due_at > now() + interval '23 h' then 1 else 0 end
                """));
    long sent =
        database.number(
            "select count(*) from alerting.digest_issue join alerting.delivery using (notification_id)"
                + " where state = 2");
    long came =
        outlets.mailbox().messages().stream()
            .filter(mail -> mail.to().startsWith("digest-"))
            .map(MailMessage::messageId)
            .distinct()
            .count();
    long made = database.number("select count(*) from alerting.digest_issue");
    if (came < sent || came > made) {
      violations.add(made + " digests were made, " + sent + " recorded as sent, " + came + " came");
    }
    return violations;
  }
}
