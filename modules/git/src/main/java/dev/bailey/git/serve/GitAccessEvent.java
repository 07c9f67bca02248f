package dev.bailey.git.serve;

import dev.bailey.registry.ProjectId;
import java.util.Optional;

/// Somebody used git's protocols, or was refused.
///
/// @param user empty when nobody was recognized
/// @param project empty when the repository is not known
/// @param address where the client is
/// @param refusal why not; empty when it was let in
public record GitAccessEvent(
    Optional<GitUser> user,
    Optional<ProjectId> project,
    GitService service,
    String address,
    Optional<String> refusal) {}
