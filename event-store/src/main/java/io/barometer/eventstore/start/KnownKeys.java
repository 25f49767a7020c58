package io.barometer.eventstore.start;

import io.barometer.model.name.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration keys below {@code barometer.} of all services, so that a mistyped one is told
 * instead of ignored. They are one set, since one configuration may serve all three.
 */
final class KnownKeys {

  private static final Set<String> KEYS =
      Set.of(
          // where things are, and who may call
          "barometer.home",
          "barometer.postgres.address",
          "barometer.postgres.database",
          "barometer.postgres.password",
          "barometer.ingestion.address",
          "barometer.scoring.address",
          "barometer.service-key",
          "barometer.keys",
          "barometer.audit.signing-key",
          "barometer.service-identities",
          "barometer.tls.certificate",
          "barometer.tls.key",
          "barometer.tls.trust",
          "barometer.tls.reload",
          "barometer.tls.plaintext",
          "barometer.api-keys.poll",
          "barometer.jwt.issuer",
          "barometer.jwt.audience",
          "barometer.jwt.jwks-url",
          "barometer.jwt.algorithms",
          "barometer.jwt.tenant-claim",
          "barometer.jwt.roles-claim",
          "barometer.jwt.role-prefix",
          "barometer.jwt.clock-skew",
          "barometer.jwt.refresh",
          "barometer.jwt.refresh-pause",
          "barometer.shards",
          // ingestion
          "barometer.clock",
          "barometer.lateness-window",
          "barometer.accounts.auto-create",
          "barometer.events.max-per-batch",
          "barometer.events.max-message-bytes",
          "barometer.events.rate-per-second",
          "barometer.events.tenant-rates",
          "barometer.store.max-batch",
          "barometer.store.max-waiting",
          // scoring
          "barometer.scorecard",
          "barometer.scorecards.folder",
          "barometer.accounts-in-memory",
          "barometer.log-check",
          // alerting
          "barometer.encryption.keys",
          "barometer.slack.api",
          "barometer.links.account",
          "barometer.incidents.reopen-within",
          "barometer.incidents.release-window",
          "barometer.destinations.allow",
          "barometer.evaluate.cached-accounts",
          "barometer.evaluate.ask-after",
          "barometer.notify.per-receiver",
          "barometer.notify.timeout",
          "barometer.notify.pauses",
          "barometer.notify.poll",
          "barometer.links.base",
          "barometer.smtp.host",
          "barometer.smtp.port",
          "barometer.smtp.from");

  private static final String TESTING = "barometer.testing.";

  /** What the command line calls with; a service that it starts inherits them. */
  private static final Set<String> COMMAND_LINE =
      Set.of("BAROMETER_TOKEN", "BAROMETER_SERVERS", "BAROMETER_CA");

  private static final Set<String> VARIABLES =
      Stream.concat(KEYS.stream().map(KnownKeys::variable), COMMAND_LINE.stream())
          .collect(Collectors.toUnmodifiableSet());

  private KnownKeys() {}

  /** What is wrong with the names of a configuration, in the order of the alphabet. */
  static List<String> problems(Iterable<String> names) {
    List<String> problems = new ArrayList<>();
    Set<String> sorted = new TreeSet<>();
    names.forEach(sorted::add);
    for (String name : sorted) {
      if (name.startsWith("barometer.") && !name.startsWith(TESTING) && !guessed(name, sorted)) {
        check("the configuration key ", withoutIndex(name), KEYS, problems);
      } else if (name.startsWith("BAROMETER_")) {
        check("the environment variable ", name, VARIABLES, problems);
      }
    }
    return problems;
  }

  /**
   * Whether a name was only made of a variable's: the configuration turns A_B_C into a.b.c where no
   * file tells it that a.b-c is meant.
   */
  private static boolean guessed(String name, Set<String> names) {
    String variable = variable(name);
    return VARIABLES.contains(variable)
        && names.contains(variable)
        && name.equals(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
  }

  static Set<String> variables() {
    return VARIABLES;
  }

  private static void check(String kind, String name, Set<String> known, List<String> problems) {
    if (!known.contains(name)) {
      problems.add(kind + name + " is unknown." + NearestName.hint(name, known));
    }
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static String withoutIndex(String key) {
    return key.replaceAll("\\[[0-9]+]$", "");
  }
}
