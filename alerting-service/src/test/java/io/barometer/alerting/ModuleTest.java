package io.barometer.alerting;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleTest {

  @Test
  void noTwoPackagesKnowEachOtherNotEvenByOthers() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.barometer.alerting");
    slices().matching("io.barometer.alerting.(*)..").should().beFreeOfCycles().check(classes);
  }
}
