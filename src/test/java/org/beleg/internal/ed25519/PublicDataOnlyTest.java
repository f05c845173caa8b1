package org.beleg.internal.ed25519;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.internal.sign.SigningEngine;
import org.beleg.internal.sign.SigningSink;
import org.junit.jupiter.api.Test;

/** Arithmetic in variable time must never meet a secret. */
class PublicDataOnlyTest {

  private static final JavaClasses BELEG = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages(
          "org.beleg.internal.sign", "org.beleg.internal.ed25519", "org.beleg.internal.mldsa");

  @Test
  void nothingThatHoldsSecretsKnowsArithmeticOnPublicData() {
    noClasses()
        .that()
        .areAssignableTo(SigningEngine.class)
        .or()
        .areAssignableTo(SigningSink.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.beleg.internal.ed25519", "org.beleg.internal.mldsa")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Secp256k1Point.class)
        .check(BELEG);
  }

  /** Whoever adds a door for a scalar must come by here. */
  @Test
  void nothingThatIsVisibleTakesAScalar() {
    Set<String> doors = BELEG.stream()
        .filter(type -> type.getPackageName().equals("org.beleg.internal.ed25519"))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaClass::getCodeUnits)
        .flatMap(Set::stream)
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(unit -> !unit.getRawParameterTypes().isEmpty())
        .map(PublicDataOnlyTest::name)
        .collect(Collectors.toSet());
    assertThat(doors)
        .containsExactlyInAnyOrder(
            "PublicPoint.decode",
            "PublicPoint.isCanonical",
            "PublicPoint.equals",
            "Statement.isScalarInRange",
            "Statement.of",
            "Statement.holds",
            "StatementBatch.hold");
  }

  private static String name(JavaCodeUnit unit) {
    return unit.getOwner().getSimpleName() + "." + unit.getName();
  }
}
