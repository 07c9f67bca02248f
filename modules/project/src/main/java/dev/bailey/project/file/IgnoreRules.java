package dev.bailey.project.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The rules of a `.dbtignore` file, which are those of `.gitignore`: the last that matches
/// decides.
///
/// As in dbt (and unlike git) a file may be taken back although its directory is ignored.
public final class IgnoreRules {
  /// Ignores nothing.
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  private final List<Rule> rules;

  private IgnoreRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// The rules of a file's text.
  public static IgnoreRules of(String text) {
    var rules = new ArrayList<Rule>();
    text.lines().map(IgnoreRules::rule).forEach(rules::addAll);
    return rules.isEmpty() ? NONE : new IgnoreRules(rules);
  }

  /// Whether the file at `path`, relative to the project, is left out.
  public boolean ignores(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      if (rule.pattern().matcher(path).matches()) {
        ignored = rule.ignores();
      }
    }
    return ignored;
  }

  private static List<Rule> rule(String line) {
    String glob = line.endsWith("\\ ") ? line.stripLeading() : line.strip();
    if (glob.isEmpty() || glob.startsWith("#") || glob.equals("/") || glob.equals("!")) {
      return List.of();
    }
    boolean negated = glob.startsWith("!");
    glob = negated ? glob.substring(1) : glob;
    try {
      return List.of(new Rule(Pattern.compile(regex(glob), Pattern.DOTALL), !negated));
    } catch (PatternSyntaxException e) {
      return List.of(); // a class such as [z-a] matches nothing, as in git
    }
  }

  /// A slash at the start or in the middle ties the pattern to the project's root; one at the end
  /// makes it match directories only, hence only what lies below them.
  private static String regex(String glob) {
    boolean directory = glob.endsWith("/");
    String body = directory ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = body.indexOf('/') >= 0;
    body = body.startsWith("/") ? body.substring(1) : body;
    var out = new StringBuilder(anchored ? "" : "(?:.*/)?");
    String[] segments = body.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (!segments[i].equals("**")) {
        out.append(segment(segments[i])).append(last ? "" : "/");
      } else {
        out.append(last ? ".+" : "(?:.*/)?");
      }
    }
    return out.append(directory ? "/.*" : "(?:/.*)?").toString();
  }

  private static String segment(String glob) {
    var out = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i++);
      switch (c) {
        case '*' -> out.append("[^/]*");
        case '?' -> out.append("[^/]");
        case '\\' -> out.append(Pattern.quote(i < glob.length() ? glob.substring(i, ++i) : "\\"));
        case '[' -> i = characterClass(glob, i, out);
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  /// A `[...]` from behind its bracket; a bracket that is never closed stands for itself.
  private static int characterClass(String glob, int from, StringBuilder out) {
    boolean negated = from < glob.length() && "!^".indexOf(glob.charAt(from)) >= 0;
    int start = negated ? from + 1 : from;
    int close = glob.indexOf(']', start + 1);
    if (close < 0) {
      out.append("\\[");
      return from;
    }
    String members = glob.substring(start, close).replaceAll("([\\[\\]\\\\^&])", "\\\\$1");
    out.append(negated ? "[^" : "[").append(members).append(']');
    return close + 1;
  }

  private record Rule(Pattern pattern, boolean ignores) {}
}
