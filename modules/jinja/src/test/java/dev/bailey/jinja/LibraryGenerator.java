package dev.bailey.jinja;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import java.util.List;
import java.util.SplittableRandom;

/// Calls everything that there is to call - filters, tests, methods, globals, modules - with values
/// of every kind, right and wrong ones: what must fail has to fail with Python's kind of error.
final class LibraryGenerator extends ExpressionGenerator {
  private static final List<String> FILTERS =
      List.of(
          "abs",
          "attr",
          "batch",
          "capitalize",
          "center",
          "default",
          "d",
          "dictsort",
          "escape",
          "e",
          "filesizeformat",
          "first",
          "float",
          "forceescape",
          "format",
          "groupby",
          "indent",
          "int",
          "items",
          "join",
          "last",
          "length",
          "count",
          "list",
          "lower",
          "map",
          "max",
          "min",
          "pprint",
          "reject",
          "rejectattr",
          "replace",
          "reverse",
          "round",
          "safe",
          "select",
          "selectattr",
          "slice",
          "sort",
          "string",
          "striptags",
          "sum",
          "title",
          "tojson",
          "trim",
          "truncate",
          "unique",
          "upper",
          "urlencode",
          "urlize",
          "wordcount",
          "wordwrap",
          "xmlattr");

  private static final List<String> TESTS =
      List.of(
          "boolean",
          "callable",
          "defined",
          "divisibleby",
          "eq",
          "equalto",
          "escaped",
          "even",
          "false",
          "filter",
          "float",
          "ge",
          "gt",
          "greaterthan",
          "in",
          "integer",
          "iterable",
          "le",
          "lower",
          "lt",
          "lessthan",
          "mapping",
          "ne",
          "none",
          "number",
          "odd",
          "sameas",
          "sequence",
          "string",
          "test",
          "true",
          "undefined",
          "upper",
          "==",
          "nope");

  private static final List<String> KEYWORDS =
      List.of(
          "attribute",
          "by",
          "case_sensitive",
          "reverse",
          "default",
          "default_value",
          "boolean",
          "width",
          "length",
          "end",
          "leeway",
          "killwords",
          "first",
          "blank",
          "binary",
          "precision",
          "method",
          "chars",
          "d",
          "start",
          "base",
          "indent",
          "break_long_words",
          "break_on_hyphens",
          "wrapstring",
          "slices",
          "fill_with",
          "linecount",
          "old",
          "new",
          "count",
          "sep",
          "maxsplit",
          "keepends",
          "tabsize",
          "encoding",
          "errors",
          "key",
          "value",
          "n",
          "x",
          "nofollow",
          "target",
          "trim_url_limit",
          "rel",
          "autospace",
          "name");

  private static final List<String> STRING_METHODS =
      List.of(
          "capitalize",
          "casefold",
          "center",
          "count",
          "encode",
          "endswith",
          "expandtabs",
          "find",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "maketrans",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rindex",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "swapcase",
          "title",
          "translate",
          "upper",
          "zfill");

  private static final List<String> LIST_METHODS =
      List.of(
          "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
          "reverse", "sort");

  private static final List<String> DICT_METHODS =
      List.of(
          "clear",
          "copy",
          "fromkeys",
          "get",
          "items",
          "keys",
          "pop",
          "popitem",
          "setdefault",
          "update",
          "values");

  private static final List<String> SET_METHODS =
      List.of(
          "add",
          "clear",
          "copy",
          "difference",
          "difference_update",
          "discard",
          "intersection",
          "intersection_update",
          "isdisjoint",
          "issubset",
          "issuperset",
          "pop",
          "remove",
          "symmetric_difference",
          "symmetric_difference_update",
          "union",
          "update");

  private static final List<String> NUMBER_METHODS =
      List.of(
          "as_integer_ratio",
          "bit_count",
          "bit_length",
          "conjugate",
          "from_bytes",
          "fromhex",
          "hex",
          "is_integer",
          "to_bytes",
          "real",
          "imag",
          "numerator",
          "denominator");

  private static final List<String> ITERTOOLS =
      List.of(
          "accumulate",
          "chain",
          "chain.from_iterable",
          "combinations",
          "combinations_with_replacement",
          "compress",
          "islice",
          "permutations",
          "product",
          "repeat",
          "starmap",
          "tee",
          "zip_longest");

  private LibraryGenerator(long seed) {
    super(new SplittableRandom(seed));
  }

