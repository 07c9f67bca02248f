package dev.bailey.project.context;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Makes values, YAML and JSON from a seed, with all that quotes, types and breaks depend on.
final class DataGenerator {
  private static final List<String> WORDS =
      List.of(
          "yes",
          "no",
          "on",
          "Off",
          "y",
          "N",
          "true",
          "False",
          "null",
          "Null",
          "~",
          "1e5",
          "1_000",
          "0o7",
          "010",
          "0x1F",
          "0b11",
          "1:30",
          "190:20:30.5",
          ".5",
          "5.",
          "1.0e+16",
          "-.inf",
          ".NaN",
          "1.5e-7",
          "12e03",
          "0_",
          "08",
          "+1",
          "-0",
          "2020-01-02",
          "2020-1-2",
          "2020-13-40",
          "2020-01-02 03:04:05",
          "2020-01-02T03:04:05.25Z",
          "2020-1-2 3:04:05 +2",
          "<<",
          "=",
          "-",
          "?",
          ":",
          "- a",
          "? a",
          ": a",
          "a: b",
          "a:b",
          "a:",
          "a #b",
          "a#b",
          "#a",
          "&a",
          "*a",
          "!a",
          "!",
          "|",
          ">",
          "%a",
          "@a",
          "`a",
          "{a",
          "}a",
          "[a",
          "]a",
          ",a",
          "a, b",
          "it's",
          "'a'",
          "\"a\"",
          "say \"it's\"",
          "---",
          "--- a",
          "...",
          "-a",
          "--",
          " a",
          "a ",
          "a\nb",
          "a\n",
          "\na",
          "a\n\nb",
          "a \nb",
          "a\n b",
          "\n",
          " ",
          "",
          "\t",
          "a\tb",
          "a\\b",
          "é",
          "日本",
          "😀",
          "\u00a0",
          "\u0085",
          "\ufeff",
          "\u0007",
          "\u0000",
          "\r\n",
          "select 1 as id",
          "{{ ref('x') }}",
          "snake_case",
          "orders",
          "100%",
          "a/b",
          "https://x.org/?a=1&b=2#c");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-7",
          "123456789012345678901234567890",
          "1.0",
          "-0.0",
          "0.1",
          "1e5",
          "1e16",
          "1e-7",
          "1.5e300",
          "5e-324",
          "123456.789",
          "'inf' | float",
          "'-inf' | float",
          "100000.0");

  private static final List<String> MOMENTS =
      List.of(
          "modules.datetime.date(2020, 1, 2)",
          "modules.datetime.date(1, 1, 1)",
          "modules.datetime.datetime(2020, 1, 2)",
          "modules.datetime.datetime(2020, 1, 2, 3, 4, 5, 60)",
          "modules.datetime.datetime(2020, 1, 2, 3, 4, 5, 0, modules.pytz.utc)",
          "modules.pytz.timezone('Europe/Berlin').localize(modules.datetime.datetime(1800, 1, 2))",
          "modules.pytz.timezone('Asia/Tokyo').localize(modules.datetime.datetime(2020, 1, 2, 3))");

  private final SplittableRandom random;

  private int anchors;

  DataGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String text() {
    return switch (random.nextInt(10)) {
      case 0 -> sentence(" ");
      case 1 -> sentence(random.nextBoolean() ? "\n" : "  ");
      case 2 -> one(WORDS) + one(WORDS);
      case 3 -> one(WORDS) + " " + one(WORDS);
      case 4 -> one(WORDS).repeat(1 + random.nextInt(60));
      default -> one(WORDS);
    };
  }

  private String sentence(String separator) {
    var words = new ArrayList<String>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      words.add(
          random.nextInt(5) > 0
              ? "abcdefghijkl".substring(random.nextInt(10))
              : one(WORDS).strip());
    }
    return String.join(separator, words);
  }

  /// An expression of Jinja2.
  String value() {
    return value(3);
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 7)) {
      case 0 -> one(NUMBERS);
      case 1 -> one(List.of("none", "true", "false"));
      case 2 -> random.nextInt(3) == 0 ? one(MOMENTS) : one(NUMBERS);
      case 3, 4, 5, 6 -> literal(text());
      case 7, 8 -> "[" + several(() -> value(depth - 1)) + "]";
      case 9 -> random.nextInt(4) == 0 ? "([], " + value(depth - 1) + ")" : value(depth - 1);
      default -> "{" + several(() -> key() + ": " + value(depth - 1)) + "}";
    };
  }

  private String key() {
    return switch (random.nextInt(12)) {
      case 0 -> one(NUMBERS.subList(0, 12));
      case 1 -> one(List.of("none", "true"));
      default -> literal(text());
    };
  }

  private String several(java.util.function.Supplier<String> one) {
    return java.util.stream.Stream.generate(one)
        .limit(random.nextInt(4))
        .collect(Collectors.joining(", "));
  }

  /// A string literal in ASCII.
  static String literal(String text) {
    var out = new StringBuilder("'");
    text.codePoints()
        .forEach(c -> {
          if (c == '\'' || c == '\\') {
            out.append('\\').append((char) c);
          } else if (c >= ' ' && c <= '~') {
            out.append((char) c);
          } else {
            out.append("\\U%08x".formatted(c));
          }
        });
    return out.append('\'').toString();
  }

  /// A YAML text, not always a valid one.
  String yaml() {
    String text = node(3, 0).stripTrailing();
    return switch (random.nextInt(30)) {
      case 0 -> "---\n" + text;
      case 1 -> text + "\n...\n";
      case 2 -> "%YAML 1.1\n---\n" + text;
      case 3 -> text.substring(0, random.nextInt(text.length() + 1));
      case 4 -> text + "\n# end";
      case 5 -> insert(text, one(List.of("-", "'", "\"", "\t", "#", "[", "}")));
      case 6 -> text.replace("\n", "\r\n");
      default -> text + "\n";
    };
  }

  private String insert(String text, String part) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + part + text.substring(at);
  }

  private String node(int depth, int indent) {
    return switch (random.nextInt(depth > 0 ? 9 : 4)) {
      case 0, 1, 2 -> properties() + scalar(indent);
      case 3 -> flow(2);
      case 4, 5 -> sequence(depth, indent);
      default -> mapping(depth, indent);
    };
  }

  private String sequence(int depth, int indent) {
    var out = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.append("\n").append(" ".repeat(indent)).append("- ");
      out.append(node(depth - 1, indent + 2));
    }
    return out.toString();
  }

  private String mapping(int depth, int indent) {
    var out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      out.append("\n").append(" ".repeat(indent));
      out.append(random.nextInt(25) == 0 ? "<<" : plain()).append(": ");
      out.append(node(depth - 1, indent + 2));
      out.append(random.nextInt(15) == 0 ? " # note" : "");
    }
    return out.toString();
  }

  private String properties() {
    return switch (random.nextInt(25)) {
      case 0 -> "&a" + anchors++ + " ";
      case 1 -> anchors > 0 ? "*a" + (anchors - 1) + (random.nextBoolean() ? "\n" : " ") : "&b ";
      case 2 -> "!!str ";
      case 3 -> one(List.of("!!float ", "!!null ", "!!timestamp ", "!!map ", "!x "));
      default -> "";
    };
  }

  private String yamlWord() {
    return breakless(one(WORDS));
  }

  /// YAML 1.1 takes them for breaks of lines and marks of byte order, our scanner of 1.2 does not.
  private static String breakless(String text) {
    return text.replaceAll("[\u0085\ufeff]", "");
  }

  private String plain() {
    String word = yamlWord();
    return word.isBlank()
            || "-?&!*".indexOf(word.charAt(0)) >= 0
            || word.indexOf('\n') >= 0
            || random.nextInt(3) > 0
        ? "abcdefgh".substring(random.nextInt(8))
        : word;
  }

  private String scalar(int indent) {
    String pad = "\n" + " ".repeat(indent + random.nextInt(3));
    return switch (random.nextInt(10)) {
      case 0 -> "'" + breakless(text()).replace("'", "''").replace("\n", pad) + "'";
      case 1 ->
          "\""
              + one(List.of("a\\tb", "\\x41", "\\u00e9", "\\/", "\\e", "a\\\n  b", "\\q", "\\0"))
              + yamlWord().replace("\\", "").replace("\"", "").replace("\n", pad)
              + "\"";
      case 2 -> one(List.of("|", "|-", "|+", ">", ">-", ">+", "|2", ">1-")) + block(pad);
      case 3 -> "several words" + pad + "in two lines";
      default -> plain();
    };
  }

  private String block(String pad) {
    var out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      out.append(
          random.nextInt(4) == 0 ? "\n" : pad + one(List.of("a", " b", "c d", "# e", "f: g")));
    }
    return out.toString();
  }

  private String flow(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 2)) {
      case 0, 1 -> flowScalar();
      case 2, 3 -> "[" + several(() -> flow(depth - 1)) + one(List.of("", ",")) + "]";
      default ->
          "{"
              + several(() -> flowScalar() + one(List.of(": ", ":", " : ")) + flow(depth - 1))
              + "}";
    };
  }

  private String flowScalar() {
    return switch (random.nextInt(4)) {
      case 0 -> "'" + yamlWord().replace("'", "''").replace("\n", " ") + "'";
      case 1 -> "\"b\"";
      default -> plain();
    };
  }

  /// A JSON text, not always a valid one.
  String json() {
    String text = json(3);
    return switch (random.nextInt(20)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> insert(text, one(List.of(",", ":", "\"", "]", "x", "\n", "\t", "\\", "\u00a0")));
      case 2 -> " \n" + text + "\r\n\t";
      default -> text;
    };
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 ->
          one(
              List.of(
                  "0",
                  "-0",
                  "1",
                  "-12",
                  "01",
                  "1.5",
                  "1.",
                  ".5",
                  "-0.0",
                  "1e5",
                  "1E+2",
                  "1e",
                  "1e400",
                  "123456789012345678901234567890",
                  "NaN",
                  "Infinity",
                  "-Infinity",
                  "+1",
                  "0x1"));
      case 1 -> one(List.of("true", "false", "null", "True", "nul", ""));
      case 2, 3 -> jsonText();
      case 4, 5 -> "[" + several(() -> json(depth - 1)) + "]";
      default -> "{" + several(() -> jsonText() + ": " + json(depth - 1)) + "}";
    };
  }

  private String jsonText() {
    String text = one(WORDS).replace("\\", "\\\\").replace("\"", "\\\"");
    if (random.nextInt(5) > 0) {
      text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
    }
    return "\""
        + text
        + one(List.of("", "", "", "\\u00e9", "\\ud83d\\ude00", "\\/", "\\x", "\\u12"))
        + "\"";
  }
}
