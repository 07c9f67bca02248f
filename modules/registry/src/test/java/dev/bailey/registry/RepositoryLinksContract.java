package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.RepositoryOrigin.Managed;
import dev.bailey.registry.RepositoryOrigin.Remote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of the links to repositories must do.
public interface RepositoryLinksContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  RepositoryLinks links();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  /// Another.
  ProjectId otherProject();

  @Test
  default void aManagedRepositoryIsFoundByItsName() {
    RepositoryLink link = links().add(project(), RepositorySettings.of(new Managed("shop")), NOON);

    assertThat(links().find(link.id())).contains(link);
    assertThat(links().of(project())).contains(link);
    assertThat(links().managed("shop")).contains(link);
    assertThat(links().managed("other")).isEmpty();
  }

  @Test
  default void aDeployKeyComesBackWithItsSecretHalf() {
    var access = new GitAccess.DeployKey("ssh-ed25519 AAAA", Secret.of("-----BEGIN\nkey\n"));
    var settings =
        new RepositorySettings(
            new Remote("ssh://git@forge.example/shop.git", access, "ssh-ed25519 BBBB"),
            "trunk",
            List.of("trunk", "release"),
            Optional.of("https://forge.example/{{ source }}"));

    RepositoryLink link = links().add(project(), settings, NOON);

    assertThat(links().of(project())).get().isEqualTo(link);
    assertThat(link.settings()).isEqualTo(settings);
  }

  @Test
  default void aTokenAndAnOpenRemoteComeBackToo() {
    var token = new GitAccess.Token("deploy", Secret.of("t0ken"));
    var secured = RepositorySettings.of(new Remote("https://forge.example/shop.git", token, ""));
    var open =
        RepositorySettings.of(
            new Remote("https://forge.example/open.git", new GitAccess.Open(), ""));

    RepositoryLink first = links().add(project(), secured, NOON);
    RepositoryLink second = links().add(otherProject(), open, NOON);

    assertThat(links().list()).containsExactly(first, second);
    assertThat(first.settings()).isEqualTo(secured);
    assertThat(second.settings()).isEqualTo(open);
  }

  @Test
  default void aNewLinkTakesThePlaceOfTheOld() {
    RepositoryLink old = links().add(project(), RepositorySettings.of(new Managed("old")), NOON);
    Instant later = NOON.plusSeconds(60);

    RepositoryLink link = links().add(project(), RepositorySettings.of(new Managed("new")), later);

    assertThat(links().of(project())).contains(link);
    assertThat(links().find(old.id())).contains(old.deleted(later));
    assertThat(links().managed("old")).isEmpty();
  }

  @Test
  default void aManagedNameIsUsedOnce() {
    links().add(project(), RepositorySettings.of(new Managed("shop")), NOON);

    assertThatThrownBy(
            () -> links().add(otherProject(), RepositorySettings.of(new Managed("shop")), NOON))
        .isInstanceOf(RegistryException.class);
    assertThat(links().of(otherProject())).isEmpty();
  }

  @Test
  default void savingReplaces() {
    RepositoryLink link = links().add(project(), RepositorySettings.of(new Managed("shop")), NOON);
    var access = new GitAccess.Token("deploy", Secret.of("t0ken"));
    RepositoryLink changed =
        link.changed(
            RepositorySettings.of(new Remote("https://forge.example/shop.git", access, "")),
            NOON.plusSeconds(5));
    links().save(changed);

    assertThat(links().find(link.id())).contains(changed);
    assertThat(links().managed("shop")).isEmpty();
  }

  @Test
  default void aDeletedLinkIsFoundButNotListed() {
    RepositoryLink link = links().add(project(), RepositorySettings.of(new Managed("shop")), NOON);
    links().save(link.deleted(NOON.plusSeconds(5)));

    assertThat(links().list()).isEmpty();
    assertThat(links().of(project())).isEmpty();
    assertThat(links().find(link.id())).isPresent();
  }
}
