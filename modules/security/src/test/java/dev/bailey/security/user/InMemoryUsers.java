package dev.bailey.security.user;

import dev.bailey.registry.Kept;
import dev.bailey.security.AccessException;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Users in memory, for tests.
public final class InMemoryUsers implements Users {
  private final Kept<User> kept = new Kept<>();
  private final Map<UserId, StoredPassword> passwords = new ConcurrentHashMap<>();

  @Override
  public synchronized User add(UserProfile profile, List<Grant> grants, Instant at) {
    refuseTaken(byLogin(profile.login()));
    return add(profile, Optional.empty(), grants, at);
  }

  @Override
  public synchronized User addExternal(ExternalId external, UserProfile profile, Instant at) {
    refuseTaken(byLogin(profile.login()));
    refuseTaken(byExternalId(external));
    return add(profile, Optional.of(external), List.of(), at);
  }

  @Override
  public Optional<User> byExternalId(ExternalId external) {
    return list().stream()
        .filter(user -> user.external().equals(Optional.of(external)))
        .findFirst();
  }

  private User add(
      UserProfile profile, Optional<ExternalId> external, List<Grant> grants, Instant at) {
    return kept.add(
        id -> new User(new UserId(id), profile, external, grants, true, Optional.empty(), at, at));
  }

  @Override
  public Optional<User> find(UserId id) {
    return kept.find(id.value());
  }

  @Override
  public Optional<User> byLogin(String login) {
    String folded = UserProfile.fold(login);
    return list().stream().filter(user -> user.profile().login().equals(folded)).findFirst();
  }

  @Override
  public List<User> list() {
    return kept.all();
  }

  @Override
  public synchronized User change(UserId id, UnaryOperator<User> how) {
    User user =
        how.apply(find(id).orElseThrow(() -> new IllegalArgumentException("no user " + id)));
    refuseTaken(byLogin(user.profile().login()).filter(other -> !other.id().equals(id)));
    kept.replace(id.value(), user);
    return user;
  }

  @Override
  public Optional<StoredPassword> password(UserId user) {
    return Optional.ofNullable(passwords.get(user));
  }

  @Override
  public void setPassword(UserId user, StoredPassword password) {
    passwords.put(user, password);
  }

  @Override
  public boolean replacePassword(UserId user, StoredPassword expected, StoredPassword password) {
    return passwords.replace(user, expected, password);
  }

  @Override
  public synchronized void remove(UserId user) {
    passwords.remove(user);
    kept.remove(user.value());
  }

  @Override
  public void removePassword(UserId user) {
    passwords.remove(user);
  }

  private static void refuseTaken(Optional<User> other) {
    if (other.isPresent()) {
      throw new AccessException(Code.TAKEN, "This login is somebody's.");
    }
  }
}
