package io.barometer.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.barometer.e2e.example.ExampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may know whom, over all modules. */
class StructureTest {
  private static final Path CHECKOUT = ExampleFile.checkout();

  /** All of the model except the nearest of some names, which any message to a person may need. */
  private static final String MODEL_BUT_NAMES =
      "io.barometer.model.[alert|history|measure|score|scorecard]..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPaths(
              Stream.of(
                      "account-model",
                      "event-signals",
                      "alert-routing",
                      "certificate",
                      "grpc-edge",
                      "event-store",
                      "embedded-servers",
                      "ingestion-service",
                      "scoring-service",
                      "alerting-service",
                      "launcher")
                  .map(module -> CHECKOUT.resolve(module).resolve("target/classes"))
                  .toList());

  @Test
  void the_model_knows_nothing_but_the_jdk() {
    classes()
        .that()
        .resideInAPackage("io.barometer.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.model..",
            "java.io",
            "java.lang..",
            "java.math..",
            "java.nio..",
            "java.security..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void routing_knows_nothing_but_the_jdk_and_patterns_and_reads_no_clock() {
    classes()
        .that()
        .resideInAPackage("io.barometer.routing..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.routing..",
            "com.google.re2j",
            "java.lang..",
            "java.math..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.barometer.routing..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void the_model_reads_no_clock_no_chance_and_no_file() {
    noClasses()
        .that()
        .resideInAPackage("io.barometer.model..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.(util\\.Random|util\\.concurrent\\..*|nio\\.file\\..*|io\\.(?!ByteArray).*)")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "ingestion,scoring",
    "ingestion,alerting",
    "scoring,ingestion",
    "scoring,alerting",
    "alerting,ingestion",
    "alerting,scoring"
  })
  void a_service_does_not_know_the_classes_of_another(String one, String other) {
    noClasses()
        .that()
        .resideInAPackage("io.barometer." + one + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.barometer." + other + "..")
        .check(CLASSES);
  }

  @Test
  void what_services_share_does_not_know_the_services() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.barometer.edge..", "io.barometer.eventstore..", "io.barometer.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.ingestion..",
            "io.barometer.scoring..",
            "io.barometer.alerting..",
            "io.barometer.launcher..",
            MODEL_BUT_NAMES)
        .check(CLASSES);
  }

  @Test
  void what_events_mean_is_pure_and_knows_messages_and_the_model_only() {
    classes()
        .that()
        .resideInAPackage("io.barometer.signals..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.signals..",
            "io.barometer.model..",
            "io.barometer.proto..",
            "com.google.protobuf..",
            "com.google.type..",
            "java.lang..",
            "java.math..",
            "java.time..",
            "java.util..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void certificates_are_checked_without_network_and_clock() {
    noClasses()
        .that()
        .resideInAPackage("io.barometer.certificate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "java.net..", "io.barometer.launcher..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void the_launcher_speaks_to_services_by_their_contracts_only() {
    noClasses()
        .that()
        .resideInAPackage("io.barometer.launcher..")
        .and(
            are(
                not(
                    nameMatching(
                        ".*\\.RuleMessages")))) // puts the rules of a file into the contract
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.ingestion..",
            "io.barometer.scoring..",
            "io.barometer.alerting..",
            "io.barometer.eventstore..",
            "io.barometer.model.[alert|history|measure|score]..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingestion", "scoring", "alerting"})
  void a_service_touches_its_own_schema_only(String service) throws IOException {
    Pattern foreign =
        Pattern.compile(
            "(?i)\\b(from|into|update|join|table|on|using)\\s+(?!%s\\b)(ingestion|scoring|alerting)\\.[a-z_]"
                .formatted(service));
    assertThat(lines(service + "-service", foreign)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-store", "grpc-edge", "account-model", "launcher"})
  void modules_without_a_schema_name_none(String module) throws IOException {
    Pattern any =
        Pattern.compile("(?i)\\b(from|into|update|join)\\s+(ingestion|scoring|alerting)\\.[a-z_]");
    assertThat(lines(module, any)).isEmpty();
  }

  @Test
  void nobody_has_packages_that_say_nothing() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..common..", "..core..", "..helper..", "..impl..", "..dto..")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .check(CLASSES);
  }

  private static List<String> lines(String module, Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CHECKOUT.resolve(module).resolve("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.toString();
        if (name.endsWith(".java") || name.endsWith(".sql")) {
          Files.readString(file)
              .lines()
              .filter(line -> pattern.matcher(line).find())
              .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("import"))
              .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
        }
      }
    }
    return found;
  }
}
