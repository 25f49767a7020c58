package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The packaged application of the module under test, started as a process of its own on the test's
 * servers with a configuration that it must refuse.
 */
public final class RefusedStart {

  private static final Pattern PROBLEM = Pattern.compile("Start refused problem=\"(.*)\"\\n");
  private static final long PATIENCE_SECONDS = 180;

  private RefusedStart() {}

  /**
   * Fails unless a start with many wrong settings names all of them.
   *
   * @param topics the Kafka topics that the service uses
   */
  public static void namesEveryProblem(String... topics) throws IOException, InterruptedException {
    namesEveryProblem(List.of(), topics);
  }

  /**
   * The same with problems that only this service has.
   *
   * @param own in the order in which they are told
   */
  public static void namesEveryProblem(List<String> own, String... topics)
      throws IOException, InterruptedException {
    List<String> expected = new ArrayList<>();
    expected.add(
        "the configuration key barometer.shrads is unknown. Did you mean \"barometer.shards\"?");
    expected.add(
        "barometer.audit.signing-key is not set: nothing is changed without a signed entry in the"
            + " audit trail. Make a key with \"openssl genpkey -algorithm ed25519 -outform DER |"
            + " base64 -w0\", keep it apart from the database, and set it");
    expected.addAll(own);
    expected.add(
        "the role barometer_owner owns the tables or walks round row-level security: use the roles"
            + " of deploy/postgres/bootstrap.sql");
    expected.add("barometer.shards is 8 and this database was installed with 4: set it back to 4");
    for (String topic : topics) {
      expected.add(
          "Kafka's topic %s has 4 partitions and barometer.shards is 8: create it with 8"
              .formatted(topic));
    }
    assertThat(
            problems(
                Map.of(
                    "barometer.shrads", "4",
                    "barometer.shards", "8",
                    "quarkus.datasource.worker.username", "barometer_owner")))
        .isEqualTo(expected);
  }

  /** The problems that the process names before it ends with a failure. */
  public static List<String> problems(Map<String, String> settings)
      throws IOException, InterruptedException {
    try (PackagedService service = PackagedService.start("refused-start.log", servers(settings))) {
      if (!service.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the start was not refused; see " + service.log());
      }
      String output = Files.readString(service.log(), StandardCharsets.UTF_8);
      if (service.process().exitValue() == 0) {
        throw new AssertionError("the process ended as if all was well: " + output);
      }
      return PROBLEM.matcher(output).results().map(found -> found.group(1)).toList();
    }
  }

  /** What leads to the test's servers, and the settings. */
  private static Map<String, String> servers(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    Config config = ConfigProvider.getConfig();
    for (String key :
        List.of(
            "barometer.postgres.address",
            "barometer.postgres.password",
            "kafka.bootstrap.servers")) {
      all.put(key, config.getValue(key, String.class));
    }
    return all;
  }
}
