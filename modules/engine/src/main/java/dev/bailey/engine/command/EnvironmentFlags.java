package dev.bailey.engine.command;

import dev.bailey.project.manifest.Data;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The options that environment variables set.
final class EnvironmentFlags {
  private EnvironmentFlags() {}

  static Map<Option, Data> of(Map<String, String> environment, Which which) {
    var found = new EnumMap<Option, Data>(Option.class);
    for (Option option : Option.of(which)) {
      for (String variable : option.variables()) {
        Optional<String> text =
            Optional.ofNullable(environment.get(variable)).filter(t -> !t.isBlank());
        if (text.isPresent() && !found.containsKey(option)) {
          found.put(option, OptionValue.of(option, option.longName(), text.get()));
        }
      }
    }
    return found;
  }
}
