package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of connections must do.
public interface ConnectionsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Connections connections();

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var fields =
        Fields.none()
            .with("host", "db.example")
            .with("port", 5432)
            .with("keepalive", true)
            .with("empty", "")
            .with("client_secret", Secret.of("hush\n\u00e9"));
    var definition = new ConnectionDefinition("warehouse", "postgres", fields);

    Connection added = connections().add(definition, NOON);

    assertThat(connections().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
    assertThat(added.definition().fields().open().keySet())
        .containsExactly("host", "port", "keepalive", "empty");
  }

  @Test
  default void savingReplacesFieldsAndSecrets() {
    var before = Fields.none().with("host", "a").with("role", "r").with("key", Secret.of("one"));
    Connection added =
        connections().add(new ConnectionDefinition("warehouse", "postgres", before), NOON);
    var after = Fields.none().with("host", "b").with("token", Secret.of("two"));
    Connection changed =
        added.redefined(new ConnectionDefinition("other", "postgres", after), NOON.plusSeconds(5));
    connections().save(changed);

    assertThat(connections().find(added.id())).contains(changed);
  }

  @Test
  default void aDeletedConnectionIsFoundButNotListed() {
    Connection kept = connections().add(ConnectionDefinition.duckdb("a", "shop"), NOON);
    Connection gone = connections().add(ConnectionDefinition.duckdb("b", "shop"), NOON);
    connections().save(gone.deleted(NOON.plusSeconds(5)));

    assertThat(connections().list()).containsExactly(kept);
    assertThat(connections().find(gone.id())).get().extracting(Connection::active).isEqualTo(false);
  }

  @Test
  default void anUnknownConnectionCannotBeSaved() {
    var unknown =
        new Connection(
            new ConnectionId(1000),
            ConnectionDefinition.duckdb("a", "shop"),
            NOON,
            NOON,
            Optional.empty());

    assertThatThrownBy(() -> connections().save(unknown))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
