package io.barometer.model;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurityTest {
  private static final Set<String> INEXACT =
      Set.of(
          "pow", "exp", "expm1", "log", "log10", "log1p", "sin", "cos", "tan", "asin", "acos",
          "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "random");
  private static final Set<String> IN_HASH_ORDER =
      Set.of("forEach", "keySet", "values", "entrySet", "iterator", "stream", "spliterator");

  private static final JavaClasses MODEL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.barometer.model");

  @Test
  void needs_the_jdk_only() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("io.barometer.model..", "java..", "org.jspecify..")
        .check(MODEL);
  }

  @Test
  void does_no_input_or_output_and_no_threads() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "files, sockets, threads or locks",
                type ->
                    type.getPackageName().startsWith("java.util.concurrent")
                        || type.getPackageName().startsWith("java.nio.file")
                        || type.getPackageName().startsWith("java.nio.channels")
                        || type.getPackageName().startsWith("java.net")
                        || type.getPackageName().startsWith("java.sql")
                        || type.isAssignableTo(Thread.class)
                        || (type.getPackageName().equals("java.io")
                            && type.getSimpleName().startsWith("File"))))
        .check(MODEL);
  }

  @Test
  void has_no_clock_and_no_randomness() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "clocks or random numbers",
                type ->
                    type.getName().equals("java.time.Clock")
                        || type.getName().equals("java.util.UUID")
                        || type.getSimpleName().contains("Random")
                        || type.getPackageName().startsWith("java.util.random")))
        .orShould()
        .accessTargetWhere(to("now", "currentTimeMillis", "nanoTime", "identityHashCode", "getenv"))
        .check(MODEL);
  }

  @Test
  void computes_the_same_on_every_machine() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "functions of Math that differ between machines",
                access -> owner(access, Math.class) && INEXACT.contains(access.getName())))
        .check(MODEL);
  }

  @Test
  void never_walks_through_a_hash_table() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "iteration in hash order",
                access ->
                    (owner(access, HashMap.class) || owner(access, HashSet.class))
                        && IN_HASH_ORDER.contains(access.getName())))
        .check(MODEL);
  }

  @Test
  void has_packages_without_cycles() {
    slices().matching("io.barometer.model.(*)..").should().beFreeOfCycles().check(MODEL);
  }

  private static boolean owner(JavaAccess<?> access, Class<?> type) {
    return access.getTargetOwner().isEquivalentTo(type);
  }

  private static DescribedPredicate<JavaAccess<?>> to(String... names) {
    return describe(
        "the machine's time or identity",
        access -> {
          AccessTarget target = access.getTarget();
          return Set.of(names).contains(target.getName())
              && target.getOwner().getPackageName().startsWith("java.");
        });
  }
}
