package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads Python's syntax of regular expressions, with Python's error messages.
///
/// Longer than most files here, because the grammar is one piece.
final class RegexParser {
  /// Groups within groups; deeper ones are refused, since reading them recurses.
  private static final int MAX_NESTING = 100;

  static final int UNLIMITED = Integer.MAX_VALUE;

  private final PatternText text;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Set<Integer> openGroups = new HashSet<>();
  private int flags;
  private int groups;

  /// A condition may name a group that comes later, so that all are checked at the end.
  private int highestReference;

  private int highestReferenceAt;

  private int depth;

  RegexParser(String pattern, int flags) {
    this.text = new PatternText(pattern);
    this.flags = flags;
  }

  /// What the pattern says.
  ///
  /// @param groups how many groups it has
  /// @param names the groups that have names, in order
  record Parsed(Node node, int groups, Map<String, Integer> names, int flags) {}

  Parsed parse() {
    globalFlags();
    Node node = choice();
    if (highestReference > groups) {
      throw text.error("invalid group reference " + highestReference, highestReferenceAt);
    }
    if (Flags.has(flags, Flags.LOCALE)) {
      throw TemplateException.valueError("cannot use LOCALE flag with a str pattern");
    }
    if (Flags.has(flags, Flags.ASCII) && Flags.has(flags, Flags.UNICODE)) {
      throw TemplateException.valueError("ASCII and UNICODE flags are incompatible");
    }
    if (!text.isAtEnd()) {
      throw text.error("unbalanced parenthesis", text.position());
    }
    int all = Flags.has(flags, Flags.ASCII) ? flags : flags | Flags.UNICODE;
    return new Parsed(node, groups, names, all);
  }

  /// `(?ims)` at the very start.
  private void globalFlags() {
    while (text.peek() == '(' && text.peek(1) == '?' && Flags.ofLetter(text.peek(2)) != 0) {
      int start = text.position();
      text.moveTo(start + 2);
      int found = 0;
      while (Flags.ofLetter(text.peek()) != 0) {
        found |= Flags.ofLetter(text.next());
      }
      if (!text.take(')')) {
        text.moveTo(start);
        return;
      }
      if (Flags.has(found, Flags.LOCALE)) {
        throw text.error("bad inline flags: cannot use 'L' flag with a str pattern", start + 3);
      }
      flags |= found;
    }
  }

  private Node choice() {
    if (++depth > MAX_NESTING) {
      throw TemplateException.of(
          "RecursionError",
          "maximum recursion depth exceeded while compiling a regular expression");
    }
    var branches = new ArrayList<Node>();
    do {
      branches.add(sequence());
    } while (text.take('|'));
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new Node.Choice(List.copyOf(branches));
  }

