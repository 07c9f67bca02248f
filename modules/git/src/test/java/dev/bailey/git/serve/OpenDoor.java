package dev.bailey.git.serve;

import dev.bailey.git.Home;
import dev.bailey.registry.ProjectId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A door with its lists in memory: `shop` is the test's project, `main` is protected.
public final class OpenDoor implements GitDoor {
  public static final GitUser ANN = new User(1, "Ann");
  public static final GitUser BOB = new User(2, "Bob");

  final Map<String, GitUser> keys = new HashMap<>();
  final Set<GitUser> readers = new HashSet<>(Set.of(ANN, BOB));
  final Set<GitUser> writers = new HashSet<>(Set.of(ANN));
  final List<GitAccessEvent> events = new CopyOnWriteArrayList<>();

  record User(long id, String name) implements GitUser {}

  /// Lets a user in with a key, as in `authorized_keys`.
  public OpenDoor with(String authorizedKey, GitUser user) {
    keys.put(authorizedKey.split(" ")[1], user);
    return this;
  }

  @Override
  public Optional<GitUser> userOf(SshKey key) {
    return Optional.ofNullable(keys.get(key.base64()));
  }

  @Override
  public Optional<ProjectId> project(String name) {
    return name.equals("shop") ? Optional.of(Home.PROJECT) : Optional.empty();
  }

  @Override
  public boolean mayRead(GitUser user, ProjectId project) {
    return readers.contains(user);
  }

  @Override
  public boolean mayPush(GitUser user, ProjectId project, String ref) {
    return writers.contains(user) && !ref.equals("refs/heads/locked");
  }

  @Override
  public boolean isProtected(ProjectId project, String ref) {
    return ref.equals("refs/heads/main");
  }

  @Override
  public void record(GitAccessEvent event) {
    events.add(event);
  }
}
