package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `adapter`: `dispatch` from here, everything else from whoever talks to the warehouse.
final class AdapterValue extends HostValue {
  private static final Parameters DISPATCH =
      Parameters.of("dispatch", "macro_name, macro_namespace=, packages=");

  private final Value rest;
  private final Names names;

  /// @param rest answers all but `dispatch`
  AdapterValue(Value rest, Names names) {
    this.rest = rest;
    this.names = names;
  }

  @Override
  public String typeName() {
    return "adapter";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return name.equals("dispatch")
        ? Builtin.of(DISPATCH, this::dispatch)
        : Operations.attribute(rest, name, x);
  }

  @Override
  public Value callMethod(String name, Arguments arguments, Execution x) {
    return name.equals("dispatch")
        ? dispatch(DISPATCH.bind(arguments), x)
        : Operations.callMethod(rest, name, arguments, x);
  }

  private Value dispatch(Parameters.Bound a, Execution x) {
    String name = Operations.str(a.get(0), x);
    if (name.contains(".")) {
      String[] parts = name.split("\\.", 2);
      throw TemplateException.of(
          "CompilationError",
          ("In adapter.dispatch, got a macro name of \"%s\", but \".\" is not a valid macro name"
                  + " component. Did you mean `adapter.dispatch(\"%s\", macro_namespace=\"%s\")`?")
              .formatted(name, parts[1], parts[0]));
    }
    Value namespace = a.get(1, None.NONE);
    Optional<String> place =
        namespace instanceof Str text ? Optional.of(text.value()) : Optional.empty();
    if (place.isEmpty() && namespace != None.NONE) {
      throw TemplateException.of(
          "CompilationError",
          "In adapter.dispatch, got a %s macro_namespace argument (%s), but macro_namespace should be None or a string."
              .formatted(namespace.typeName(), Operations.repr(namespace, x)));
    }
    return names
        .macros()
        .catalog()
        .dispatch(name, place, names.macros()::unqualified)
        .map(names::bound)
        .orElseThrow(() -> notFound(name, place));
  }

  private TemplateException notFound(String name, Optional<String> place) {
    MacroCatalog catalog = names.macros().catalog();
    List<String> places =
        place
            .flatMap(catalog::searchOrder)
            .map(found -> found.stream().map(p -> p + ".").toList())
            .orElse(List.of(""));
    String searched =
        places.stream()
            .flatMap(p -> catalog.prefixes().map(prefix -> "'" + p + prefix + name + "'"))
            .collect(Collectors.joining(", "));
    return TemplateException.of(
        "CompilationError",
        "In dispatch: No macro named '%s' found within namespace: '%s'\n    Searched for: %s"
            .formatted(name, place.orElse("None"), searched));
  }
}
