package org.beleg.internal.mldsa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.beleg.internal.sign.SigningEngine;
import org.beleg.internal.sign.SigningSink;
import org.junit.jupiter.api.Test;

/** Arithmetic in variable time must never meet a secret. */
class PublicDataOnlyTest {

  @Test
  void nothingThatHoldsSecretsKnowsThisPackage() {
    noClasses()
        .that()
        .areAssignableTo(SigningEngine.class)
        .or()
        .areAssignableTo(SigningSink.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.beleg.internal.mldsa")
        .check(new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.beleg.internal.sign", "org.beleg.internal.mldsa"));
  }
}
