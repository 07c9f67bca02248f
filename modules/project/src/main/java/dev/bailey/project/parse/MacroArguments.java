package dev.bailey.project.parse;

import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Map;

/// Compares what a properties file says of a macro's arguments with the macro: dbt's
/// `validate_macro_args`.
///
/// @see <a href="https://docs.getdbt.com/reference/resource-properties/arguments">dbt's types</a>
final class MacroArguments {
  /// The types, with the number of types in brackets that each takes.
  private static final Map<String, Integer> TYPES =
      Map.ofEntries(
          Map.entry("str", 0),
          Map.entry("string", 0),
          Map.entry("bool", 0),
          Map.entry("int", 0),
          Map.entry("integer", 0),
          Map.entry("float", 0),
          Map.entry("any", 0),
          Map.entry("relation", 0),
          Map.entry("column", 0),
          Map.entry("list", 1),
          Map.entry("optional", 1),
          Map.entry("dict", 2));

  private final MacroDefinition macro;
  private final Span at;
  private final Problems problems;

  /// @param at where the properties file names the macro
  MacroArguments(MacroDefinition macro, Span at, Problems problems) {
    this.macro = macro;
    this.at = at;
    this.problems = problems;
  }

  /// @param said what the properties file lists
  void check(List<MacroDefinition.Argument> said) {
    if (said.isEmpty()) {
      return;
    }
    List<MacroDefinition.Argument> own = macro.arguments();
    for (int i = 0; i < Math.min(own.size(), said.size()); i++) {
      if (!said.get(i).name().equals(own.get(i).name())) {
        warn(
            "Argument %s in yaml for macro %s does not match the jinja definition, which has %s there."
                .formatted(said.get(i).name(), macro.name(), own.get(i).name()));
      }
    }
    if (own.size() != said.size()) {
      warn(
          "The number of arguments in the yaml for macro %s does not match the jinja definition: %d instead of %d."
              .formatted(macro.name(), said.size(), own.size()));
    }
    for (MacroDefinition.Argument argument : said) {
      if (argument.type().filter(type -> !type.isBlank() && !isType(type)).isPresent()) {
        warn(
            "Argument %s in the yaml for macro %s has an invalid type. Types are string, bool, integer, float, any, list[...], dict[..., ...], optional[...], relation and column."
                .formatted(argument.name(), macro.name()));
      }
    }
  }

  private void warn(String message) {
    problems.warning("macro-arguments", at, message);
  }

  static boolean isType(String written) {
    String text = written.replace(" ", "").replace("\t", "");
    return end(text, 0) == text.length();
  }

  /// Where the type that begins at `start` ends; -1 when there is none.
  private static int end(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isLowerCase(text.charAt(at))) {
      at++;
    }
    Integer parameters = TYPES.get(text.substring(start, at));
    if (parameters == null) {
      return -1;
    }
    for (int i = 0; i < parameters; i++) {
      if (at >= text.length() || text.charAt(at) != (i == 0 ? '[' : ',')) {
        return -1;
      }
      at = end(text, at + 1);
      if (at < 0) {
        return -1;
      }
    }
    if (parameters == 0) {
      return at;
    }
    return at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
  }
}