  private Node sequence() {
    var parts = new ArrayList<Node>();
    while (!text.isAtEnd() && text.peek() != '|' && text.peek() != ')') {
      if (Flags.has(flags, Flags.VERBOSE) && skipSpace()) {
        continue;
      }
      boolean isGroup = text.peek() == '(';
      Node part = atom();
      if (part instanceof Node.Empty) {
        continue;
      }
      while (Flags.has(flags, Flags.VERBOSE) && !text.isAtEnd() && skipSpace()) {
        // a quantifier may stand apart from what it repeats
      }
      parts.add(quantified(part, isGroup));
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(List.copyOf(parts));
  }

  private boolean skipSpace() {
    int c = text.peek();
    if (c == '#') {
      while (!text.isAtEnd() && text.next() != '\n') {
        // a comment to the end of the line
      }
      return true;
    }
    if (" \t\n\r\u000b\f".indexOf(c) >= 0) {
      text.next();
      return true;
    }
    return false;
  }

  private boolean ignoresCase() {
    return Flags.has(flags, Flags.IGNORECASE);
  }

  private boolean isAscii() {
    return Flags.has(flags, Flags.ASCII);
  }

  private Node literal(int c) {
    boolean hasCase =
        ignoresCase() && (Character.toLowerCase(c) != c || Character.toUpperCase(c) != c);
    return new Node.Literal(hasCase ? CharSet.fold(c, isAscii()) : c, hasCase, isAscii());
  }

  private Node set(CharSet characters) {
    return new Node.Set(characters, ignoresCase(), isAscii());
  }

  private Node at(Node.Place place) {
    return new Node.At(place, isAscii());
  }

  private Node atom() {
    int start = text.position();
    int c = text.next();
    return switch (c) {
      case '.' -> new Node.Set(CharSet.any(Flags.has(flags, Flags.DOTALL)), false, false);
      case '^' -> at(Flags.has(flags, Flags.MULTILINE) ? Node.Place.LINE_START : Node.Place.START);
      case '$' ->
          at(
              Flags.has(flags, Flags.MULTILINE)
                  ? Node.Place.LINE_END
                  : Node.Place.END_OR_LAST_NEWLINE);
      case '[' -> set(Escapes.set(text, flags, start));
      case '(' -> group(start);
      case '\\' -> escape(start);
      case '*', '+', '?' -> throw text.error("nothing to repeat", start);
      case '{' -> {
        text.moveTo(start);
        if (quantifier() != null) {
          throw text.error("nothing to repeat", start);
        }
        text.moveTo(start + 1);
        yield literal(c);
      }
      default -> literal(c);
    };
  }

  private record Bounds(int least, int most) {}

  /// The bounds of `*`, `+`, `?` or `{...}`, or null, with the text where it was.
  private @Nullable Bounds quantifier() {
    return switch (text.peek()) {
      case '*' -> taken(new Bounds(0, UNLIMITED));
      case '+' -> taken(new Bounds(1, UNLIMITED));
      case '?' -> taken(new Bounds(0, 1));
      case '{' -> {
        int start = text.position();
        text.next();
        var bounds = braces(start);
        if (bounds == null) {
          text.moveTo(start);
        }
        yield bounds;
      }
      default -> null;
    };
  }

  private Bounds taken(Bounds bounds) {
    text.next();
    return bounds;
  }

  private @Nullable Bounds braces(int start) {
    if (text.peek() == '}') {
      return null;
    }
    String low = text.digits(10, Integer.MAX_VALUE);
    String high = low;
    if (text.take(',')) {
      high = text.digits(10, Integer.MAX_VALUE);
    } else if (low.isEmpty()) {
      return null;
    }
    if (!text.take('}')) {
      return null;
    }
    int least = low.isEmpty() ? 0 : count(low);
    int most = high.isEmpty() ? UNLIMITED : count(high);
    if (most < least) {
      throw text.error("min repeat greater than max repeat", start);
    }
    return new Bounds(least, most);
  }

  private static int count(String digits) {
    if (digits.length() > 9) {
      if (digits.length() > 10 || Long.parseLong(digits) >= 4294967295L) {
        throw TemplateException.of("OverflowError", "the repetition number is too large");
      }
      return UNLIMITED - 1;
    }
    return Integer.parseInt(digits);
  }

  /// @param isGroup whether it is in parentheses, where Python repeats even a mere place
  private Node quantified(Node part, boolean isGroup) {
    int at = text.position();
    var bounds = quantifier();
    if (bounds == null) {
      return part;
    }
    if (part instanceof Node.At && !isGroup) {
      throw text.error("nothing to repeat", at);
    }
    var greed = Node.Greed.GREEDY;
    if (text.take('?')) {
      greed = Node.Greed.LAZY;
    } else if (text.take('+')) {
      greed = Node.Greed.POSSESSIVE;
    }
    int after = text.position();
    if (quantifier() != null) {
      throw text.error("multiple repeat", after);
    }
    return new Node.Repeat(part, bounds.least, bounds.most, greed);
  }

  private Node escape(int start) {
    int letter = text.next();
    if (letter == PatternText.END) {
      throw text.error("bad escape (end of pattern)", start);
    }
    var category = Escapes.category(letter, flags);
    if (category != null) {
      return set(CharSet.of(category));
    }
    return switch (letter) {
      case 'A' -> at(Node.Place.START);
      case 'Z' -> at(Node.Place.END);
      case 'b' -> at(Node.Place.WORD_EDGE);
      case 'B' -> at(Node.Place.NO_WORD_EDGE);
      case '0' -> literal(Escapes.octal(text));
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numeric(letter, start);
      default -> literal(Escapes.plain(text, letter, start));
    };
  }

  /// A back reference, or a character by three octal digits.
  private Node numeric(int first, int start) {
    int second = text.peek();
    if (second >= '0' && second <= '9') {
      int third = text.peek(1);
      if (isOctal(first) && isOctal(second) && isOctal(third)) {
        text.next();
        text.next();
        int value = (first - '0') * 64 + (second - '0') * 8 + third - '0';
        if (value > 0377) {
          throw text.error(
              "octal escape value "
                  + text.slice(start, text.position())
                  + " outside of range 0-0o377",
              start);
        }
        return literal(value);
      }
      text.next();
    }
    int group = Integer.parseInt(text.slice(start + 1, text.position()));
    return backReference(group, start + 1);
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }

  private Node backReference(int group, int at) {
    if (group > groups) {
      throw text.error("invalid group reference " + group, at);
    }
    if (openGroups.contains(group)) {
      throw text.error("cannot refer to an open group", at);
    }
    return new Node.BackReference(group, ignoresCase());
  }

  private Node group(int start) {
    if (!text.take('?')) {
      return capture(null, start);
    }
    int kind = text.next();
    return switch (kind) {
      case 'P' -> named(start);
      case ':' -> close(choice(), start);
      case '#' -> comment(start);
      case '=', '!' -> look(false, kind == '!', start);
      case '<' -> behind(start);
      case '>' -> new Node.Atomic(close(choice(), start));
      case '(' -> conditional(start);
      case PatternText.END -> throw text.error("unexpected end of pattern", text.position());
      default -> {
        if (kind == '-' || Flags.ofLetter(kind) != 0) {
          yield scopedFlags(kind, start);
        }
        throw text.error("unknown extension ?" + Character.toString(kind), start + 1);
      }
    };
  }

  private Node close(Node node, int start) {
    if (!text.take(')')) {
      throw text.error("missing ), unterminated subpattern", start);
    }
    return node instanceof Node.Empty ? new Node.Sequence(List.of()) : node;
  }

  private Node capture(@Nullable String name, int start) {
    int number = ++groups;
    if (name != null) {
      Integer before = names.putIfAbsent(name, number);
      if (before != null) {
        throw text.error(
            "redefinition of group name '"
                + name
                + "' as group "
                + number
                + "; was group "
                + before,
            start + 4);
      }
    }
    openGroups.add(number);
    Node body = scoped(flags, start);
    openGroups.remove(number);
    return new Node.Group(number, body);
  }

  /// The rest of a group, under its own flags.
  private Node scoped(int inside, int start) {
    int outside = flags;
    flags = inside;
    Node body = choice();
    flags = outside;
    return close(body, start);
  }

  private Node named(int start) {
    if (text.take('<')) {
      int at = text.position();
      String name = text.until('>', "group name");
      checkName(name, at);
      return capture(name, start);
    }
    if (text.take('=')) {
      int at = text.position();
      String name = text.until(')', "group name");
      checkName(name, at);
      Integer group = names.get(name);
      if (group == null) {
        throw text.error("unknown group name '" + name + "'", at);
      }
      return backReference(group, at);
    }
    int c = text.next();
    throw c == PatternText.END
        ? text.error("unexpected end of pattern", text.position())
        : text.error("unknown extension ?P" + Character.toString(c), start + 1);
  }

  private void checkName(String name, int at) {
    if (!isIdentifier(name)) {
      throw text.error("bad character in group name '" + name + "'", at);
    }
  }

  static boolean isIdentifier(String name) {
    int first = name.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && name.codePoints().skip(1).allMatch(Character::isUnicodeIdentifierPart);
  }

  private Node comment(int start) {
    while (true) {
      int c = text.next();
      if (c == PatternText.END) {
        throw text.error("missing ), unterminated comment", start);
      }
      if (c == ')') {
        return new Node.Empty();
      }
    }
  }

  private Node look(boolean isBehind, boolean isNegative, int start) {

    Node body = close(choice(), start);

    int width = 0;
    if (isBehind) {
      int[] widths = Widths.of(body);
      if (widths[0] != widths[1]) {
        throw TemplateException.of("error", "look-behind requires fixed-width pattern");
      }
      width = widths[0];
    }
    return new Node.Look(body, isBehind, isNegative, width);
  }

  private Node behind(int start) {
    int c = text.next();
    if (c == PatternText.END) {
      throw text.error("unexpected end of pattern", text.position());
    }
    if (c != '=' && c != '!') {
      throw text.error("unknown extension ?<" + Character.toString(c), start + 1);
    }
    return look(true, c == '!', start);
  }

  private Node conditional(int start) {
    int at = text.position();
    String name = text.until(')', "group name");
    int group = groupOf(name, at);
    Node yes = sequence();
    Node no = new Node.Sequence(List.of());
    if (text.take('|')) {
      no = sequence();
      if (text.peek() == '|') {
        throw text.error("conditional backref with more than two branches", text.position());
      }
    }
    close(yes, start);
    return new Node.Conditional(group, yes, no);
  }

  private int groupOf(String name, int at) {
    if (isIdentifier(name)) {
      Integer group = names.get(name);
      if (group == null) {
        throw text.error("unknown group name '" + name + "'", at);
      }
      return group;
    }
    if (name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw text.error("bad character in group name '" + name + "'", at);
    }
    int group = Integer.parseInt(name);
    if (group == 0) {
      throw text.error("bad group number", at);
    }
    if (group > highestReference) {
      highestReference = group;
      highestReferenceAt = at;
    }
    return group;
  }

  /// `(?i-s:...)`; flags without a body are allowed only at the start.
  private Node scopedFlags(int first, int start) {
    int added = 0;
    int removed = 0;
    int c = first;
    while (Flags.ofLetter(c) != 0) {
      if (c == 'L') {
        throw text.error(
            "bad inline flags: cannot use 'L' flag with a str pattern", text.position());
      }
      added |= Flags.ofLetter(c);
      c = text.next();
    }
    if (c == ')') {
      throw text.error("global flags not at the start of the expression", start);
    }
    if (c == '-') {
      c = text.next();
      if (Flags.ofLetter(c) == 0) {
        throw text.error(c == PatternText.END ? "missing flag" : "unknown flag", text.position());
      }
      while (Flags.ofLetter(c) != 0) {
        removed |= Flags.ofLetter(c);
        c = text.next();
      }
    }
    if (c != ':') {
      throw text.error(
          c == PatternText.END ? "missing -, : or )" : "unknown flag", text.position());
    }
    if (Flags.has(added, Flags.ASCII) && Flags.has(added, Flags.UNICODE)) {
      throw text.error(
          "bad inline flags: flags 'a', 'u' and 'L' are incompatible", text.position());
    }
    if ((removed & (Flags.ASCII | Flags.UNICODE | Flags.LOCALE)) != 0) {
      throw text.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", text.position());
    }
    if ((added & removed) != 0) {
      throw text.error("bad inline flags: flag turned on and off", text.position());
    }
    int inside = (flags | added) & ~removed;
    inside = Flags.has(added, Flags.UNICODE) ? inside & ~Flags.ASCII : inside;
    return scoped(inside, start);
  }
}
