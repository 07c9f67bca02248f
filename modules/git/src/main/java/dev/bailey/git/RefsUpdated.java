package dev.bailey.git;

import dev.bailey.registry.ProjectId;
import java.util.List;

/// Branches or tags of a project's repository changed, and the change is on the disk.
///
/// @param by who or what changed them, such as a user's name or `sync`
public record RefsUpdated(ProjectId project, List<RefChange> changes, String by) {
  public RefsUpdated {
    changes = List.copyOf(changes);
  }
}
