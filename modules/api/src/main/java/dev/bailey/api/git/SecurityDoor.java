package dev.bailey.api.git;

import dev.bailey.git.serve.GitAccessEvent;
import dev.bailey.git.serve.GitDoor;
import dev.bailey.git.serve.GitService;
import dev.bailey.git.serve.GitUser;
import dev.bailey.git.serve.SshKey;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.security.Security;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.util.Map;
import java.util.Optional;

/// Who may do what with repositories, by the same users and permissions as everywhere else.
public final class SecurityDoor implements GitDoor {
  private static final String BRANCHES = "refs/heads/";

  private final Security security;
  private final Projects projects;
  private final RepositoryLinks links;

  /// Asks `security` about users, and the registry about repositories.
  public SecurityDoor(Security security, Projects projects, RepositoryLinks links) {
    this.security = security;
    this.projects = projects;
    this.links = links;
  }

  @Override
  public Optional<GitUser> userOf(SshKey key) {
    return security
        .access()
        .bySshKey(key.fingerprint(), new Origin("", "ssh"))
        .map(SubjectUser::new);
  }

  @Override
  public Optional<ProjectId> project(String name) {
    return links
        .managed(name)
        .map(RepositoryLink::project)
        .filter(id -> projects.find(id).filter(project -> project.active()).isPresent());
  }

  @Override
  public boolean mayRead(GitUser user, ProjectId project) {
    return may(user, project, ProjectArea.REPOSITORY, Action.READ);
  }

  /// Pushing is developing, as committing in the IDE is; `repository:write` is about the link to a
  /// repository. One that follows another repository is changed by its remote alone.
  @Override
  public boolean mayPush(GitUser user, ProjectId project, String ref) {
    boolean managed =
        links
            .of(project)
            .filter(link -> link.settings().origin() instanceof RepositoryOrigin.Managed)
            .isPresent();
    return managed && may(user, project, ProjectArea.DEVELOP, Action.WRITE);
  }

  @Override
  public boolean isProtected(ProjectId project, String ref) {
    return ref.startsWith(BRANCHES)
        && links
            .of(project)
            .map(link -> link.settings().protectedBranches())
            .filter(branches -> branches.contains(ref.substring(BRANCHES.length())))
            .isPresent();
  }

  @Override
  public void record(GitAccessEvent event) {
    var origin = new Origin(event.address(), "git");
    Subject who =
        event
            .user()
            .flatMap(SecurityDoor::subject)
            .orElseGet(() -> security.access().nobody(origin));
    String type =
        event.service() == GitService.RECEIVE_PACK ? "repository.pushed" : "repository.fetched";
    Target target =
        event.project().map(id -> Target.of("project", id.value())).orElseGet(Target::none);
    if (event.refusal().isPresent()) {
      var details = Map.of("reason", event.refusal().get(), "address", event.address());
      security.log().refused(who, type, target, details);
    } else {
      security.log().done(who, type, target, Map.of("address", event.address()));
    }
  }

  private static Optional<Subject> subject(GitUser user) {
    return user instanceof SubjectUser(var subject) ? Optional.of(subject) : Optional.empty();
  }

  private static boolean may(GitUser user, ProjectId project, ProjectArea area, Action action) {
    return user instanceof SubjectUser(var subject)
        && subject.may(Permission.project(project, area, action));
  }
}
