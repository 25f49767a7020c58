package io.barometer.testing;

import io.barometer.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL and a real Kafka for {@code @QuarkusTest}:
 * {@code @QuarkusTestResource(BarometerServers.class)}.
 *
 * <p>Both run once per JVM on free ports. Each start of the resource finds a database without
 * tables and topics without records. Init arguments are passed on as configuration of the
 * application.
 */
public final class BarometerServers implements QuarkusTestResourceLifecycleManager {
  static final String GRPC_PORT = "quarkus.grpc.server.test-port";

  /** One for all tests of this JVM. */
  private static final TestIssuer ISSUER = TestIssuer.start();

  private final Map<String, String> more = new HashMap<>();

  @Override
  public void init(Map<String, String> initArgs) {
    more.putAll(initArgs);
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> configuration = new HashMap<>(SharedServers.fresh());
    configuration.put("barometer.keys", TestKeys.configuration());
    configuration.put("barometer.service-key", TestKeys.SERVICE);
    configuration.put("barometer.encryption.keys", TestKeys.ENCRYPTION);
    configuration.put("barometer.audit.signing-key", TestKeys.AUDIT);
    configuration.putAll(ISSUER.configuration());
    configuration.put("barometer.shards", "" + SharedServers.SHARDS);
    configuration.put(GRPC_PORT, "" + FreePorts.take(1)[0]);
    configuration.put("quarkus.http.test-port", "0");
    configuration.put(Management.PORT, "" + FreePorts.take(1)[0]);
    for (String noisy : new String[] {"org.apache.kafka", "kafka", "state.change.logger"}) {
      configuration.put("quarkus.log.category.\"" + noisy + "\".level", "ERROR");
    }
    configuration.putAll(more);
    return configuration;
  }

  /** The servers stay up for the next test class of this JVM. */
  @Override
  public void stop() {}
}
