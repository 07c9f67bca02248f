package dev.bailey.jinja;

import dev.bailey.source.SourceFile;
import java.util.Optional;

/// Where `include`, `import` and `extends` find other templates.
@FunctionalInterface
public interface Loader {

  /// The template of that name.
  Optional<SourceFile> find(String name);

  /// Has no templates; what dbt gives.
  static Loader none() {
    return name -> Optional.empty();
  }
}
