package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The names that one resource's templates see. Macros called from them see the same names. One
/// thread at a time.
///
/// In order: what the engine insists on, macros by name (so that a project can replace any function
/// of dbt's), packages, functions of the resource, and what all resources share.
final class Names implements Context {
  private final MacroView macros;
  private final Map<String, Value> first;
  private final Context own;
  private final Context shared;
  private final Consumer<String> calls;
  private final Map<String, Value> known = new HashMap<>();
  private int depth;

  /// @param first names that win over macros, also over those of a package by `package.macro`
  /// @param own names that macros win over
  /// @param calls learns the unique id of each macro that the template itself calls
  Names(
      MacroView macros,
      Map<String, Value> first,
      Context own,
      Context shared,
      Consumer<String> calls) {
    this.macros = macros;
    this.first = first;
    this.own = own;
    this.shared = shared;
    this.calls = calls;
  }

  @Override
  public @Nullable Value find(String name) {
    Value found = known.get(name);
    if (found == null) {
      found = look(name);
      if (found != null) {
        known.put(name, found);
      }
    }
    return found;
  }

  /// Lets a name stand for `value`, whatever it stood for.
  void set(String name, Value value) {
    known.put(name, value);
  }

  /// Lets a name stand for what it stood for before it was set.
  void unset(String name) {
    known.remove(name);
  }

  private @Nullable Value look(String name) {
    Value found = first.get(name);
    if (found != null) {
      return found;
    }
    var macro = macros.find(name);
    if (macro.isPresent()) {
      return bound(macro.get());
    }
    return macros.isNamespace(name) ? new MacroSpace(name, this) : builtin(name);
  }

  /// What is insisted on instead of a macro of a package, by `package.macro`.
  @Nullable Value replaced(String qualified) {
    return first.get(qualified);
  }

  /// What a name means when no macro replaces it.
  @Nullable Value builtin(String name) {
    Value found = own.find(name);
    if (found == null) {
      found =
          switch (name) {
            case "context" -> DictValue.around(new NameEntries(this, this::find));
            case "builtins" -> DictValue.around(new NameEntries(this, this::builtin));
            default -> shared.find(name);
          };
    }
    return found;
  }

  /// A macro as a function of these names; calls to it are reported when nothing else is between.
  Value bound(MacroCatalog.Entry macro) {
    return new BoundMacro(macro, this);
  }

  MacroView macros() {
    return macros;
  }

  void enter(String macroId) {
    if (depth++ == 0) {
      calls.accept(macroId);
    }
  }

  void leave() {
    depth--;
  }

  @Override
  public Collection<String> names() {
    var all = new LinkedHashSet<String>();
    all.addAll(first.keySet());
    all.addAll(own.names());
    all.addAll(shared.names());
    all.addAll(macros.names());
    all.addAll(known.keySet());
    return all;
  }
}
