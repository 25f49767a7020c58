package io.barometer.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleTest {

  @Test
  void theServiceKnowsNoOtherServiceNorTheirMessages() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.barometer.ingestion");
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.barometer.scoring..",
            "io.barometer.alerting..",
            "io.barometer.launcher..",
            "io.barometer.model..",
            "io.barometer.proto.scoring..",
            "io.barometer.proto.alerting..")
        .check(classes);
  }
}
