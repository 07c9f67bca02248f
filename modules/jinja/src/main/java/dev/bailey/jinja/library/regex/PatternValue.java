package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled pattern of `re`.
final class PatternValue extends HostValue {
  private static final String WINDOW = "string, pos=, endpos=";

  private final Regex regex;

  PatternValue(Regex regex) {
    this.regex = regex;
  }

  Regex regex() {
    return regex;
  }

  @Override
  public String typeName() {
    return "re.Pattern";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "pattern" -> Str.of(regex.pattern());
      case "flags" -> Int.of(regex.flags());
      case "groups" -> Int.of(regex.groups());
      case "groupindex" -> groupIndex();
      default -> method(name);
    };
  }

  private Value groupIndex() {
    var dict = DictValue.empty();
    regex.names().forEach((name, number) -> dict.put(name, Int.of(number)));
    return dict;
  }

  private @Nullable Value method(String name) {
    String signature =
        switch (name) {
          case "match", "fullmatch", "search", "findall", "finditer" -> WINDOW;
          case "sub", "subn" -> "repl, string, count=";
          case "split" -> "string, maxsplit=";
          default -> null;
        };
    return signature == null
        ? null
        : Builtin.of(Parameters.of(name, signature), (a, x) -> Matching.method(this, name, a, x));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatternValue that
        && regex.pattern().equals(that.regex.pattern())
        && regex.flags() == that.regex.flags();
  }

  @Override
  public int hashCode() {
    return regex.pattern().hashCode() * 31 + regex.flags();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    String shown = Str.of(regex.pattern()).repr();
    out.append("re.compile(").append(shown.length() > 200 ? shown.substring(0, 200) : shown);
    List<String> names = flagNames();
    out.append(names.isEmpty() ? ")" : ", " + String.join("|", names) + ")");
  }

  private List<String> flagNames() {
    var names = new ArrayList<String>();
    add(names, Flags.IGNORECASE, "re.IGNORECASE");
    add(names, Flags.MULTILINE, "re.MULTILINE");
    add(names, Flags.DOTALL, "re.DOTALL");
    add(names, Flags.VERBOSE, "re.VERBOSE");
    add(names, Flags.ASCII, "re.ASCII");
    return names;
  }

  private void add(List<String> names, int flag, String name) {
    if (Flags.has(regex.flags(), flag)) {
      names.add(name);
    }
  }
}
