package dev.bailey.jinja;

import dev.bailey.jinja.value.DictValue;
import java.util.SplittableRandom;

/// Makes single expressions about Python's values: numbers, strings and their methods, formatting,
/// slices, sorting, dates and regular expressions. Each prints its `repr`.
final class ValueGenerator extends ExpressionGenerator {
  ValueGenerator(long seed) {
    super(new SplittableRandom(seed));
    names.addAll(java.util.List.of("n", "s", "b"));
  }

  /// The case of one seed.
  static Jinja2.Case of(long seed) {
    var generator = new ValueGenerator(seed);
    String template = "{{ (" + generator.value() + ") | repr }}";
    return new Jinja2.Case(
        template, TemplateGenerator.context(), DictValue.empty(), DictValue.empty());
  }

  private String value() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> arithmetic(3);
      case 2 -> arithmetic(1) + " " + pick("<", "<=", "==", "!=", ">", ">=") + " " + arithmetic(1);
      case 3, 4, 5 -> method();
      case 6, 7 -> percent();
      case 8, 9 -> format();
      case 10 -> sequence();
      case 11 -> collection();
      case 12, 13 -> date();
      case 14 -> regex();
      default -> any(3);
    };
  }

  private String numeral() {
    return switch (random.nextInt(10)) {
      case 0 -> "" + random.nextLong();
      case 1 -> "" + random.nextInt(-20, 20);
      case 2 -> "" + (random.nextInt(2000) - 1000) / 8.0;
      case 3 -> "" + random.nextDouble();
      case 4 ->
          pick("1e16", "1e-5", "0.1", "1e22", "123456789.123", "5e-324", "2.5", "1e15", "0.0001");
      case 5 -> pick("true", "false");
      case 6 -> pick("2 ** 70", "10 ** 20", "-(2 ** 64)", "10 ** -2");
      default -> "" + random.nextInt(0, 100);
    };
  }

  private String arithmetic(int depth) {
    if (depth == 0) {
      return "(" + numeral() + ")";
    }
    int d = depth - 1;
    return switch (random.nextInt(10)) {
      case 0, 1 -> arithmetic(d) + " " + pick("+", "-", "*") + " " + arithmetic(d);
      case 2, 3 -> arithmetic(d) + " " + pick("/", "//", "%") + " " + arithmetic(d);
      case 4 -> "(" + arithmetic(d) + ") ** " + pick("0", "1", "2", "3", "-1");
      case 5 -> "(" + arithmetic(d) + ") | round(" + pick("", "1", "2", "3", "-1") + ")";
      case 6 -> "-(" + arithmetic(d) + ")";
      case 7 -> "(" + arithmetic(d) + ") | " + pick("int", "float", "abs", "string");
      case 8 ->
          "("
              + arithmetic(d)
              + ")."
              + pick(
                  "bit_length()",
                  "is_integer()",
                  "conjugate()",
                  "real",
                  "imag",
                  "as_integer_ratio()",
                  "hex()");
      default -> arithmetic(0);
    };
  }

  private String string() {
    return pick(
        "'Hello, World'",
        "'  padded\\t '",
        "'a,b,,c'",
        "''",
        "'MiXed cAse'",
        "'x'",
        "'ǅungla ß'",
        "'12345'",
        "'-42'",
        "'3.14'",
        "'line1\\nline2\\r\\nline3'",
        "'tab\\there'",
        "'quote\\'s \"x\"'",
        "'日本語'",
        "'😀 smile'",
        "'aaa'",
        "'they\\'re bill\\'s'",
        "'snake_case_name'",
        "'½²'",
        "'a\\x00b'");
  }

  private String method() {
    String s = string();
    String one = pick("'a'", "' '", "'l'", "','", "''", "'_'", "'xyz'", "'b'");
    return switch (random.nextInt(24)) {
      case 0 ->
          s
              + "."
              + pick(
                  "upper",
                  "lower",
                  "title",
                  "capitalize",
                  "swapcase",
                  "casefold",
                  "strip",
                  "lstrip",
                  "rstrip")
              + "()";
      case 1 ->
          s
              + "."
              + pick("strip", "lstrip", "rstrip", "removeprefix", "removesuffix")
              + "("
              + one
              + ")";
      case 2 ->
          s
              + "."
              + pick("split", "rsplit")
              + "("
              + pick("", one, one + ", 1", "none, 1", "maxsplit=1", "sep=" + one)
              + ")";
      case 3 -> s + ".splitlines(" + pick("", "true") + ")";
      case 4 -> s + "." + pick("partition", "rpartition") + "(" + one + ")";
      case 5 ->
          s
              + "."
              + pick("find", "rfind", "index", "rindex", "count")
              + "("
              + one
              + pick("", ", 1", ", 1, 5", ", -3")
              + ")";
      case 6 ->
          s
              + "."
              + pick("startswith", "endswith")
              + "("
              + pick(one, one + ", 1", "('H', 'a')")
              + ")";
      case 7 -> s + ".replace(" + one + ", " + pick("'-'", "''", "'aa'") + pick("", ", 1") + ")";
      case 8 -> s + "." + pick("center", "ljust", "rjust") + "(" + pick("3", "15", "20, '*'") + ")";
      case 9 -> s + ".zfill(" + pick("2", "8", "12") + ")";
      case 10, 11 ->
          s
              + "."
              + pick(
                  "isalpha",
                  "isdigit",
                  "isdecimal",
                  "isnumeric",
                  "isalnum",
                  "isspace",
                  "islower",
                  "isupper",
                  "istitle",
                  "isidentifier",
                  "isprintable",
                  "isascii")
              + "()";
      case 12 -> s + ".expandtabs(" + pick("", "4", "0") + ")";
      case 13 -> one + ".join([" + s + ", " + string() + "])";
      case 14 ->
          s
              + pick(
                  "[0]",
                  "[-1]",
                  "[1:3]",
                  "[::-1]",
                  "[::2]",
                  "[-3:]",
                  "[5:2]",
                  "[:-2]",
                  "[2:100]",
                  "[-100:2]",
                  "[::-2]",
                  "[4:1:-1]");
      case 15 ->
          s
              + " | "
              + pick(
                  "wordcount",
                  "title",
                  "capitalize",
                  "list",
                  "trim",
                  "upper",
                  "reverse",
                  "length",
                  "urlencode",
                  "striptags",
                  "escape",
                  "tojson",
                  "wordwrap(5)",
                  "truncate(6)",
                  "truncate(8, true, '..', 0)",
                  "indent(3)",
                  "center(11)",
                  "int",
                  "float",
                  "first",
                  "last");
      case 16 -> s + ".encode(" + pick("", "'utf-8'", "'ascii', 'ignore'") + ")";
      case 17 -> s + ".translate({97: 'A', 108: none})";
      case 18 -> s + " * " + pick("0", "2", "-1", "true");
      case 19 -> s + " in " + string();
      case 20 -> s + " < " + string();
      case 21 ->
          "["
              + s
              + ", "
              + string()
              + ", "
              + string()
              + "] | "
              + pick("sort", "max", "min", "join('|')", "unique | list", "sort(true, true)");
      case 22 ->
          s
              + "."
              + pick(
                  "nope()",
                  "upper(1)",
                  "split(1)",
                  "join(1)",
                  "center()",
                  "find()",
                  "replace('a')");
      default -> s + " | replace(" + one + ", " + string() + pick("", ", 2") + ")";
    };
  }

  private String percent() {
    String flags = pick("", "", "-", "0", "+", " ", "#", "-0", "+0");
    String width = pick("", "", "5", "10", "2");
    String precision = pick("", "", ".0", ".2", ".5", ".10");
    String type =
        pick("s", "d", "i", "f", "e", "g", "G", "E", "x", "X", "o", "r", "c", "u", "a", "%", "y");
    String directive = "%" + flags + width + precision + type;
    String argument = pick(numeral(), numeral(), string(), "none", "[1, 'a']", "true", "{'k': 2}");
    return switch (random.nextInt(5)) {
      case 0 -> "'<" + directive + ">' % (" + argument + ")";
      case 1 -> "'" + directive + " " + "%s' % ((" + argument + "), 'x')";
      case 2 -> "'%(k)" + flags + width + precision + type + "' % {'k': " + argument + "}";
      case 3 -> "'<" + directive + ">' | format(" + argument + ")";
      default -> "'" + directive + "' % (" + argument + ",)";
    };
  }

  private String format() {
    String fill = pick("", "", "*<", "<", ">", "^", "_^", "=", "0=");
    String sign = pick("", "", "+", "-", " ");
    String zero = pick("", "", "0", "#");
    String width = pick("", "6", "12", "3");
    String grouping = pick("", "", ",", "_");
    String precision = pick("", "", ".2", ".0", ".5");
    String type =
        pick("", "", "d", "f", "e", "g", "x", "b", "o", "X", "%", "s", "n", "c", "E", "G");
    String spec = fill + sign + zero + width + grouping + precision + type;
    String argument = pick(numeral(), numeral(), numeral(), string(), "none", "true", "[1]");
    return switch (random.nextInt(5)) {
      case 0, 1 -> "'{:" + spec + "}'.format(" + argument + ")";
      case 2 -> "'{0!r:>10}{1}'.format(" + argument + ", 1)";
      case 3 ->
          "'{"
              + pick("a", "a.real", "a[0]", "a!s", "0", "", "b", "a:{w}")
              + "}'.format("
              + pick("", "1")
              + (chance(2) ? "a=" : "")
              + argument
              + ")";
      default ->
          "'"
              + pick("{{}}", "{}{}", "{1}{0}", "{", "}", "{0}{}", "{:>{w}}")
              + "'.format("
              + argument
              + ", 2, w=5)";
    };
  }

  private String sequence() {
    String list =
        pick(
            "[3, 1, 2]",
            "['b', 'A', 'a', 'B']",
            "[1.5, 2, true]",
            "[]",
            "[(2, 'a'), (1, 'b')]",
            "(1, 2, 3)",
            "range(10)",
            "[[1], [0, 2]]",
            "'hello'");
    return switch (random.nextInt(14)) {
      case 0 ->
          list
              + pick(
                  "[0]", "[-1]", "[1:]", "[::-1]", "[::2]", "[5]", "['x']", "[none]", "[1:2:0]",
                  "[-2:]");
      case 1 ->
          list
              + " | sort"
              + pick("", "(true)", "(case_sensitive=true)", "(attribute=1)", "(attribute='0,1')");
      case 2 ->
          list
              + " | "
              + pick(
                  "list",
                  "length",
                  "first",
                  "last",
                  "sum",
                  "max",
                  "min",
                  "unique | list",
                  "reverse | list",
                  "join",
                  "join('-')",
                  "batch(2) | list",
                  "slice(2) | list",
                  "batch(4, 0) | list");
      case 3 -> list + " + " + pick("[1]", "(1,)", "'x'");
      case 4 -> list + " * " + pick("2", "0", "-1");
      case 5 -> pick("1", "'a'", "2.0", "[1]", "true") + pick(" in ", " not in ") + list;
      case 6 -> list + " " + pick("<", "==", ">=") + " " + pick("[3, 1]", "[]", "['b']", "(1, 2)");
      case 7 ->
          list
              + "."
              + pick(
                  "index(1)",
                  "count(1)",
                  "copy()",
                  "index('A')",
                  "index(99)",
                  "append(1)",
                  "pop()",
                  "pop(0)",
                  "nope");
      case 8 ->
          list
              + " | map("
              + pick("'string'", "'int'", "'upper'", "attribute=0", "'default', 'x'")
              + ") | list";
      case 9 ->
          list
              + " | "
              + pick("select", "reject")
              + "("
              + pick("", "'odd'", "'string'", "'gt', 1", "'in', [1]")
              + ") | list";
      case 10 -> list + " | tojson" + pick("", "(2)", "(indent=1)");
      case 11 -> list + " | pprint";
      case 12 -> "zip(" + list + ", [1, 2]) | list";
      default -> list + " | string";
    };
  }

  private String collection() {
    String dict =
        pick(
            "{'b': 1, 'a': 2}",
            "{}",
            "{1: 'x', 1.0: 'y', true: 'z'}",
            "{'k': {'n': [1]}}",
            "{(1, 2): 3, none: 4}");
    return switch (random.nextInt(12)) {
      case 0 -> dict + "." + pick("keys()", "values()", "items()");
      case 1 ->
          dict
              + "."
              + pick(
                  "get('a')",
                  "get('q')",
                  "get('q', 7)",
                  "pop('a')",
                  "pop('q')",
                  "pop('q', 1)",
                  "setdefault('z', [])",
                  "copy()",
                  "update({'x': 1})",
                  "popitem()",
                  "clear()",
                  "fromkeys([1])");
      case 2 -> dict + pick("['a']", "['q']", "[1]", ".b", ".q", ".items");
      case 3 -> pick("'a'", "1", "none", "(1, 2)") + " in " + dict;
      case 4 -> dict + " == " + pick("{'a': 2, 'b': 1}", "{}", "[]");
      case 5 ->
          dict
              + " | "
              + pick(
                  "dictsort",
                  "dictsort(true)",
                  "dictsort(false, 'value')",
                  "length",
                  "list",
                  "items | list",
                  "first",
                  "tojson",
                  "pprint",
                  "xmlattr",
                  "string",
                  "sort",
                  "urlencode");
      case 6 -> "set([1, 2]) " + pick("==", "<=", "<") + " set([2, 1, 3])";
      case 7 -> "set([3]) | list";
      case 8 ->
          "set([1, 2])."
              + pick(
                  "union([2]) | length",
                  "issubset([1, 2, 3])",
                  "isdisjoint([5])",
                  "intersection([1])",
                  "difference([1])",
                  "symmetric_difference([1, 3]) | sort");
      case 9 -> dict + ".keys() " + pick("== ", "| list == ") + pick("['b', 'a']", "{}.keys()");
      case 10 -> "dict(" + dict + pick("", ", x=1") + ")";
      default -> dict + " | string";
    };
  }

  private String day() {
    return "modules.datetime.datetime("
        + (1950 + random.nextInt(120))
        + ", "
        + (1 + random.nextInt(12))
        + ", "
        + (1 + random.nextInt(28))
        + pick(
            "",
            ", " + random.nextInt(24) + ", " + random.nextInt(60),
            ", " + random.nextInt(24) + ", 5, 9, " + random.nextInt(1000000))
        + ")";
  }

  private String date() {
    String delta =
        "modules.datetime.timedelta("
            + pick(
                "days=" + random.nextInt(-400, 400),
                "hours=" + random.nextInt(-50, 50),
                "seconds=" + random.nextInt(100000),
                "days=1, hours=-3, minutes=7",
                "weeks=2, microseconds=5",
                "days=0.5")
            + ")";
    String pattern =
        pick(
            "%Y-%m-%d",
            "%d/%m/%y %H:%M:%S",
            "%A %B %j",
            "%a %b %d",
            "%I:%M %p",
            "%Y%m%dT%H%M%S.%f",
            "%U %W %w",
            "%G-W%V-%u",
            "%x %X",
            "%c",
            "%%",
            "%y",
            "%-d",
            "%e",
            "%Z%z|",
            "%s|%q");
    return switch (random.nextInt(16)) {
      case 0, 1 -> day() + ".strftime('" + pattern + "')";
      case 2 -> day() + " + " + delta;
      case 3 -> day() + " - " + pick(delta, day());
      case 4 ->
          day()
              + "."
              + pick(
                  "date()",
                  "time()",
                  "isoformat()",
                  "weekday()",
                  "isoweekday()",
                  "isocalendar()[1]",
                  "year",
                  "month",
                  "microsecond",
                  "toordinal()",
                  "ctime()",
                  "isoformat(' ')",
                  "isoformat(timespec='minutes')",
                  "replace(day=1)",
                  "replace(year=2000, hour=3)",
                  "tzinfo",
                  "timestamp()");
      case 5 -> day() + " " + pick("<", "==", ">=") + " " + day();
      case 6 -> delta + "." + pick("days", "seconds", "microseconds", "total_seconds()");
      case 7 ->
          delta
              + pick(
                  " * 2", " / 2", " // 3", " * 1.5", " + " + delta, " - " + delta, " > " + delta);
      case 8 -> "(" + day() + " | string) ~ (" + delta + ")";
      case 9 ->
          "modules.datetime.datetime.strptime('"
              + pick("2020-01-31", "2021-12-05", "bad", "2020-13-01")
              + "', '%Y-%m-%d')";
      case 10 ->
          "modules.datetime.datetime.strptime('"
              + pick("03 Mar 2021 04:05 PM", "29 Feb 2020 12:00 AM")
              + "', '%d %b %Y %I:%M %p')";
      case 11 ->
          "modules.datetime.date("
              + pick("2020, 2, 29", "1999, 12, 31", "2021, 2, 29")
              + ")"
              + pick(
                  "",
                  ".isoformat()",
                  ".strftime('%j')",
                  " + " + delta,
                  ".weekday()",
                  " == modules.datetime.date(2020, 2, 29)");
      case 12 ->
          "modules.datetime."
              + pick("date", "datetime")
              + ".fromisoformat('"
              + pick(
                  "2020-01-02",
                  "2020-01-02T03:04:05",
                  "2020-01-02 03:04:05.678901+02:00",
                  "2020-W01-1",
                  "20200102",
                  "nope")
              + "')";
      case 13 ->
          "modules.datetime.datetime.fromtimestamp("
              + random.nextInt(2000000000)
              + pick("", ", modules.pytz.utc", ", modules.pytz.timezone('Europe/Berlin')")
              + ")";
      case 14 ->
          "modules.pytz.timezone('"
              + pick("US/Eastern", "Europe/Paris", "Asia/Kolkata", "UTC", "Mars/X")
              + "').localize("
              + day()
              + ")"
              + pick(
                  "", ".isoformat()", ".utcoffset()", ".tzname()", ".astimezone(modules.pytz.utc)");
      default -> "[" + day() + ", " + delta + "]";
    };
  }

  private String regex() {
    String pattern =
        pick(
            "a+",
            "[^a-z]+",
            "(\\\\w+) (\\\\w+)",
            "\\\\d",
            "^h",
            "l{2}",
            "(?i)HELLO",
            "(?P<first>\\\\w)(?P<rest>\\\\w*)",
            "(a|b)*c",
            "\\\\bw",
            "o\\\\b",
            "(?=l)",
            "(?<=l)o",
            ".*?o",
            "[",
            "(",
            "x*",
            "\\\\s+",
            "(?:ab)+",
            "$",
            "[A-Z]",
            "(\\\\w)\\\\1",
            "\\\\W",
            "[\\\\d.]+");
    String text =
        pick(
            "'hello world'",
            "'Hello'",
            "'aabbc'",
            "'a1b22'",
            "''",
            "'abcabc'",
            "'the  quick\\nbrown'",
            "'3.14 and 42'");
    return switch (random.nextInt(10)) {
      case 0 -> "modules.re.findall('" + pattern + "', " + text + ")";
      case 1 ->
          "modules.re.sub('"
              + pattern
              + "', '"
              + pick("-", "", "<\\\\g<0>>", "\\\\1", "\\\\g<first>")
              + "', "
              + text
              + pick("", ", 1", ", count=2")
              + ")";
      case 2 -> "modules.re.split('" + pattern + "', " + text + pick("", ", 1") + ")";
      case 3 ->
          "modules.re.match('"
              + pattern
              + "', "
              + text
              + ")"
              + pick(
                  "",
                  ".group()",
                  ".groups()",
                  ".span()",
                  ".groupdict()",
                  ".start()",
                  ".group(1)",
                  " is none");
      case 4 ->
          "modules.re.search('"
              + pattern
              + "', "
              + text
              + ")"
              + pick(
                  "", ".group(0)", ".groups('x')", ".end()", ".string", ".lastgroup", "[0]", "[1]");
      case 5 -> "modules.re.fullmatch('" + pattern + "', " + text + ") is none";
      case 6 -> "modules.re.escape(" + text + ")";
      case 7 ->
          "modules.re.compile('"
              + pattern
              + "')"
              + pick(
                  ".pattern",
                  ".findall(" + text + ")",
                  ".sub('#', " + text + ")",
                  ".groups",
                  ".flags",
                  "");
      case 8 -> "modules.re.subn('" + pattern + "', '_', " + text + ")";
      default ->
          "modules.re.findall('"
              + pattern
              + "', "
              + text
              + ", modules.re."
              + pick("I", "M", "S", "IGNORECASE", "X")
              + ")";
    };
  }
}
