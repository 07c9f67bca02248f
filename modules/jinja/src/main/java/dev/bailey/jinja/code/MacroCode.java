package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A macro, compiled: what it takes and what it does.
final class MacroCode {
  /// One parameter.
  ///
  /// @param fallback what stands for a missing argument, or null
  record Parameter(String name, int slot, @Nullable Code fallback) {}

  /// Where the special variables go; -1 for those that the body does not read.
  ///
  /// @param caller the block of a `call`, when the macro does not declare it itself
  /// @param hasOwnCaller whether `caller` is one of the parameters
  record Specials(int caller, int kwargs, int varargs, boolean hasOwnCaller) {
    boolean takesCaller() {
      return caller >= 0 || hasOwnCaller;
    }
  }

  private final String name;
  private final boolean isCaller;
  private final Function function;
  private final Boundary boundary;
  private final Parameter[] parameters;
  private final Specials specials;
  private final Action body;

  /// @param isCaller whether it is the body of a `call` block, which an early return goes through
  MacroCode(
      String name,
      boolean isCaller,
      Function function,
      Boundary boundary,
      List<Parameter> parameters,
      Specials specials,
      Action body) {
    this.name = name;
    this.isCaller = isCaller;
    this.function = function;
    this.boundary = boundary;
    this.parameters = parameters.toArray(new Parameter[0]);
    this.specials = specials;
    this.body = body;
  }

  String name() {
    return name;
  }

  boolean isCaller() {
    return isCaller;
  }

  Specials specials() {
    return specials;
  }

  List<String> parameterNames() {
    return Arrays.stream(parameters).map(Parameter::name).toList();
  }

  /// Runs it where `outer` is the frame in which it was defined.
  ///
  /// @param asMarkup whether its text is HTML to the caller
  Value run(Frame outer, Arguments arguments, Execution x, boolean asMarkup) {
    var out = TextBuilder.charged(x.meter());
    var f = new Frame(function, outer, outer.names, x, out);
    bind(f, arguments);
    boundary.enter(f);
    for (Parameter parameter : parameters) {
      if (f.slots[parameter.slot] == null) {
        f.slots[parameter.slot] = fallback(parameter, f);
      }
    }
    if (body.run(f) != Action.RETURN) {
      return asMarkup ? Str.markup(f.text()) : Str.of(f.text());
    }
    if (isCaller) {
      throw new ReturnSignal(f.returned);
    }
    return f.returned;
  }

  private static Value fallback(Parameter parameter, Frame f) {
    return parameter.fallback != null
        ? parameter.fallback.eval(f)
        : f.x.undefinedBecause("parameter '" + parameter.name + "' was not provided");
  }

  private void bind(Frame f, Arguments arguments) {
    int given = Math.min(arguments.count(), parameters.length);
    for (int i = 0; i < given; i++) {
      f.slots[parameters[i].slot] = arguments.at(i);
    }
    if (arguments.named().isEmpty()) {
      bindRest(f, arguments, Map.of(), specials.hasOwnCaller && given == parameters.length);
      return;
    }
    var rest = new LinkedHashMap<>(arguments.named());
    boolean hasCaller = given == parameters.length && specials.hasOwnCaller;
    for (int i = given; i < parameters.length; i++) {
      f.slots[parameters[i].slot] = rest.remove(parameters[i].name);
      hasCaller |= parameters[i].name.equals("caller");
    }
    bindRest(f, arguments, rest, hasCaller);
  }

  private void bindRest(Frame f, Arguments arguments, Map<String, Value> named, boolean hasCaller) {
    Map<String, Value> rest = named;
    if (specials.caller >= 0 && !hasCaller) {
      Value caller = rest.isEmpty() ? null : rest.remove("caller");
      f.slots[specials.caller] =
          caller != null ? caller : f.x.undefinedBecause("No caller defined");
    }
    if (specials.kwargs >= 0) {
      f.slots[specials.kwargs] = DictValue.ofNames(rest);
    } else if (!rest.isEmpty()) {
      throw unexpected(rest);
    }
    int count = arguments.count();
    if (specials.varargs >= 0) {
      f.slots[specials.varargs] =
          count > parameters.length
              ? TupleValue.copyOf(arguments.positional().subList(parameters.length, count))
              : TupleValue.EMPTY;
    } else if (count > parameters.length) {
      throw TemplateException.typeError(
          "macro '" + name + "' takes not more than " + parameters.length + " argument(s)");
    }
  }

  private TemplateException unexpected(Map<String, Value> rest) {
    if (rest.containsKey("caller")) {
      return TemplateException.typeError(
          "macro '"
              + name
              + "' was invoked with two values for the special caller argument. This is most"
              + " likely a bug.");
    }
    String unknown = rest.keySet().iterator().next();
    return TemplateException.typeError(
        "macro '%s' takes no keyword argument '%s'%s"
            .formatted(name, unknown, Spelling.sentence(unknown, parameterNames())));
  }
}
