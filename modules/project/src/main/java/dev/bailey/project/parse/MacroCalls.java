package dev.bailey.project.parse;

import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Calls;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.value.Str;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.manifest.MacroDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the macros that a macro calls, as far as its text shows: dbt's `depends_on` of macros.
final class MacroCalls {
  /// Functions of dbt's context; a macro of the same name is not what such a call is taken for.
  private static final Set<String> FUNCTIONS =
      Set.of(
          "ref",
          "source",
          "config",
          "var",
          "env_var",
          "return",
          "log",
          "print",
          "fromjson",
          "tojson",
          "fromyaml",
          "toyaml",
          "set",
          "set_strict",
          "zip",
          "zip_strict",
          "diff_of_two_dicts",
          "local_md5",
          "range",
          "dict",
          "namespace",
          "render",
          "write");

  private final MacroCatalog catalog;

  MacroCalls(MacroCatalog catalog) {
    this.catalog = catalog;
  }

  /// The macros that `entry` calls, in the order of the text.
  List<MacroCatalog.Entry> of(MacroCatalog.Entry entry) {
    MacroDefinition macro = entry.definition();
    var found = new LinkedHashSet<MacroCatalog.Entry>();
    for (Expression.Call call : Calls.in(entry.compiled().definition().body())) {
      Optional<String> path = Calls.path(call.callee());
      if (path.isPresent() && path.get().equals("adapter.dispatch")) {
        text(call.arguments(), 0, "macro_name")
            .flatMap(name -> named(macro, name))
            .ifPresent(found::add);
        dispatched(call.arguments()).ifPresent(found::add);
      } else {
        path.flatMap(name -> named(macro, name)).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private Optional<MacroCatalog.Entry> named(MacroDefinition macro, String path) {
    String[] parts = path.split("\\.", -1);
    if (parts.length > 2 || FUNCTIONS.contains(path) || parts[0].equals("adapter")) {
      return Optional.empty();
    }
    String name = parts[parts.length - 1];
    if (parts.length == 1 && name.equals(macro.name())) {
      return Optional.empty();
    }
    String packageName = parts.length == 2 ? parts[0] : macro.packageName();
    return catalog.named(packageName, name);
  }

  private Optional<MacroCatalog.Entry> dispatched(Arguments arguments) {
    Optional<String> name = text(arguments, 0, "macro_name");
    Optional<String> namespace = text(arguments, 1, "macro_namespace");
    return name.flatMap(n -> catalog.dispatch(n, namespace, catalog::anywhere));
  }

  private static Optional<String> text(Arguments arguments, int position, String name) {
    Optional<Expression> given =
        position < arguments.positional().size()
            ? Optional.of(arguments.positional().get(position))
            : arguments.keyword(name);
    return given.flatMap(expression ->
        expression instanceof Expression.Literal(var _, Str text)
            ? Optional.of(text.value())
            : Optional.empty());
  }
}
