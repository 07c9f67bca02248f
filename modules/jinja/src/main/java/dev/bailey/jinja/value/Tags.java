package dev.bailey.jinja.value;

/// HTML taken off a text.
public final class Tags {
  private Tags() {}

  /// The text without comments and tags, white space in it folded, character references resolved.
  public static String strip(String html, Execution x) {
    x.meter().items(html.length());
    String text = cut(cut(html, "<!--", "-->"), "<", ">");
    return Entities.unescape(String.join(" ", StrSplit.atSpace(text, Long.MAX_VALUE)));
  }

  private static String cut(String text, String open, String close) {
    var out = new StringBuilder(text.length());
    int copied = 0;
    int start = text.indexOf(open);
    while (start >= 0) {
      int end = text.indexOf(close, start);
      if (end < 0) {
        break;
      }
      out.append(text, copied, start);
      copied = end + close.length();
      start = text.indexOf(open, copied);
    }
    return out.append(text, copied, text.length()).toString();
  }
}
