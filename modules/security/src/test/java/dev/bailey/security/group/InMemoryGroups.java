package dev.bailey.security.group;

import dev.bailey.registry.Kept;
import dev.bailey.security.AccessException;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Groups in memory, for tests.
public final class InMemoryGroups implements Groups {
  private final Kept<Group> kept = new Kept<>();
  private final Map<UserId, Set<GroupId>> members = new ConcurrentHashMap<>();

  @Override
  public synchronized Group add(GroupDefinition definition, Instant at) {
    refuseTaken(definition.name(), Optional.empty());
    return kept.add(id -> new Group(new GroupId(id), definition, at, at));
  }

  @Override
  public Optional<Group> find(GroupId id) {
    return kept.find(id.value());
  }

  @Override
  public List<Group> list() {
    return kept.all();
  }

  @Override
  public List<Group> of(UserId user) {
    Set<GroupId> in = members.getOrDefault(user, Set.of());
    return list().stream().filter(group -> in.contains(group.id())).toList();
  }

  @Override
  public synchronized Group change(GroupId id, UnaryOperator<Group> how) {
    Group changed = how.apply(required(id));
    refuseTaken(changed.definition().name(), Optional.of(id));
    kept.replace(id.value(), changed);
    return changed;
  }

  @Override
  public void remove(GroupId id) {
    kept.remove(id.value());
  }

  @Override
  public void assign(UserId user, Set<GroupId> groups) {
    groups.forEach(this::required);
    members.put(user, Set.copyOf(groups));
  }

  private Group required(GroupId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no group " + id));
  }

  private void refuseTaken(String name, Optional<GroupId> own) {
    if (list().stream()
        .filter(group -> !own.equals(Optional.of(group.id())))
        .anyMatch(group -> group.definition().name().equals(name))) {
      throw new AccessException(Code.TAKEN, "There is a group of this name.");
    }
  }
}
