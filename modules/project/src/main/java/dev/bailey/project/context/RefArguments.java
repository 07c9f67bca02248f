package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.SourceRef;
import java.util.List;
import java.util.Optional;

/// Reads what templates hand to `ref`, `source` and `function`.
final class RefArguments {
  private RefArguments() {}

  static Ref ref(Arguments arguments, Execution x) {
    int count = arguments.count();
    if (count < 1 || count > 2) {
      throw TemplateException.of(
          "CompilationError",
          "ref() takes at most two arguments (%d given); write ref('model') or ref('package', 'model')"
              .formatted(count));
    }
    Optional<Data> version = Optional.empty();
    for (var named : arguments.named().entrySet()) {
      if (!named.getKey().equals("v") && !named.getKey().equals("version")) {
        throw TemplateException.of(
            "CompilationError",
            "ref() got an unexpected keyword argument '%s'; it takes version (or v)"
                .formatted(named.getKey()));
      }
      if (named.getValue() != None.NONE) {
        version = Optional.of(Values.data(named.getValue(), x));
      }
    }
    String name = text("ref", arguments.at(count - 1));
    return new Ref(
        name, count == 2 ? Optional.of(text("ref", arguments.at(0))) : Optional.empty(), version);
  }

  static SourceRef source(Arguments arguments) {
    if (arguments.count() != 2 || !arguments.named().isEmpty()) {
      throw TemplateException.of(
          "CompilationError",
          "source() takes exactly two arguments (%d given): source('source', 'table')"
              .formatted(arguments.count() + arguments.named().size()));
    }
    return new SourceRef(text("source", arguments.at(0)), text("source", arguments.at(1)));
  }

  /// One name, or a package and a name.
  static List<String> function(Arguments arguments) {
    int count = arguments.count();
    if (count < 1 || count > 2 || !arguments.named().isEmpty()) {
      throw TemplateException.of(
          "CompilationError",
          "function() takes one or two arguments (%d given): function('name') or function('package', 'name')"
              .formatted(count + arguments.named().size()));
    }
    return arguments.positional().stream().map(name -> text("function", name)).toList();
  }

  private static String text(String function, Value value) {
    if (value instanceof Str text) {
      return text.value();
    }
    throw TemplateException.of(
        "CompilationError",
        "The name (or package, or source) passed to %s() must be a string, not %s"
            .formatted(function, value.typeName()));
  }
}