  /// The case of one seed.
  static Jinja2.Case of(long seed) {
    var generator = new LibraryGenerator(seed);
    var options = DictValue.empty();
    if (generator.chance(6)) {
      options.put("escape", Bool.TRUE);
    }
    String call = generator.call();
    String template = generator.chance(6) ? "{{ " + call + " }}" : "{{ (" + call + ") | repr }}";
    return new Jinja2.Case(template, TemplateGenerator.context(), options, DictValue.empty());
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String call() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> filter(value());
      case 5 -> filter(filter(plain()));
      case 6, 7 -> value() + " is " + pick("", "not ") + test();
      case 8, 9, 10 -> string() + "." + one(STRING_METHODS) + "(" + arguments(10) + ")";
      case 11 -> list() + "." + one(LIST_METHODS) + "(" + arguments(10) + ")";
      case 12 -> mapping() + "." + one(DICT_METHODS) + "(" + arguments(10) + ")";
      case 13 ->
          "set("
              + integers()
              + ")."
              + one(SET_METHODS)
              + "("
              + pick("", integers())
              + ")"
              + pick("", " | sort");
      case 14 ->
          "(" + number() + ")." + one(NUMBER_METHODS) + pick("()", "()", "(" + arguments(10) + ")");
      case 15 -> operation();
      case 16 -> itertools();
      case 17 -> global();
      case 18 -> value() + pick("[" + value() + "]", slice(value()), "." + pick("x", "real", "a"));
      default -> operation();
    };
  }

  private String filter(String input) {
    String name = one(FILTERS);
    String call = name.equals("map") && chance(2) ? mapped() : name + parentheses();
    boolean isLazy =
        switch (name) {
          case "batch",
              "map",
              "reject",
              "rejectattr",
              "select",
              "selectattr",
              "slice",
              "unique",
              "items",
              "reverse" ->
              true;
          default -> false;
        };
    String result = "(" + input + ") | " + call;
    return isLazy && !chance(8) ? result + " | list" : result;
  }

  private String mapped() {
    return "map('"
        + one(FILTERS)
        + "'"
        + pick("", "", ", " + argument(), ", " + argument() + ", " + argument())
        + ")";
  }

  private String parentheses() {
    return chance(3) ? "" : "(" + arguments(3) + ")";
  }

  private String test() {
    String name = one(TESTS);
    return name.equals("==") ? "eq(" + value() + ")" : name + parentheses();
  }

  /// @param named one in how many calls has a keyword
  private String arguments(int named) {
    int count = pick(0, 0, 1, 1, 1, 1, 2, 2, 3);
    var out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ").append(argument());
    }
    if (chance(named)) {
      out.append(count == 0 ? "" : ", ").append(one(KEYWORDS)).append("=").append(argument());
    }
    return out.toString();
  }

  private String argument() {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> pick("0", "1", "2", "3", "-1", "5", "8");
      case 3, 4, 5 -> string();
      case 6 -> pick("true", "false", "none");
      case 7 -> pick("'name'", "'age'", "'upper'", "'odd'", "'value'", "'key'", "'city'", "'gt'");
      case 8 -> list();
      case 9 -> pick("'floor'", "'ceil'", "'common'", "'utf-8'", "'strict'", "'ignore'");
      default -> value();
    };
  }

  private String value() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> string();
      case 3, 4, 5 -> number();
      case 6, 7, 8 -> list();
      case 9, 10 -> mapping();
      case 11 -> pick("none", "true", "false", "missing", "missing.x", "nothing");
      case 12 -> pick("users", "users[0]", "items", "d", "s", "n", "b");
      case 13 -> pick("set([])", "set([1])", "set([3, 1, 2])", "set('a')");
      case 14 -> odd();
      default -> pick("range(3)", "range(5, 0, -2)", "()", "(1,)", "(1, 'a')", "((1, 2), (3, 4))");
    };
  }

  /// A value whose text holds no address, which a second filter would take apart.
  private String plain() {
    return pick(string(), number(), list(), mapping());
  }

  /// Values that are met rarely.
  private String odd() {
    return pick(
        "('<i>' | safe)",
        "('<b>' | escape)",
        "(['b', 'a'] | map('upper'))",
        "'abc'.encode()",
        "'é'.encode('utf-8')",
        "[].append",
        "'x'.upper",
        "{}.items",
        "{'a': 1}.items()",
        "{'b': 2}.keys()",
        "{'c': 3}.values()",
        "namespace",
        "namespace(a=1)",
        "modules.re.search('b', 'abc')",
        "modules.datetime.date(2024, 2, 29)",
        "modules.datetime.datetime(2024, 2, 29, 13, 5)",
        "modules.datetime.timedelta(days=1, seconds=5)",
        "modules.datetime.time(1, 2)",
        "modules.pytz.utc",
        "zip([1, 2], 'ab')",
        "({'a': 1} | items)",
        "cycler(1, 2)",
        "joiner()");
  }

  private String string() {
    return pick(
        "''",
        "'a'",
        "'abc'",
        "'Hello, World'",
        "' x '",
        "'<b>&\"\\''",
        "'a-b_c d'",
        "'1'",
        "'-1.5e3'",
        "'0x1f'",
        "'12_3'",
        "' 42\\n'",
        "'inf'",
        "'nan'",
        "'true'",
        "'{}'",
        "'{0}{a}'",
        "'%s'",
        "'%d %s'",
        "'line\\nline two\\n\\nthree'",
        "'\\r\\n\\t'",
        "'éÉß'",
        "'ﬁ ǆ İ'",
        "'日本'",
        "'😀'",
        "'٣'",
        "'²'",
        "'a.b'",
        "'http://example.com/x?y=1&z=2 www.x.org me@x.org'",
        "'the quick brown fox jumps over the lazy dog'",
        "'hyphen-ated words-here'",
        "'&lt;x&gt; &amp;'",
        "'<p>para <!-- c --> <br/> text</p>'",
        "'abcabc'",
        "'name'",
        "'\\x00\\x7f\\xad'");
  }

  private String number() {
    return pick(
        "0",
        "1",
        "-1",
        "2",
        "3",
        "7",
        "-5",
        "42",
        "255",
        "1000",
        "1024",
        "1048576",
        "10 ** 12",
        "10 ** 20",
        "-(10 ** 25)",
        "0.0",
        "-0.0",
        "0.5",
        "1.5",
        "2.5",
        "-2.5",
        "2.675",
        "0.1",
        "1e16",
        "1e-7",
        "1e300",
        "123456.789",
        "true",
        "('inf' | float)",
        "('nan' | float)",
        "1e300 * 1e10",
        "(2 ** 63)",
        "3.0");
  }

  private String list() {
    return pick(
        "[]",
        "[1]",
        "[3, 1, 2]",
        "[1, 2, 3, 4, 5]",
        "['b', 'A', 'a', 'B']",
        "['x', 'y', 'x']",
        "[1, 'a', none]",
        "[none, none]",
        "[[1, 2], [3]]",
        "[[1, 'b'], [0, 'a']]",
        "[{'a': 1}, {'a': 0}]",
        "[{'name': 'x', 'age': 2}, {'name': 'Y'}]",
        "users",
        "[1.5, 1, true]",
        "[0, '', none, 'x']",
        "[('k', 1), ('l', 2)]",
        "['<a>', '&']",
        "['1', '2.5', 'x']",
        "[missing]",
        "[true, false]",
        "['%s', '%d']");
  }

  private String mapping() {
    return pick(
        "{}",
        "{'a': 1}",
        "{'b': 1, 'a': 2}",
        "{'b': 'x', 'B': 'y', 'a': none}",
        "{1: 'x', 'k': [1]}",
        "{'k': {'n': 1}}",
        "{none: 1, true: 2}",
        "{'class': 'x y', 'id': none, 'n': 1, 'q': '\"<'}",
        "{(1, 2): 3}",
        "{1.5: 2}",
        "d");
  }

  private String integers() {
    return pick("[]", "[1]", "[1, 2]", "[2, 3]", "(5,)", "range(3)", "'a'", "3", "none", "[[1]]");
  }

  private String slice(String value) {
    return pick(
        "[" + value + ":]", "[:" + value + "]", "[::" + value + "]", "[1:-1]", "[::-1]", "[0:2:2]");
  }

  private String operation() {
    return switch (random.nextInt(10)) {
      case 0 -> pick("-", "+", "not ") + value();
      case 1 -> value() + pick(" in ", " not in ") + value();
      case 2 -> value() + " " + pick("==", "!=") + " " + value();
      case 3 -> value() + " " + pick("<", "<=", ">", ">=") + " " + value();
      case 4 -> value() + " ~ " + value();
      case 5 -> string() + " % " + pick(value(), "(" + value() + ", " + value() + ")");
      case 6 -> value() + " ** " + pick("0", "2", "-1", "0.5", value());
      case 7 -> value() + pick("()", "(1)", "(x=1)", "(*[1])", "(**{'a': 1})");
      default -> value() + " " + pick("+", "-", "*", "/", "//", "%") + " " + value();
    };
  }

  private String itertools() {
    String call =
        "modules.itertools."
            + one(ITERTOOLS)
            + "("
            + pick(list(), list(), value())
            + pick("", "", ", " + argument(), ", " + argument() + ", " + argument())
            + pick("", "", "", ", repeat=2", ", fillvalue='-'", ", initial=5", ", strict=true")
            + ")";
    return chance(6) ? call : "(" + call + ") | list";
  }

  private String global() {
    if (chance(12)) {
      return "set(" + integers() + ")";
    }
    return pick(
            "range",
            "dict",
            "namespace",
            "cycler",
            "joiner",
            "zip",
            "modules.datetime.date",
            "modules.datetime.datetime",
            "modules.datetime.time",
            "modules.datetime.timedelta",
            "modules.datetime.date.fromisoformat",
            "modules.datetime.datetime.strptime",
            "modules.datetime.datetime.fromordinal",
            "modules.datetime.datetime.combine",
            "modules.datetime.timezone",
            "modules.pytz.timezone",
            "modules.re.compile",
            "modules.re.escape",
            "modules.re.split",
            "modules.re.findall",
            "modules.re.sub")
        + "("
        + arguments(10)
        + ")";
  }
}
