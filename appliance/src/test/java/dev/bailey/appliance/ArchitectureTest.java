package dev.bailey.appliance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bailey.engine.adapter.Rows;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows between modules (docs/decisions/0002), and what else must hold for the code as a
/// whole.
class ArchitectureTest {
  private static final JavaClasses BAILEY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.bailey");

  /// The table of modules: each may use what it names, and what that brings along.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          entry("source", List.of()),
          entry("jinja", List.of("source")),
          entry("project", List.of("source", "jinja")),
          entry("engine", List.of("project")),
          entry("warehouse", List.of("engine", "registry")),
          entry("storage", List.of("source")),
          entry("registry", List.of("source")),
          entry("git", List.of("registry", "storage")),
          entry("security", List.of("registry")),
          entry("jobs", List.of("engine", "git", "registry", "security")),
          entry("ide", List.of("engine", "git", "registry", "security")),
          entry("database", List.of("registry", "security", "jobs", "ide", "storage")),
          entry("api", List.of("jobs", "ide", "git", "security", "registry")),
          entry("web", List.of()));

  /// Libraries that one module each may touch; `appliance` wires them.
  private static final Map<String, Set<String>> HOME_OF =
      Map.ofEntries(
          entry("jakarta.persistence", Set.of("database")),
          entry("org.eclipse.persistence", Set.of("database")),
          entry("org.h2", Set.of("database")),
          entry("org.apache.shiro", Set.of("security")),
          entry("com.unboundid", Set.of("security")),
          entry("com.nimbusds", Set.of("security")),
          entry("org.eclipse.jgit", Set.of("git")),
          entry("org.apache.sshd", Set.of("git")),
          entry("io.helidon", Set.of("api")),
          entry("org.duckdb", Set.of("warehouse")),
          entry("io.trino", Set.of("warehouse")),
          entry("com.google.crypto.tink", Set.of("storage")),
          entry("org.apache.commons.compress", Set.of("engine")),
          // Two uses of Camel by design: warehouse dispatch and git sync.
          entry("org.apache.camel", Set.of("warehouse", "git")));

  @TestFactory
  List<DynamicTest> aModuleUsesOnlyWhatTheTableAllows() {
    return MAY_USE.keySet().stream()
        .sorted()
        .map(module -> DynamicTest.dynamicTest(module, () -> usesOnlyWhatItMay(module)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> aLibraryIsTouchedByItsHomeAlone() {
    return HOME_OF.entrySet().stream()
        .map(home -> DynamicTest.dynamicTest(home.getKey(), () -> staysAtHome(home)))
        .toList();
  }

  @Test
  void rowsNeverReachTheDatabaseTheStorageOrALog() {
    noClasses()
        .that(
            resideInAnyPackage(
                "dev.bailey.database..",
                "dev.bailey.storage..",
                "dev.bailey.registry..",
                "dev.bailey.jobs..",
                "dev.bailey.engine.event.."))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Rows.class)
        .because("warehouse rows exist only in memory (design.md, decision 4)")
        .check(BAILEY);
  }

  @Test
  void rowsCannotBeSerialized() {
    noClasses()
        .that()
        .belongToAnyOf(Rows.class)
        .should()
        .implement(Serializable.class)
        .check(BAILEY);
  }

  @Test
  void noStateIsStatic() {
    noFields()
        .that()
        .areDeclaredInClassesThat(resideInAPackage("dev.bailey.."))
        .and()
        .areStatic()
        .should()
        .notHaveModifier(JavaModifier.FINAL)
        .because("state belongs to objects that the composition root made")
        .check(BAILEY);
  }

  @Test
  void theTemplateEngineUsesNoReflection() {
    noClasses()
        .that()
        .resideInAPackage("dev.bailey.jinja..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.reflect..")
        .because("no template may reach a Java object (design.md, decision 1)")
        .check(BAILEY);
  }

  private static void usesOnlyWhatItMay(String module) {
    Set<String> allowed = new LinkedHashSet<>();
    reach(module, allowed);
    String[] packages =
        allowed.stream().map(name -> "dev.bailey." + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.bailey." + module + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.bailey..").and(resideOutsideOfPackages(packages)))
        .allowEmptyShould(true)
        .check(BAILEY);
  }

  private static void reach(String module, Set<String> reached) {
    if (reached.add(module)) {
      MAY_USE.getOrDefault(module, List.of()).forEach(next -> reach(next, reached));
    }
  }

  private static void staysAtHome(Map.Entry<String, Set<String>> home) {
    var rule =
        noClasses()
            .that()
            .resideInAPackage("dev.bailey..")
            .and()
            .resideOutsideOfPackage("dev.bailey.appliance..");
    for (String module : home.getValue()) {
      rule = rule.and().resideOutsideOfPackage("dev.bailey." + module + "..");
    }
    rule.should()
        .dependOnClassesThat()
        .resideInAPackage(home.getKey() + "..")
        .allowEmptyShould(true)
        .check(BAILEY);
  }
}
