package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `var` as the resources of one package see it: `--vars`, then what the root project says for the
/// package, then the root's global ones, then the same of the package itself.
///
/// https://docs.getdbt.com/docs/build/project-variables
final class VarScope extends HostValue {
  private static final Parameters PARAMETERS = Parameters.of("var", "var_name, default=");

  private final Data.Dict vars;
  private final String asker;
  private final boolean isParsing;
  private final Optional<Context> names;

  /// What is being rendered.
  private final Set<String> open = new HashSet<>();

  private VarScope(Data.Dict vars, String asker, boolean isParsing, Optional<Context> names) {
    this.vars = vars;
    this.asker = asker;
    this.isParsing = isParsing;
    this.names = names;
  }

  /// Only those of the command line, as `dbt_project.yml` sees them.
  static VarScope of(Data.Dict commandLine) {
    return new VarScope(commandLine, "<Configuration>", false, Optional.empty());
  }

  /// @param asker whose templates ask, for messages
  VarScope(Data.Dict commandLine, ProjectConfig root, ProjectConfig own, String asker) {
    this(merged(commandLine, root, own), asker, false, Optional.empty());
  }

  static Data.Dict merged(Data.Dict commandLine, ProjectConfig root, ProjectConfig own) {
    return own.vars()
        .updated(packaged(own, own.name()))
        .updated(root.vars())
        .updated(packaged(root, own.name()))
        .updated(commandLine);
  }

  /// The same, with some variables decided.
  VarScope over(Data.Dict decided) {
    return new VarScope(vars.updated(decided), asker, isParsing, names);
  }

  VarScope askedBy(String name) {
    return new VarScope(vars, name, isParsing, names);
  }

  /// The same while templates are parsed, when a variable that nobody sets is nothing; that is an
  /// error only once the template is compiled.
  VarScope parsing() {
    return new VarScope(vars, asker, true, names);
  }

  /// The same for the templates of one resource: there a text is a template itself, so that a
  /// variable may be `{{ source('shop', 'orders') }}`. YAML files see it as it is written.
  VarScope renderedWith(Context context) {
    return new VarScope(vars, asker, isParsing, Optional.of(context));
  }

  private static Data.Dict packaged(ProjectConfig config, String packageName) {
    return config.vars().find(packageName).orElse(Data.nothing()) instanceof Data.Dict dict
        ? dict
        : Data.noEntries();
  }

  @Override
  public String typeName() {
    return "Var";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    var bound = PARAMETERS.bind(arguments);
    String name = Operations.str(bound.get(0), x);
    Optional<Data> found = vars.find(name);
    if (found.isPresent()) {
      return found.get() instanceof Data.Text(String text)
          ? Str.of(rendered(name, text, x))
          : Values.of(found.get());
    }
    if (bound.has(1)) {
      return bound.get(1);
    }
    if (isParsing) {
      return None.NONE;
    }
    throw TemplateException.of("CompilationError", missing(name));
  }

  private String rendered(String name, String text, Execution x) {
    if (names.isEmpty() || !Template.hasTags(text)) {
      return text;
    }
    if (!open.add(name)) {
      throw TemplateException.of(
          "CompilationError", "The variable '%s' is made of itself: %s".formatted(name, text));
    }
    try {
      return Templates.render(text, "the variable '" + name + "'", names.get(), x);
    } finally {
      open.remove(name);
    }
  }

  private String missing(String name) {
    String near =
        Spelling.nearest(
                name, vars.entries().keySet().stream().flatMap(k -> k.asText().stream()).toList())
            .map(other -> " Did you mean '" + other + "'?")
            .orElse("");
    return ("Required var '%s' not found in config of %s.%s Add it under vars in dbt_project.yml,"
            + " pass it with --vars, or give var a default.")
        .formatted(name, asker, near);
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return name.equals("has_var")
        ? Builtin.of(
            Parameters.of("has_var", "var_name"),
            (a, y) -> Bool.of(vars.find(Operations.str(a.get(0), y)).isPresent()))
        : null;
  }
}
