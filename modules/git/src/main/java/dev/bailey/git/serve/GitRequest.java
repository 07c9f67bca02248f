package dev.bailey.git.serve;

import dev.bailey.registry.ProjectId;

/// A request over smart HTTP by an authenticated user.
///
/// @param protocol the header `Git-Protocol`, or empty text
/// @param address where the client is
public record GitRequest(
    GitUser user, ProjectId project, GitService service, String protocol, String address) {}
