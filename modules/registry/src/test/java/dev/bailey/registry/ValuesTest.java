package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "a/../b", "a//b", ".", "a\\b"})
  void aProjectDoesNotLeaveItsRepository(String path) {
    assertThatThrownBy(() -> new ProjectDefinition("shop", "", path, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void slashesAroundASubdirectoryDoNotMatter() {
    var definition = new ProjectDefinition("shop", "", " /dbt/shop/ ", Optional.empty());

    assertThat(definition.subdirectory()).isEqualTo("dbt/shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "Shop", "a/b", "shop.git", ".hidden"})
  void aManagedRepositoryHasAPlainName(String name) {
    assertThatThrownBy(() -> new RepositoryOrigin.Managed(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "DBT_lower", "DBT_", "DBT_CLOUD_RUN_ID", "DBT_A B"})
  void aVariableHasANameOfDbts(String name) {
    assertThatThrownBy(() -> EnvironmentVariable.checkName(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVariableIsSecretByItsName() {
    assertThatCode(() -> EnvironmentVariable.checkName("DBT_ENV_SECRET_TOKEN"))
        .doesNotThrowAnyException();
    assertThat(EnvironmentVariable.secret("DBT_ENV_SECRET_TOKEN")).isTrue();
    assertThat(EnvironmentVariable.secret("DBT_SCHEMA")).isFalse();
  }

  @Test
  void aFieldIsEitherOpenOrSecret() {
    var fields = Fields.none().with("password", Secret.of("x"));

    assertThatThrownBy(() -> fields.with("password", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("password");
  }

  @Test
  void aConnectionTellsWhereItLeads() {
    var postgres = ConnectionDefinition.postgres("warehouse", "db.example", 5439, "shop");

    assertThat(postgres.destinations()).containsExactly(new Destination("db.example", 5439));
    assertThat(ConnectionDefinition.duckdb("local", "shop").destinations()).isEmpty();
  }

  @Test
  void theKindsOfEnvironmentsAreTheApisWords() {
    for (EnvironmentKind kind : EnvironmentKind.values()) {
      assertThat(EnvironmentKind.of(kind.type(), kind.deploymentType())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> EnvironmentKind.of("deployment", Optional.of("preprod")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
