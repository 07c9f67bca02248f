package dev.bailey.git.serve;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;

/// Which changes of refs a push may make. The answers appear in the user's terminal.
final class PushRules {
  private PushRules() {}

  /// Why a change is refused, if it is.
  static Optional<String> objection(
      ReceiveCommand command, String defaultBranch, boolean isProtected, boolean mayPush) {
    String ref = command.getRefName();
    String name = Repository.shortenRefName(ref);
    if (!ref.startsWith(Constants.R_HEADS) && !ref.startsWith(Constants.R_TAGS)) {
      return Optional.of("only branches and tags can be pushed");
    }
    if (!mayPush) {
      return Optional.of("you may not push to " + name);
    }
    return switch (command.getType()) {
      case CREATE, UPDATE -> Optional.empty();
      case UPDATE_NONFASTFORWARD ->
          isProtected
              ? Optional.of(
                  name
                      + " is protected: no forced push. Pull, then push; or revert by a new commit")
              : Optional.empty();
      case DELETE -> {
        if (isProtected) {
          yield Optional.of(name + " is protected: it cannot be deleted");
        }
        yield ref.equals(Constants.R_HEADS + defaultBranch)
            ? Optional.of(name + " is the default branch: it cannot be deleted")
            : Optional.empty();
      }
    };
  }
}
