package dev.bailey.project.context;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// `log` and `print`.
final class VoiceFunctions {
  private VoiceFunctions() {}

  static Map<String, Value> of(Voice voice) {
    return Map.of(
        "log",
        Builtin.of(
            Parameters.of("log", "msg, info="),
            (a, x) -> {
              voice.log(Operations.str(a.get(0), x), a.has(1) && a.get(1).truth());
              return Str.EMPTY;
            }),
        "print",
        Builtin.of(
            Parameters.of("print", "msg"),
            (a, x) -> {
              voice.print(Operations.str(a.get(0), x));
              return Str.EMPTY;
            }));
  }
}
