package dev.bailey.jinja;

/// The choices that Jinja2 leaves open about the language itself.
///
/// @param trimsBlocks the first newline after a block is removed
/// @param stripsBlocks spaces and tabs before a block that begins a line are removed
/// @param keepsTrailingNewline the last newline of a template stays
/// @param allowsDo the extension `{% do %}`
/// @param allowsLoopControls the extension `{% break %}` and `{% continue %}`
/// @param allowsAnnotations parameters of macros may say their type behind a colon
/// @param escapes values that are printed become safe HTML
/// @param macroPrefix what a macro is called inside its own template is this and its name
public record Syntax(
    boolean trimsBlocks,
    boolean stripsBlocks,
    boolean keepsTrailingNewline,
    boolean allowsDo,
    boolean allowsLoopControls,
    boolean allowsAnnotations,
    boolean escapes,
    String macroPrefix) {

  /// Jinja2 without extensions.
  public static Syntax stock() {
    return new Syntax(false, false, false, false, false, false, false, "");
  }

  /// Jinja2 as dbt sets it up: all extensions, and macros that are not visible by their own name in
  /// the template that defines them, because every call of one goes through the context.
  public static Syntax dbt() {
    return new Syntax(false, false, false, true, true, true, false, "dbt_macro__");
  }

  public Syntax withTrimmedBlocks(boolean trims, boolean strips) {
    return new Syntax(
        trims,
        strips,
        keepsTrailingNewline,
        allowsDo,
        allowsLoopControls,
        allowsAnnotations,
        escapes,
        macroPrefix);
  }

  public Syntax withTrailingNewline(boolean keeps) {
    return new Syntax(
        trimsBlocks,
        stripsBlocks,
        keeps,
        allowsDo,
        allowsLoopControls,
        allowsAnnotations,
        escapes,
        macroPrefix);
  }

  public Syntax withExtensions(boolean withDo, boolean withLoopControls) {
    return new Syntax(
        trimsBlocks,
        stripsBlocks,
        keepsTrailingNewline,
        withDo,
        withLoopControls,
        allowsAnnotations,
        escapes,
        macroPrefix);
  }

  public Syntax withEscaping(boolean isEscaped) {
    return new Syntax(
        trimsBlocks,
        stripsBlocks,
        keepsTrailingNewline,
        allowsDo,
        allowsLoopControls,
        allowsAnnotations,
        isEscaped,
        macroPrefix);
  }
}
