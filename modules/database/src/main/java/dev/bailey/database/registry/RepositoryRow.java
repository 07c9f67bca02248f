package dev.bailey.database.registry;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.registry.Secret;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [RepositoryLink].
@Entity
@Table(name = "repository")
@NullUnmarked
class RepositoryRow {
  private static final String OPEN = "open";
  private static final String TOKEN = "token";
  private static final String DEPLOY_KEY = "deploy_key";

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "repository_id")
  @SequenceGenerator(name = "repository_id", sequenceName = "repository_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "project_id")
  private long project;

  /// The project while the link is active: one at a time.
  @Column(name = "project_key")
  private Long projectKey;

  /// The name of a managed repository while the link is active: used once.
  @Column(name = "managed_key")
  private String managedKey;

  @Column(name = "managed_name")
  private String managedName;

  @Column(name = "remote_url")
  private String remoteUrl;

  @Column(name = "host_key")
  private String hostKey;

  private String access;

  @Column(name = "access_name")
  private String accessName;

  @Column(name = "sealed_access")
  private byte[] sealedAccess;

  @Column(name = "default_branch")
  private String defaultBranch;

  @Column(name = "protected_branches")
  @Convert(converter = LinesColumn.class)
  private List<String> protectedBranches;

  @Column(name = "pull_request_url")
  private String pullRequestUrl;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  RepositoryRow() {}

  static RepositoryRow of(ProjectId project, Instant at) {
    var row = new RepositoryRow();
    row.project = project.value();
    row.createdAt = at;
    row.updatedAt = at;
    return row;
  }

  /// Takes the settings of a row that has its id: secrets are sealed for it.
  void define(RepositorySettings settings, Seals seals) {
    defaultBranch = settings.defaultBranch();
    protectedBranches = settings.protectedBranches();
    pullRequestUrl = settings.pullRequestUrl().orElse(null);
    switch (settings.origin()) {
      case RepositoryOrigin.Managed(String name) -> takeManaged(name);
      case RepositoryOrigin.Remote remote -> takeRemote(remote, seals);
    }
    projectKey = deletedAt == null ? project : null;
    managedKey = deletedAt == null ? managedName : null;
  }

  void take(RepositoryLink link, Seals seals) {
    createdAt = link.createdAt();
    updatedAt = link.updatedAt();
    deletedAt = link.deletedAt().orElse(null);
    define(link.settings(), seals);
  }

  void delete(Instant at) {
    updatedAt = at;
    deletedAt = at;
    projectKey = null;
    managedKey = null;
  }

  RepositoryLink toLink(Seals seals) {
    var settings =
        new RepositorySettings(
            origin(seals), defaultBranch, protectedBranches, Optional.ofNullable(pullRequestUrl));
    return new RepositoryLink(
        new RepositoryId(id),
        new ProjectId(project),
        settings,
        createdAt,
        updatedAt,
        Optional.ofNullable(deletedAt));
  }

  private void takeManaged(String name) {
    managedName = name;
    remoteUrl = null;
    hostKey = null;
    access = null;
    accessName = null;
    sealedAccess = null;
  }

  private void takeRemote(RepositoryOrigin.Remote remote, Seals seals) {
    managedName = null;
    remoteUrl = remote.url();
    hostKey = remote.hostKey();
    switch (remote.access()) {
      case GitAccess.Open() -> takeAccess(OPEN, null, null);
      case GitAccess.Token(String username, Secret token) ->
          takeAccess(TOKEN, username, seal(token, seals));
      case GitAccess.DeployKey(String publicKey, Secret privateKey) ->
          takeAccess(DEPLOY_KEY, publicKey, seal(privateKey, seals));
    }
  }

  private void takeAccess(String kind, String name, byte[] sealed) {
    access = kind;
    accessName = name;
    sealedAccess = sealed;
  }

  private RepositoryOrigin origin(Seals seals) {
    return managedName == null
        ? new RepositoryOrigin.Remote(remoteUrl, access(seals), hostKey)
        : new RepositoryOrigin.Managed(managedName);
  }

  private GitAccess access(Seals seals) {
    return switch (access) {
      case OPEN -> new GitAccess.Open();
      case TOKEN -> new GitAccess.Token(accessName, open(seals));
      case DEPLOY_KEY -> new GitAccess.DeployKey(accessName, open(seals));
      default -> throw new IllegalStateException("no access to a repository: " + access);
    };
  }

  private byte[] seal(Secret secret, Seals seals) {
    return seals.seal(KeyOwner.project(project), place(), secret);
  }

  private Secret open(Seals seals) {
    return seals.open(KeyOwner.project(project), place(), sealedAccess);
  }

  private Place place() {
    return new Place("repository", id.toString(), "sealed_access");
  }
}
