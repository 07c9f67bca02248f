package dev.bailey.project;

import dev.bailey.project.manifest.Manifest;
import dev.bailey.source.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a parse found that does not stop the work.
///
/// @param found whatever the day
/// @param models those of which it depends on the day whether anything is said of them
public record Warnings(List<Problem> found, List<DeprecatedModel> models) {
  public Warnings {
    found = List.copyOf(found);
    models = List.copyOf(models);
  }

  /// Those of a manifest, and `found` while it was made.
  public static Warnings of(Manifest manifest, List<Problem> found) {
    return new Warnings(found, DeprecatedModel.of(manifest));
  }

  /// All that is to be said at a moment.
  public List<Problem> at(Instant now) {
    var all = new ArrayList<>(found);
    models.forEach(model -> all.addAll(model.warnings(now)));
    return List.copyOf(all);
  }
}
