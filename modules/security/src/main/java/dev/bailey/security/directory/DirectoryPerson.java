package dev.bailey.security.directory;

import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.UserProfile;
import java.util.Set;

/// Somebody as a directory knows them at this moment.
///
/// @param id what the directory never gives to anybody else
/// @param groups the names of all groups that they are in, also by way of other groups
public record DirectoryPerson(ExternalId id, UserProfile profile, Set<String> groups) {
  public DirectoryPerson {
    groups = Set.copyOf(groups);
  }
}
