package dev.bailey.database.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.database.AllRows;
import dev.bailey.database.Seals;
import dev.bailey.database.TestHome;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.KeyOwner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets in the tables are sealed, each for its row, with the project's key.
final class SealedSecretsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PASSWORD = "the warehouse's password";

  @TempDir Path directory;
  private TestHome home;
  private Seals seals;
  private JpaCredentialsStore credentials;

  @BeforeEach
  void open() {
    home = TestHome.at(directory, AllRows.all());
    seals = new Seals(home.ring(), new SecureRandom());
    credentials = new JpaCredentialsStore(home.database(), seals);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void theRowHoldsNoReadableSecret() {
    add(project());

    Object sealed =
        home.database()
            .callInTransaction(em ->
                em.createNativeQuery("select sealed_fields from credentials").getSingleResult());

    assertThat(new String((byte[]) sealed, StandardCharsets.ISO_8859_1))
        .doesNotContain("password")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aSecretThatWasMovedToAnotherRowDoesNotOpen() {
    ProjectId project = project();
    Credentials first = add(project);
    Credentials second = add(project);
    home.database()
        .runInTransaction(em ->
            em.createNativeQuery(
                    "update credentials set sealed_fields = (select sealed_fields from credentials where id = %s) where id = %s"
                        .formatted(first.id(), second.id()))
                .executeUpdate());

    assertThat(credentials.find(first.id())).contains(first);
    assertThatThrownBy(() -> credentials.find(second.id()))
        .isInstanceOf(StorageException.class)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void whereTheProjectsKeyIsDestroyedItsSecretsAreGoneAndOthersAreNot() {
    Credentials gone = add(project());
    Credentials kept = add(project());
    home.ring().destroy(KeyOwner.project(gone.project().value()));

    assertThat(credentials.find(kept.id())).contains(kept);
    assertThatThrownBy(() -> credentials.find(gone.id()))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.code()).isEqualTo(StorageException.Code.KEY_DESTROYED));
  }

  @Test
  void variablesAreSealedWhateverTheirName() {
    ProjectId project = project();
    new JpaEnvironmentVariables(home.database(), seals)
        .set(project, new Scope.OfProject(), "DBT_PLAIN", Secret.of(PASSWORD), NOON);

    Object sealed =
        home.database()
            .callInTransaction(em ->
                em.createNativeQuery("select sealed from environment_variable").getSingleResult());

    assertThat(new String((byte[]) sealed, StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);
  }

  private ProjectId project() {
    return new JpaProjects(home.database(), seals).add(ProjectDefinition.of("shop"), NOON).id();
  }

  private Credentials add(ProjectId project) {
    var definition = CredentialsDefinition.postgres("s", "dbt", Secret.of(PASSWORD));
    return credentials.add(project, definition, NOON);
  }
}
