package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Python's module `re`. One is shared by all renderings of an environment, and with it the
/// patterns that were compiled last.
public final class RegexModule extends HostValue {
  private static final int MAX_CACHED = 256;
  private static final int MAX_CACHED_LENGTH = 2000;

  private record Key(String pattern, int flags) {}

  private final Map<Key, Regex> cache =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Regex> eldest) {
              return size() > MAX_CACHED;
            }
          });

  private final Map<String, Value> members = members();

  private Map<String, Value> members() {
    var all = new HashMap<String, Value>();
    for (String name : new String[] {"match", "fullmatch", "search", "findall", "finditer"}) {
      define(all, name, "pattern, string, flags=", (a, x) -> find(name, a, x));
    }
    define(all, "sub", "pattern, repl, string, count=, flags=", (a, x) -> replace(a, x, true));
    define(all, "subn", "pattern, repl, string, count=, flags=", (a, x) -> replace(a, x, false));
    define(all, "split", "pattern, string, maxsplit=, flags=", this::split);
    define(all, "compile", "pattern, flags=", (a, x) -> pattern(a.get(0), a.get(1, Int.ZERO), x));
    define(all, "escape", "pattern", RegexModule::escape);
    define(all, "purge", "", (a, x) -> None.NONE);
    flag(all, Flags.IGNORECASE, "I", "IGNORECASE");
    flag(all, Flags.MULTILINE, "M", "MULTILINE");
    flag(all, Flags.DOTALL, "S", "DOTALL");
    flag(all, Flags.VERBOSE, "X", "VERBOSE");
    flag(all, Flags.ASCII, "A", "ASCII");
    flag(all, Flags.UNICODE, "U", "UNICODE");
    flag(all, Flags.LOCALE, "L", "LOCALE");
    flag(all, 0, "NOFLAG");
    return Map.copyOf(all);
  }

  private static void define(
      Map<String, Value> all, String name, String signature, Builtin.Body body) {
    all.put(name, Builtin.of(Parameters.of(name, signature), body));
  }

  private static void flag(Map<String, Value> all, int flag, String... names) {
    for (String name : names) {
      all.put(name, Int.of(flag));
    }
  }

  @Override
  public String typeName() {
    return "module";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return members.get(name);
  }

  @Override
  public Set<String> attributeNames() {
    return members.keySet();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<module 're'>");
  }

  private PatternValue pattern(Value pattern, Value flags, Execution x) {
    long number = Matching.index(flags);
    if (pattern instanceof PatternValue compiled) {
      if (number != 0) {
        throw TemplateException.valueError("cannot process flags argument with a compiled pattern");
      }
      return compiled;
    }
    if (!(pattern instanceof Str text)) {
      throw TemplateException.typeError("first argument must be string or compiled pattern");
    }
    return new PatternValue(regex(text.value(), (int) number, x));
  }

  private Regex regex(String pattern, int flags, Execution x) {
    if (pattern.length() > MAX_CACHED_LENGTH) {
      return compile(pattern, flags, x);
    }
    var key = new Key(pattern, flags);
    Regex cached = cache.get(key);
    if (cached == null) {
      cached = compile(pattern, flags, x);
      cache.put(key, cached);
    }
    return cached;
  }

  private static Regex compile(String pattern, int flags, Execution x) {
    x.meter().regexSteps(pattern.length());
    x.meter().items(pattern.length() * 8L);
    return Regex.compile(pattern, flags);
  }

  private Value find(String name, Parameters.Bound a, Execution x) {
    var pattern = pattern(a.get(0), a.get(2, Int.ZERO), x);
    return Matching.find(pattern, name, Matching.text(a.get(1)), 0, Integer.MAX_VALUE, x);
  }

  private Value replace(Parameters.Bound a, Execution x, boolean isTextOnly) {
    var pattern = pattern(a.get(0), a.get(4, Int.ZERO), x);
    var result = Matching.substitute(pattern, a.get(1), a.get(2), a.get(3, Int.ZERO), x);
    return isTextOnly ? result.at(0) : result;
  }

  private Value split(Parameters.Bound a, Execution x) {
    var pattern = pattern(a.get(0), a.get(3, Int.ZERO), x);
    long limit = Matching.index(a.get(2, Int.ZERO));
    String text = Matching.text(a.get(1));
    return Matching.split(pattern, text, limit == 0 ? Long.MAX_VALUE : limit, x);
  }

  private static Value escape(Parameters.Bound a, Execution x) {
    String text = Matching.text(a.get(0));
    var out = TextBuilder.charged(x.meter());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return Str.of(out.toString());
  }
}
