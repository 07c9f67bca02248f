package dev.bailey.git.sync;

import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectId;
import java.time.Duration;

/// A repository elsewhere that a project's own follows.
///
/// @param url `https://…`, `ssh://…` or `user@host:path`, without a password in it
/// @param access how it is entered
/// @param hostKey for SSH: the pinned host key as a line of `known_hosts` without the host
/// @param interval how often it is asked for news
public record RemoteRepository(
    ProjectId project, String url, GitAccess access, String hostKey, Duration interval) {}
