package io.barometer.alerting.playbook;

import io.barometer.alerting.alert.AlertRows;
import io.barometer.alerting.alert.DeliveryRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.GetRunRequest;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.ListRunsResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lists and tells runs. */
@ApplicationScoped
public class Runs {
  private static final String MATCHING =
      """
      r.tenant_id = $1 and ($2 = '' or r.playbook = $2) and ($3 = '' or r.account_id = $3)
        and (cardinality($4::int[]) = 0 or r.state = any($4))""";

  private final TenantTransactions transactions;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PageTokens tokens;
  private final Effects effects;

  Runs(TenantTransactions transactions, PageTokens tokens, Effects effects) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.effects = effects;
  }

  /** A page of runs, newest first. */
  public Uni<ListRunsResponse> list(ListRunsRequest request) {
    String tenantId = Caller.current().tenantId();
    RunPage page = RunPage.of(tenantId, request, tokens);
    return transactions.run(tenantId, tx -> list(tx, tenantId, page));
  }

  /** One run, with its alert and what became of telling webhooks. */
  public Uni<GetRunResponse> get(GetRunRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    UUID id = NameCheck.id("run_id", request.getRunId(), "name the run", violations);
    violations.throwIfAny();
    return transactions
        .run(tenantId, tx -> get(tx, id))
        .emitOn(threads)
        .map(told -> withEffect(tenantId, told));
  }

  /** The run, as the transaction sees it. */
  static PlaybookRun find(Tx tx, UUID id) {
    return RunRows.byId(tx, id)
        .orElseThrow(
            () ->
                Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
                    .message("There is no run " + id + "."));
  }

  private GetRunResponse withEffect(String tenantId, GetRunResponse told) {
    String playbook = told.getRun().getPlaybook();
    return told.toBuilder().setEffect(effects.sentence(tenantId, playbook)).build();
  }

  private static GetRunResponse get(Tx tx, UUID id) {
    PlaybookRun run = find(tx, id);
    UUID alertId = UUID.fromString(run.getAlertId());
    GetRunResponse.Builder told = GetRunResponse.newBuilder().setRun(run);
    Alert alert = AlertRows.byId(tx, List.of(alertId)).get(alertId);
    if (alert != null) {
      told.setAlert(alert);
    }
    if (!run.getTriggerId().isEmpty()) {
      told.addAllDeliveries(DeliveryRows.ofTrigger(tx, UUID.fromString(run.getTriggerId())));
    }
    return told.build();
  }

  private ListRunsResponse list(Tx tx, String tenantId, RunPage page) {
    NewestFirst rows = page.rows();
    long total =
        tx.query(
                "select count(*) from alerting.playbook_run r where " + MATCHING,
                page.filter(tenantId))
            .iterator()
            .next()
            .getLong(0);
    List<PlaybookRun> runs =
        RunRows.runs(
            tx,
            tx.query(
                RunRows.SELECT
                    + "where "
                    + MATCHING
                    + """
                     and (r.begin_time, r.run_id) < ($5, $6)
                    order by r.begin_time desc, r.run_id desc limit $7""",
                rows.addTo(page.filter(tenantId))));
    ListRunsResponse.Builder response =
        ListRunsResponse.newBuilder()
            .setTotalSize((int) total)
            .addAllRuns(runs.subList(0, Math.min(rows.size(), runs.size())));
    if (runs.size() > rows.size()) {
      PlaybookRun last = response.getRuns(rows.size() - 1);
      response.setNextPageToken(
          rows.next(ProtoTime.utc(last.getBeginTime()), UUID.fromString(last.getRunId()), tokens));
    }
    return response.build();
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
