package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.measure.Memory;
import io.barometer.benchmarks.measure.ProcessTree;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.launcher.stack.Service;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceBlockingStub;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.WebhookChannel;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * alerting-service with its PostgreSQL and its Kafka; the log of scores comes from this process.
 */
final class BarometerAlerting implements Alerter {
  private static final String RULE = "score-below-50";
  private static final int HEALTHY = 600;
  private static final int AT_RISK = 400;

  private final Arena arena;
  private final ScoreFeed feed;

  private BarometerAlerting(Arena arena, ScoreFeed feed) {
    this.arena = arena;
    this.feed = feed;
  }

  static BarometerAlerting start(URI webhook, Steps steps) throws Exception {
    Arena arena =
        Arena.open(
            EnumSet.of(Service.ALERTING),
            options -> options.with(Service.ALERTING, "barometer.destinations.allow", "127.0.0.1"),
            steps);
    BarometerAlerting started =
        new BarometerAlerting(arena, ScoreFeed.open(arena.kafka(), arena.grpc(Service.SCORING)));
    started.rule(webhook);
    return started;
  }

  /** One rule alone: the default ones would fire too, and tell nobody. */
  private void rule(URI webhook) {
    try (Caller caller = arena.asTenant(Service.ALERTING)) {
      var alerting = AlertingServiceGrpc.newBlockingStub(caller.channel());
      for (Rule rule : alerting.listRules(ListRulesRequest.getDefaultInstance()).getRulesList()) {
        var unused =
            alerting.deleteRule(DeleteRuleRequest.newBuilder().setName(rule.getName()).build());
      }
      put(alerting, "benchmark", webhook.toString());
      rule(alerting, List.of("benchmark"));
    }
  }

  /** From now on the rule tells these webhooks instead. */
  void tellAll(Endpoints endpoints, int count) {
    try (Caller caller = arena.asTenant(Service.ALERTING)) {
      var alerting = AlertingServiceGrpc.newBlockingStub(caller.channel());
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add("endpoint-" + i);
        put(alerting, "endpoint-" + i, endpoints.address(i));
      }
      rule(alerting, names);
    }
  }

  private static void put(AlertingServiceBlockingStub alerting, String name, String address) {
    var unused =
        alerting.putReceiver(
            PutReceiverRequest.newBuilder()
                .setReceiver(
                    Receiver.newBuilder()
                        .setName(name)
                        .setWebhook(WebhookChannel.newBuilder().setUrl(address)))
                .build());
  }

  private static void rule(AlertingServiceBlockingStub alerting, List<String> receivers) {
    var unused =
        alerting.putRule(
            PutRuleRequest.newBuilder()
                .setRule(
                    Rule.newBuilder()
                        .setName(RULE)
                        .setTitle("Score fell below 50")
                        .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
                        .addAllReceivers(receivers)
                        .setEnabled(true)
                        .setCrossing(
                            Crossing.newBuilder()
                                .setComparison(Comparison.COMPARISON_LESS)
                                .setTenths(500)))
                .build());
  }

  /** Every account has a score that is well. */
  @Override
  public void prepare(String name, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      feed.publish(name + i, HEALTHY, HEALTHY);
    }
    feed.flush();
    while (known(name) < count) {
      Thread.sleep(100);
    }
  }

  private long known(String name) throws SQLException {
    try (Connection database = arena.superuser();
        var query =
            database.prepareStatement(
                "select count(*) from alerting.account_memory where account_id like ? || '%'")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Override
  public void fire(String name, int from, int count) {
    for (int i = from; i < from + count; i++) {
      feed.publish(name + i, HEALTHY, AT_RISK);
    }
    if (count > 1) {
      feed.flush();
    }
  }

  @Override
  public CpuMeter cpu() {
    CpuMeter meter = new CpuMeter();
    arena
        .processes()
        .forEach(
            (process, pid) -> {
              if (!process.equals("launcher")) {
                meter.tree(process, pid);
              }
            });
    return meter;
  }

  @Override
  public double residentMib() {
    return arena.processes().entrySet().stream()
        .filter(process -> !process.getKey().equals("launcher"))
        .mapToDouble(
            process ->
                process.getKey().equals("postgres")
                    ? Memory.proportionalMib(ProcessTree.withChildren(process.getValue()))
                    : Memory.residentMib(process.getValue()))
        .sum();
  }

  @Override
  public String outcomes() throws SQLException {
    List<String> outcomes = new ArrayList<>();
    try (Connection database = arena.superuser();
        var query = database.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select detail, count(*) from alerting.attempt group by detail order by 2 desc")) {
      while (rows.next()) {
        outcomes.add("%s: %,d".formatted(rows.getString(1), rows.getLong(2)));
      }
    }
    return String.join(", ", outcomes);
  }

  @Override
  public void close() {
    feed.close();
    arena.close();
  }
}
