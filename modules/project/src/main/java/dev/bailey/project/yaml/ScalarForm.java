package dev.bailey.project.yaml;

/// Which ways of writing a text its characters allow.
///
/// @param isPlain it can stand without quotes in a block, if its type shows
/// @param isSingleQuoted it can stand between single quotes
/// @param hasBreaks it has more than one line
record ScalarForm(boolean isPlain, boolean isSingleQuoted, boolean hasBreaks) {
  private static final String BREAKS = "\n\u0085\u2028\u2029";
  private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

  static ScalarForm of(String text) {
    if (text.isEmpty()) {
      return new ScalarForm(true, true, false);
    }
    boolean isPrintable = true;
    boolean hasBreaks = false;
    boolean hasBreakBesideSpace = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      isPrintable &= c == '\n' || (c >= ' ' && c <= '~');
      hasBreaks |= BREAKS.indexOf(c) >= 0;
      hasBreakBesideSpace |= i > 0 && isBreakBesideSpace(text.charAt(i - 1), c);
    }
    boolean isSingleQuoted = isPrintable && !hasBreakBesideSpace;
    boolean isPlain =
        isSingleQuoted
            && !hasBreaks
            && text.charAt(0) != ' '
            && text.charAt(text.length() - 1) != ' '
            && !hasIndicators(text);
    return new ScalarForm(isPlain, isSingleQuoted, hasBreaks);
  }

  private static boolean isBreakBesideSpace(char before, char c) {
    return (before == '\n' && c == ' ') || (before == ' ' && c == '\n');
  }

  /// Whether a parser would see something other than text in it.
  private static boolean hasIndicators(String text) {
    if (text.startsWith("---") || text.startsWith("...")) {
      return true;
    }
    char first = text.charAt(0);
    if (INDICATORS.indexOf(first) >= 0 || ("?:-".indexOf(first) >= 0 && isSpaceAt(text, 1))) {
      return true;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ':' && isSpaceAt(text, i + 1)) || (c == '#' && isSpaceAt(text, i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSpaceAt(String text, int at) {
    return at >= text.length() || " \n".indexOf(text.charAt(at)) >= 0;
  }
}
