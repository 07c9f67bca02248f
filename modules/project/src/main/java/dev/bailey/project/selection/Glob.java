package dev.bailey.project.selection;

import java.util.List;
import java.util.regex.Pattern;

/// Python's `fnmatch` and the globs of its `pathlib`.
final class Glob {
  private final Pattern pattern;
  private final String text;

  /// Most are: a selection looks at every resource, and comparing is far cheaper than matching.
  private final boolean plain;

  private Glob(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
    this.plain = !isIn(text);
  }

  /// `*` any characters, `?` one, `[...]` one of a set.
  static Glob of(String text) {
    return new Glob(text, Pattern.compile(regex(text, ".*", "."), Pattern.DOTALL));
  }

  /// The same within each part of a path; `**` for any number of parts.
  static Glob ofPath(String text) {
    String clean = text.replace('\\', '/').replaceAll("/+", "/").replaceAll("(^\\./|/$)", "");
    var regex = new StringBuilder();
    List<String> parts = List.of(clean.split("/", -1));
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      if (parts.get(i).equals("**")) {
        regex.append(last ? "(?:[^/]+(?:/[^/]+)*)?" : "(?:[^/]+/)*");
      } else {
        regex.append(regex(parts.get(i), "[^/]*", "[^/]")).append(last ? "" : "/");
      }
    }
    return new Glob(clean, Pattern.compile(regex.toString()));
  }

  boolean matches(String value) {
    return plain ? text.equals(value) : pattern.matcher(value).matches();
  }

  static boolean isIn(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == ']');
  }

  private static String regex(String glob, String many, String one) {
    var regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i++);
      int close = c == '[' ? closing(glob, i) : -1;
      if (c == '*') {
        regex.append(many);
      } else if (c == '?') {
        regex.append(one);
      } else if (close > 0) {
        regex.append(set(glob.substring(i, close)));
        i = close + 1;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /// Where the set that begins at `start` ends: its first character never ends it.
  private static int closing(String glob, int start) {
    int first = start < glob.length() && glob.charAt(start) == '!' ? start + 1 : start;
    return glob.indexOf(']', Math.min(first + 1, glob.length()));
  }

  private static String set(String inside) {
    boolean not = inside.startsWith("!");
    String members = not ? inside.substring(1) : inside;
    String escaped = members.replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
    return "[" + (not ? "^" : "") + escaped + "]";
  }

  @Override
  public String toString() {
    return text;
  }
}
