package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// `urlize`: web and mail addresses in a text become links.
final class Urlize {
  /// An address with a scheme, `www.` or a well-known ending.
  private static final Pattern WEB =
      Pattern.compile(
          "(?:(?:https?://|www\\.)(?:[\\w%.-]*\\.)?(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
              + "|(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)"
              + "|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[\\da-f:]+]))"
              + "(?::\\d{1,5})?(?:[/?#]\\S*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MAIL = Pattern.compile("[^\\s@]+@\\w[\\w.-]*\\.\\w+");
  private static final List<String> OPENERS = List.of("(", "<", "&lt;");
  private static final List<String> CLOSERS = List.of(")", ">", ".", ",", "\n", "&gt;");
  private static final Pattern SCHEME =
      Pattern.compile("([\\w.+-]{2,}:(/){0,2})", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int MAX_WORD = 4096;

  /// The number of characters, or None.
  private final Value limit;

  private final String attributes;
  private final List<String> schemes;
  private final Execution x;

  private Urlize(Value limit, String attributes, List<String> schemes, Execution x) {
    this.x = x;
    this.limit = limit;
    this.attributes = attributes;
    this.schemes = schemes;
  }

  static Value apply(Value value, Parameters.Bound a, Execution x) {
    Value limit = a.get(0, None.NONE);
    var relations = new TreeSet<String>(List.of("noopener"));
    if (a.get(1, None.NONE).truth()) {
      relations.add("nofollow");
    }
    if (a.get(3, None.NONE) instanceof Str more) {
      relations.addAll(List.of(more.value().strip().split("\\s+")));
    }
    relations.remove("");
    String attributes = " rel=\"" + Markup.escape(String.join(" ", relations), x) + "\"";
    if (a.get(2, None.NONE) instanceof Str target && target.truth()) {
      attributes += " target=\"" + Markup.escape(target.value(), x) + "\"";
    }
    List<String> schemes =
        Bound.isNone(a.get(4, None.NONE))
            ? List.of()
            : Operations.items(a.get(4), x).stream().map(Value::str).toList();
    for (String scheme : schemes) {
      if (!SCHEME.matcher(scheme).matches()) {
        throw Bound.filterArgumentError("'" + scheme + "' is not a valid URI scheme prefix.");
      }
    }
    String text = Markup.escape(value, x).value();
    x.meter().items(text.length() * 2L);
    String linked = new Urlize(limit, attributes, schemes, x).run(text);
    return x.escapes() ? Str.markup(linked) : Str.of(linked);
  }

  private String run(String text) {
    var out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      out.append(word(text.substring(at, end)));
      at = end;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private String word(String word) {
    if (word.length() > MAX_WORD) {
      return word;
    }
    String middle = word;
    String head = "";
    for (String opener = starting(middle); !opener.isEmpty(); opener = starting(middle)) {
      head += opener;
      middle = middle.substring(opener.length());
    }
    int end = middle.length();
    for (String closer = ending(middle, end); !closer.isEmpty(); closer = ending(middle, end)) {
      end -= closer.length();
    }
    String tail = middle.substring(end);
    middle = middle.substring(0, end);
    for (int i = 0; i < OPENERS.size(); i++) {
      String close = List.of(")", ">", "&gt;").get(i);
      int missing = count(middle, OPENERS.get(i)) - count(middle, close);
      for (int moves =
              Math.min(missing > 0 ? count(middle, OPENERS.get(i)) : 0, count(tail, close));
          moves > 0;
          moves--) {
        int cut = tail.indexOf(close) + close.length();
        middle += tail.substring(0, cut);
        tail = tail.substring(cut);
      }
    }
    return head + link(middle) + tail;
  }

  private static String starting(String text) {
    return OPENERS.stream().filter(text::startsWith).findFirst().orElse("");
  }

  private static String ending(String text, int end) {
    return CLOSERS.stream()
        .filter(closer -> text.startsWith(closer, end - closer.length()))
        .findFirst()
        .orElse("");
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private String link(String address) {
    if (WEB.matcher(address).matches()) {
      boolean hasScheme = address.startsWith("https://") || address.startsWith("http://");
      return anchor((hasScheme ? "" : "https://") + address, attributes, shown(address));
    }
    if (address.startsWith("mailto:") && MAIL.matcher(address.substring(7)).matches()) {
      return anchor(address, "", address.substring(7));
    }
    if (!address.startsWith("www.")
        && address.indexOf(':') < 0
        && MAIL.matcher(address).matches()) {
      return anchor("mailto:" + address, "", address);
    }
    for (String scheme : schemes) {
      if (address.startsWith(scheme) && !address.equals(scheme)) {
        return anchor(address, attributes, address);
      }
    }
    return address;
  }

  private String shown(String address) {
    if (limit instanceof None || !Operations.greater(Int.of(address.length()), limit, x)) {
      return address;
    }
    return Operations.slice(Str.of(address), null, limit, null, x).str() + "...";
  }

  private static String anchor(String target, String attributes, String text) {
    return "<a href=\"" + target + "\"" + attributes + ">" + text + "</a>";
  }
}
