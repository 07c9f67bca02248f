package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a built-in function takes; binds [Arguments] to it, or raises Python's TypeError.
///
/// Written as Python writes it: `Parameters.of("round", "value, precision=, method=")`. A name that
/// ends with `=` is optional, names before `/` cannot be given by name, names after `*` only so.
public final class Parameters {
  private final String function;
  private final List<String> names;
  private final boolean[] optional;
  private final int positionalOnly;
  private final int positional;

  private Parameters(
      String function, List<String> names, boolean[] optional, int positionalOnly, int positional) {
    this.function = function;
    this.names = names;
    this.optional = optional;
    this.positionalOnly = positionalOnly;
    this.positional = positional;
  }

  /// @param function the name in error messages
  /// @param signature names separated by commas; see the class
  public static Parameters of(String function, String signature) {
    var names = new ArrayList<String>();
    var optional = new ArrayList<Boolean>();
    int positionalOnly = 0;
    int positional = -1;
    for (String part : signature.isBlank() ? new String[0] : signature.split(",")) {
      String name = part.strip();
      switch (name) {
        case "/" -> positionalOnly = names.size();
        case "*" -> positional = names.size();
        default -> {
          boolean isOptional = name.endsWith("=");
          optional.add(isOptional);
          names.add(isOptional ? name.substring(0, name.length() - 1) : name);
        }
      }
    }
    var flags = new boolean[names.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = optional.get(i);
    }
    return new Parameters(
        function,
        List.copyOf(names),
        flags,
        positionalOnly,
        positional < 0 ? names.size() : positional);
  }

  public String function() {
    return function;
  }

  public List<String> names() {
    return names;
  }

  /// The values in order of the parameters; null where an optional one was not given.
  public Bound bind(Arguments arguments) {
    if (arguments.count() > positional) {
      throw tooMany(arguments.count());
    }
    @Nullable Value[] values = new @Nullable Value[names.size()];
    for (int i = 0; i < arguments.count(); i++) {
      values[i] = arguments.at(i);
    }
    for (Map.Entry<String, Value> named : arguments.named().entrySet()) {
      bindNamed(values, named.getKey(), named.getValue());
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !optional[i]) {
        throw missing(values);
      }
    }
    return new Bound(values);
  }

  private void bindNamed(@Nullable Value[] values, String name, Value value) {
    int index = names.indexOf(name);
    if (index < positionalOnly) {
      throw TemplateException.typeError(
          function + "() got an unexpected keyword argument '" + name + "'");
    }
    if (values[index] != null) {
      throw TemplateException.typeError(
          function + "() got multiple values for argument '" + name + "'");
    }
    values[index] = value;
  }

  private TemplateException tooMany(int given) {
    long needed = 0;
    for (int i = 0; i < positional; i++) {
      needed += optional[i] ? 0 : 1;
    }
    String takes = needed == positional ? "" + positional : "from " + needed + " to " + positional;
    return TemplateException.typeError(
        "%s() takes %s positional argument%s but %d %s given"
            .formatted(
                function, takes, takes.equals("1") ? "" : "s", given, given == 1 ? "was" : "were"));
  }

  private TemplateException missing(@Nullable Value[] values) {
    var absent = new ArrayList<String>();
    boolean keyword = false;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !optional[i]) {
        absent.add("'" + names.get(i) + "'");
        keyword = i >= positional;
      }
    }
    return TemplateException.typeError(
        "%s() missing %d required %s argument%s: %s"
            .formatted(
                function,
                absent.size(),
                keyword ? "keyword-only" : "positional",
                absent.size() == 1 ? "" : "s",
                enumerate(absent)));
  }

  private static String enumerate(List<String> names) {
    if (names.size() == 1) {
      return names.getFirst();
    }
    String start = String.join(", ", names.subList(0, names.size() - 1));
    return start + (names.size() == 2 ? " and " : ", and ") + names.getLast();
  }

  /// The values of one call, by the position of their parameter.
  public static final class Bound {
    private final @Nullable Value[] values;

    private Bound(@Nullable Value[] values) {
      this.values = values;
    }

    /// Whether the call gave a value.
    public boolean has(int index) {
      return values[index] != null;
    }

    /// The value, which is required or was checked with [#has].
    public Value get(int index) {
      Value value = values[index];
      if (value == null) {
        throw new IllegalStateException("parameter " + index + " has no value");
      }
      return value;
    }

    /// The value, or `fallback` when the call gave none.
    public Value get(int index, Value fallback) {
      Value value = values[index];
      return value == null ? fallback : value;
    }
  }
}
