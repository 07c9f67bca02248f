package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import dev.bailey.registry.ProjectId;
import dev.bailey.storage.StorageException;
import java.io.IOException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/// Turns what JGit and the storage throw into [GitException]s.
///
/// @param repository whose, such as `the repository of project 12`
record Trouble(String repository) {

  static Trouble with(ProjectId project) {
    return new Trouble("the repository of project " + project);
  }

  /// What may fail on a repository.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  <T> T guard(Work<T> work) {
    try {
      return work.run();
    } catch (StorageException e) {
      throw of(e);
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      throw new GitException(Code.NOT_FOUND, repository + " has no such commit", e);
    } catch (LargeObjectException e) {
      throw new GitException(
          Code.TOO_LARGE, "a file of %s does not fit memory".formatted(repository), e);
    } catch (IOException e) {
      throw new GitException(Code.IO, repository + " cannot be read or written", e);
    }
  }

  GitException of(StorageException e) {
    var code =
        switch (e.code()) {
          case KEY_MISSING, KEY_DESTROYED -> Code.NOT_FOUND;
          case KEY_WRONG, KEY_EXPOSED, DAMAGED -> Code.DAMAGED;
          case EXISTS -> Code.EXISTS;
          case TOO_LARGE -> Code.TOO_LARGE;
          case KEY_UNAVAILABLE, IN_USE, IO -> Code.IO;
        };
    return new GitException(code, repository + ": " + e.getMessage(), e);
  }
}
