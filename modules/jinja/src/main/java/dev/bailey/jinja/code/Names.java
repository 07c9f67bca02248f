package dev.bailey.jinja.code;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that are no local variables: what the top level of the template has set, the context,
/// the globals of the environment, in this order.
final class Names implements Context {
  private final Context context;
  private final Map<String, Value> globals;

  /// What the top level has set so far, in order.
  private final Map<String, Value> variables = new LinkedHashMap<>();

  /// Those of them that other templates may import.
  private final Map<String, Value> exports = new LinkedHashMap<>();

  private final Blocks blocks;

  /// Whether texts become HTML in this template; an `autoescape` changes it on the way.
  private final Escapes escapes;

  /// A flag that contexts share with those derived from them.
  private static final class Escapes {
    boolean isOn;

    Escapes(boolean isOn) {
      this.isOn = isOn;
    }
  }

  Names(Context context, Map<String, Value> globals, Blocks blocks, boolean escapes) {
    this(context, globals, blocks, new Escapes(escapes));
  }

  private Names(Context context, Map<String, Value> globals, Blocks blocks, Escapes escapes) {
    this.context = context;
    this.globals = globals;
    this.blocks = blocks;
    this.escapes = escapes;
  }

  boolean escapes() {
    return escapes.isOn;
  }

  void escape(boolean isOn) {
    escapes.isOn = isOn;
  }

  /// The blocks of the template that is rendered.
  Blocks blocks() {
    return blocks;
  }

  /// These names with `locals` in front, for a scoped block.
  Names derived(Map<String, Value> locals) {
    return new Names(with(locals), globals, blocks, escapes);
  }

  @Override
  public @Nullable Value find(String name) {
    Value found = variables.isEmpty() ? null : variables.get(name);
    if (found == null) {
      found = context.find(name);
    }
    return found != null ? found : globals.get(name);
  }

  @Override
  public Collection<String> names() {
    var all = new ArrayList<>(variables.keySet());
    all.addAll(context.names());
    all.addAll(globals.keySet());
    return all;
  }

  /// Sets a variable of the top level.
  void set(String name, Value value, boolean isExported) {
    variables.put(name, value);
    if (isExported && !name.startsWith("_")) {
      exports.put(name, value);
    } else {
      exports.remove(name);
    }
  }

  /// The variables of the top level that other templates may import, by name.
  Map<String, Value> exports() {
    return exports;
  }

  /// A context of these names under `locals`.
  Context with(Map<String, Value> locals) {
    return locals.isEmpty() ? this : Context.of(locals).over(this);
  }
}
