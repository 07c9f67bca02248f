package dev.bailey.api.git;

import dev.bailey.git.serve.GitUser;
import dev.bailey.security.Subject;

/// Whoever uses git, with what they may do: a token may do less than its owner.
record SubjectUser(Subject subject) implements GitUser {

  @Override
  public long id() {
    return subject.actor().id();
  }

  @Override
  public String name() {
    return subject.actor().name();
  }
}
