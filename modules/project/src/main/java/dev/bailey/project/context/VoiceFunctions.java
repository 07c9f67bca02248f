package dev.bailey.project.context;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// `log` and `print`.
final class VoiceFunctions {
  private static final Parameters LOG = Parameters.of("log", "msg, info=");
  private static final Parameters PRINT = Parameters.of("print", "msg");

  private VoiceFunctions() {}

  static Map<String, Value> of(Voice voice) {
    return Map.of("log", log(voice), "print", print(voice));
  }

  static Value log(Voice voice) {
    return Builtin.of(
        LOG,
        (a, x) -> {
          voice.log(Operations.str(a.get(0), x), a.has(1) && a.get(1).truth());
          return Str.EMPTY;
        });
  }

  static Value print(Voice voice) {
    return Builtin.of(
        PRINT,
        (a, x) -> {
          voice.print(Operations.str(a.get(0), x));
          return Str.EMPTY;
        });
  }
}
