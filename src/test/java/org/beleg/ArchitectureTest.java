package org.beleg;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.beleg.internal.digest.JdkDigest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom, and what a public signature may say. */
class ArchitectureTest {

  /** The whole table: a package, and the packages of Beleg that it may know. */
  private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
      Map.entry("org.beleg", List.of()),
      Map.entry("org.beleg.hash", List.of("org.beleg", "org.beleg.internal..")),
      Map.entry("org.beleg.proof", List.of("org.beleg", "org.beleg.hash", "org.beleg.internal..")),
      Map.entry(
          "org.beleg.tree",
          List.of("org.beleg", "org.beleg.hash", "org.beleg.proof", "org.beleg.internal..")),
      Map.entry("org.beleg.chain", List.of("org.beleg", "org.beleg.hash", "org.beleg.internal..")),
      Map.entry("org.beleg.sign", List.of("org.beleg", "org.beleg.internal..")),
      Map.entry(
          "org.beleg.note",
          List.of(
              "org.beleg",
              "org.beleg.hash",
              "org.beleg.proof",
              "org.beleg.tree",
              "org.beleg.sign",
              "org.beleg.internal..")),
      Map.entry("org.beleg.ledger.bitcoin", ledger()),
      Map.entry("org.beleg.ledger.corda", ledger()),
      Map.entry("org.beleg.ledger.fabric", ledger()),
      Map.entry("org.beleg.ledger.fisco", ledger()),
      Map.entry("org.beleg.internal..", List.of("org.beleg")));

  /** No ledger knows another, or trees that it does not have. */
  private static List<String> ledger() {
    return List.of(
        "org.beleg", "org.beleg.hash", "org.beleg.proof", "org.beleg.sign", "org.beleg.internal..");
  }

  private static final JavaClasses BELEG = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("org.beleg");

  @TestFactory
  Stream<DynamicTest> packages_importOnlyWhatTheTableAllows() {
    return MAY_IMPORT.entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(
            row.getKey(),
            () -> classes()
                .that()
                .resideInAPackage(row.getKey())
                .should()
                .onlyDependOnClassesThat(allowed(row.getKey(), row.getValue()))
                .check(BELEG)));
  }

  private static DescribedPredicate<JavaClass> allowed(String own, List<String> others) {
    DescribedPredicate<JavaClass> beleg = resideInAnyPackage("org.beleg..");
    String[] known = Stream.concat(Stream.of(own), others.stream()).toArray(String[]::new);
    return DescribedPredicate.not(beleg)
        .or(resideInAnyPackage(known))
        .as("are in " + List.of(known));
  }

  @Test
  void table_namesEveryPackage() {
    Set<String> rows = MAY_IMPORT.keySet();
    assertThat(BELEG)
        .extracting(JavaClass::getPackageName)
        .allMatch(name -> rows.contains(name) || name.startsWith("org.beleg.internal."));
  }

  @Test
  void nothingDoesInputOrOutputOrReadsAClock() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe("do input or output", ArchitectureTest::isInputOrOutput))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Security.class, "addProvider", Provider.class)
        .because("values are computed from what the caller passes in, and from nothing else")
        .check(BELEG);
  }

  /** Which provider answers depends on the machine and on what an application installs. */
  @Test
  void nothingAsksTheJcaForAnEngine() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(JdkDigest.class.getName()) // names the provider
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe("are engines of the JCA", ArchitectureTest::isJca))
        .check(BELEG);
  }

  private static boolean isJca(JavaClass target) {
    String name = target.getPackageName();
    if (name.equals("java.security")) {
      return List.of(
              "AlgorithmParameterGenerator",
              "AlgorithmParameters",
              "KeyFactory",
              "KeyPairGenerator",
              "KeyStore",
              "MessageDigest",
              "Provider",
              "Security",
              "Signature")
          .contains(target.getSimpleName());
    }
    // Guava's hash functions are those of the JCA; Bouncy Castle's provider is one
    return Stream.of("javax.crypto", "com.google.common.hash", "org.bouncycastle.jc")
        .anyMatch(name::startsWith);
  }

  private static boolean isInputOrOutput(JavaClass target) {
    if (target.getPackageName().equals("java.io")) {
      // buffers in memory, and what inherited interfaces and exceptions bring along
      return !List.of(
              "IOException",
              "ByteArrayOutputStream",
              "ByteArrayInputStream",
              "InputStream",
              "Serializable")
          .contains(target.getSimpleName());
    }
    // a channel that is written by the caller opens nothing, and an instant is a value
    if (List.of(
            "WritableByteChannel", "ClosedChannelException", "Instant", "DateTimeParseException")
        .contains(target.getSimpleName())) {
      return false;
    }
    return Stream.of("java.net", "java.nio.file", "java.nio.channels", "java.time")
        .anyMatch(target.getPackageName()::startsWith);
  }

  @Test
  void publicSignatures_nameNoTypeOfALibrary() {
    ArchCondition<JavaMethod> nameOnlyOwnTypes =
        new ArchCondition<>("name only types of Beleg and the JDK") {
          @Override
          public void check(JavaMethod method, ConditionEvents events) {
            method.getAllInvolvedRawTypes().stream()
                .filter(type -> !isOwn(type))
                .forEach(type -> events.add(SimpleConditionEvent.violated(
                    method, method.getFullName() + " names " + type.getName())));
          }
        };
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("org.beleg.internal..")
        .should(nameOnlyOwnTypes)
        .check(BELEG);
  }

  private static boolean isOwn(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    return type.getBaseComponentType().isPrimitive()
        || name.startsWith("java.")
        || (name.startsWith("org.beleg.") && !name.startsWith("org.beleg.internal."));
  }

  @Test
  void valuesCannotBeSerializedOrExtendedOrWritten() {
    DescribedPredicate<JavaClass> exposed = DescribedPredicate.describe(
        "public classes that are no exceptions, interfaces or enums",
        c -> c.getModifiers().contains(JavaModifier.PUBLIC)
            && !c.isInterface()
            && !c.isEnum()
            && !c.isAssignableTo(Throwable.class)
            && !c.getPackageName().startsWith("org.beleg.internal"));
    classes().that(exposed).should().haveModifier(JavaModifier.FINAL).check(BELEG);
    classes().that(exposed).should().notBeAssignableTo(Serializable.class).check(BELEG);
    for (JavaClass type : BELEG.that(exposed)) {
      assertThat(
              type.getFields().stream().filter(f -> f.getModifiers().contains(JavaModifier.PUBLIC)))
          .as("public fields of %s", type.getName())
          .allMatch(f ->
              f.getModifiers().contains(JavaModifier.FINAL) && !f.getRawType().isArray());
    }
  }

  @Test
  void module_exportsEveryPackageButTheInternalOnes() {
    ModuleDescriptor module = Verdict.class.getModule().getDescriptor();
    assertThat(module)
        .as("tests run on the module path, where exports mean something")
        .isNotNull();
    assertThat(module.exports().stream()
            .filter(e -> !e.isQualified())
            .map(ModuleDescriptor.Exports::source))
        .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet().stream()
            .filter(name -> !name.contains("internal"))
            .toList());
  }

  @Test
  void exportedPackages_refuseDroppedVerdicts() {
    for (Class<?> type : Arrays.asList(
        Verdict.class,
        org.beleg.hash.Hash.class,
        org.beleg.proof.InclusionProof.class,
        org.beleg.tree.MerkleTree.class,
        org.beleg.chain.HashChain.class,
        org.beleg.sign.VerifyingKey.class,
        org.beleg.note.Receipt.class,
        org.beleg.ledger.bitcoin.BlockHeader.class,
        org.beleg.ledger.corda.TearOff.class,
        org.beleg.ledger.fabric.BlockHeader.class,
        org.beleg.ledger.fisco.BlockHeader.class)) {
      assertThat(type.getPackage().isAnnotationPresent(CheckReturnValue.class))
          .as("@CheckReturnValue on %s", type.getPackageName())
          .isTrue();
    }
  }
}
