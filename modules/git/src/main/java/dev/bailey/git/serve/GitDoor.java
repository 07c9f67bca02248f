package dev.bailey.git.serve;

import dev.bailey.registry.ProjectId;
import java.util.Optional;

/// Says who may do what with repositories: the port to users and permissions, asked anew for each
/// connection and each push.
public interface GitDoor {

  /// The user who registered this key, if it is in force.
  Optional<GitUser> userOf(SshKey key);

  /// The project whose repository a URL names.
  ///
  /// @param name the URL's path without slashes at the ends and without `.git`
  Optional<ProjectId> project(String name);

  /// Whether the user may clone and fetch.
  boolean mayRead(GitUser user, ProjectId project);

  /// Whether the user may push to this branch or tag.
  ///
  /// @param ref the full name, such as `refs/heads/main`
  boolean mayPush(GitUser user, ProjectId project, String ref);

  /// Whether the user may push anything at all; asked before a push begins.
  default boolean mayPush(GitUser user, ProjectId project) {
    return mayPush(user, project, "refs/heads/");
  }

  /// Whether a ref refuses to be deleted and to be moved other than forward.
  boolean isProtected(ProjectId project, String ref);

  /// Takes note of who did what, for the audit: called before a fetch or push begins, and for every
  /// refusal. A door that cannot keep its record throws, and the request is refused.
  void record(GitAccessEvent event);
}
