package dev.bailey.security.group;

import java.time.Instant;
import java.util.Collection;

/// Users who may do the same.
public record Group(GroupId id, GroupDefinition definition, Instant createdAt, Instant updatedAt) {

  /// The group under another definition.
  public Group defined(GroupDefinition other, Instant at) {
    return new Group(id, other, createdAt, at);
  }

  /// Whether its members follow from groups elsewhere.
  public boolean isMapped() {
    return !definition.mapped().isEmpty();
  }

  /// Whether somebody who is in these groups elsewhere is in this one. Case does not matter: no
  /// directory tells groups apart by it.
  public boolean takes(Collection<String> elsewhere) {
    return definition.mapped().stream()
        .anyMatch(name -> elsewhere.stream().anyMatch(name::equalsIgnoreCase));
  }
}
