package dev.bailey.jinja.value;

/// HTML taken off a text.
public final class Tags {
  private Tags() {}

  /// The text without comments and tags, white space in it folded, common entities resolved.
  public static String strip(String html, Execution x) {
    x.meter().items(html.length());
    String text = cut(cut(html, "<!--", "-->"), "<", ">");
    return unescape(String.join(" ", StrSplit.atSpace(text, Long.MAX_VALUE)));
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

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }
}
