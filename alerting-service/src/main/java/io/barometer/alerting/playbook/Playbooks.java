package io.barometer.alerting.playbook;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.rule.DefaultRuleRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.DeletePlaybookRequest;
import io.barometer.proto.alerting.v1.DeletePlaybookResponse;
import io.barometer.proto.alerting.v1.ListPlaybooksResponse;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PutPlaybookRequest;
import io.barometer.proto.alerting.v1.PutPlaybookResponse;
import io.barometer.proto.alerting.v1.ValidatePlaybookRequest;
import io.barometer.proto.alerting.v1.ValidatePlaybookResponse;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts, checks, lists and removes a tenant's playbooks. */
@ApplicationScoped
public class Playbooks {
  private static final int MOST = 500;
  private static final int EXAMPLES = 10;

  private final TenantTransactions transactions;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  Playbooks(TenantTransactions transactions, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
  }

  /** Creates or replaces a playbook; a replacement keeps the time from which it is active. */
  public Uni<PutPlaybookResponse> put(PutPlaybookRequest request) {
    Caller caller = Caller.current();
    check(request.getPlaybook());
    return transactions.run(caller.tenantId(), tx -> put(tx, caller, request));
  }

  /** Checks a playbook and tells what it would match now; stores nothing. */
  public Uni<ValidatePlaybookResponse> validate(ValidatePlaybookRequest request) {
    String tenantId = Caller.current().tenantId();
    check(request.getPlaybook());
    return transactions.run(
        tenantId, tx -> matches(tx, tenantId, checked(tx, tenantId, request.getPlaybook())));
  }

  /** All playbooks of the caller's tenant. */
  public Uni<ListPlaybooksResponse> list() {
    String tenantId = Caller.current().tenantId();
    return transactions.run(
        tenantId,
        tx ->
            ListPlaybooksResponse.newBuilder()
                .addAllPlaybooks(TenantPlaybooks.stored(tx, tenantId))
                .build());
  }

  /** Removes a playbook; its runs stay. */
  public Uni<DeletePlaybookResponse> delete(DeletePlaybookRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Violations violations = new Violations();
    if (request.getName().isBlank()) {
      violations.add("name", ErrorReason.ERROR_REASON_REQUIRED, "name the playbook");
    }
    NameCheck.text("name", request.getName(), 200, violations);
    violations.throwIfAny();
    return transactions.run(
        tenantId,
        tx -> {
          touch(tx, tenantId);
          int removed =
              tx.update(
                  "delete from alerting.playbook where tenant_id = $1 and name = $2",
                  Tuple.of(tenantId, request.getName()));
          if (removed == 0) {
            throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
                .message("There is no playbook \"" + request.getName() + "\".");
          }
          trail.record(
              tx,
              caller,
              Change.of(
                  AuditAction.AUDIT_ACTION_PLAYBOOK_DELETED, target(request.getName()), request));
          return DeletePlaybookResponse.getDefaultInstance();
        });
  }

  private PutPlaybookResponse put(Tx tx, Caller caller, PutPlaybookRequest request) {
    String tenantId = caller.tenantId();
    touch(tx, tenantId);
    Playbook playbook = checked(tx, tenantId, request.getPlaybook());
    boolean same = TenantPlaybooks.stored(tx, tenantId).contains(playbook);
    tx.query(
        """
        insert into alerting.playbook (tenant_id, name, definition) values ($1, $2, $3)
        on conflict (tenant_id, name) do update set definition = excluded.definition""",
        Tuple.of(tenantId, playbook.getName(), Buffer.buffer(playbook.toByteArray())));
    if (!same) {
      trail.record(
          tx,
          caller,
          Change.of(
              AuditAction.AUDIT_ACTION_PLAYBOOK_CHANGED, target(playbook.getName()), request));
    }
    return PutPlaybookResponse.newBuilder().setPlaybook(playbook).build();
  }

  private static String target(String name) {
    return "playbook " + name;
  }

  /** Waits until no evaluation uses the old playbooks, and makes the next one read the new ones. */
  private static void touch(Tx tx, String tenantId) {
    DefaultRuleRows.seed(tx, List.of(tenantId));
    tx.query(
        "update alerting.tenant set config_version = config_version + 1 where tenant_id = $1",
        Tuple.of(tenantId));
  }

  private static void check(Playbook playbook) {
    Violations violations = new Violations();
    new PlaybookReader(violations).check(playbook);
    violations.throwIfAny();
  }

  private Playbook checked(Tx tx, String tenantId, Playbook asked) {
    Violations violations = new Violations();
    DefaultRuleRows.seed(tx, List.of(tenantId));
    Set<String> rules = new TreeSet<>();
    tx.query("select name from alerting.rule where tenant_id = $1", Tuple.of(tenantId))
        .forEach(row -> rules.add(row.getString(0)));
    new PlaybookReader(violations).names(asked, rules, ReceiverRows.all(tx, tenantId));
    List<Playbook> stored = TenantPlaybooks.stored(tx, tenantId);
    Timestamp activeFrom =
        stored.stream()
            .filter(old -> old.getName().equals(asked.getName()))
            .map(Playbook::getActiveFromTime)
            .findFirst()
            .orElseGet(() -> ProtoTime.timestamp(clock.instant()));
    if (stored.size() >= MOST
        && stored.stream().noneMatch(old -> old.getName().equals(asked.getName()))) {
      violations.add(
          "playbook.name", ErrorReason.ERROR_REASON_RANGE, "at most " + MOST + " playbooks");
    }
    violations.throwIfAny();
    return PlaybookReader.filled(asked, activeFrom);
  }

  private static ValidatePlaybookResponse matches(Tx tx, String tenantId, Playbook playbook) {
    var policy = PlaybookReader.policy(playbook);
    int open = 0;
    int matching = 0;
    Set<String> accounts = new TreeSet<>();
    for (Row row :
        tx.query(
            "select labels::text from alerting.alert where tenant_id = $1 and state < 3",
            Tuple.of(tenantId))) {
      Labels labels = LabelsJson.labels(row.getString(0));
      open++;
      if (policy.matches(labels)) {
        matching++;
        accounts.add(labels.text(Label.ACCOUNT));
      }
    }
    return ValidatePlaybookResponse.newBuilder()
        .setPlaybook(playbook)
        .setOpenAlerts(open)
        .setMatchingAlerts(matching)
        .setMatchingAccounts(accounts.size())
        .addAllAccountIds(accounts.stream().limit(EXAMPLES).toList())
        .build();
  }
}
