package dev.bailey.jinja;

import dev.bailey.jinja.value.DictValue;
import java.util.SplittableRandom;

/// Makes expressions about the modules that dbt lends to templates: dates in all their formats and
/// zones, regular expressions put together from their grammar, JSON, and Python's way to round.
final class ModuleGenerator extends ExpressionGenerator {
  private ModuleGenerator(long seed) {
    super(new SplittableRandom(seed));
  }

  /// The case of one seed.
  static Jinja2.Case of(long seed) {
    var generator = new ModuleGenerator(seed);
    String template = "{{ (" + generator.value() + ") | repr }}";
    return new Jinja2.Case(
        template, TemplateGenerator.context(), DictValue.empty(), DictValue.empty());
  }

  private String value() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> moment() + ".strftime('" + pattern() + "')";
      case 2 -> parsed();
      case 3, 4 -> zoned();
      case 5 -> dateMember();
      case 6, 7, 8, 9 -> regex();
      case 10 -> json();
      default -> rounding();
    };
  }

  private int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  private String datetime() {
    return "modules.datetime.datetime("
        + pick("1", "999", "1900", "1969", "1970", "2000", "2023", "2024", "2038", "9999")
        + ", "
        + between(1, 12)
        + ", "
        + between(1, 28)
        + pick("", ", " + between(0, 23) + ", " + between(0, 59) + ", " + between(0, 59))
        + pick("", "", ", microsecond=" + between(0, 999_999))
        + ")";
  }

  private String date() {
    return "modules.datetime.date("
        + pick("1", "1900", "1999", "2000", "2020", "2024", "2026")
        + ", "
        + between(1, 12)
        + ", "
        + between(1, 31)
        + ")";
  }

  private String time() {
    return "modules.datetime.time(" + pick("", between(0, 23) + ", " + between(0, 60)) + ")";
  }

  private String delta() {
    return "modules.datetime.timedelta("
        + pick("", "days=" + between(-999, 999))
        + pick("", "")
        + ")";
  }

  private String moment() {
    return switch (random.nextInt(6)) {
      case 0 -> date();
      case 1 -> time();
      case 2 -> localized();
      default -> datetime();
    };
  }

  private String pattern() {
    var out = new StringBuilder();
    for (int i = between(1, 4); i > 0; i--) {
      out.append("%")
          .append(
              pick(
                  "a", "A", "b", "B", "c", "d", "e", "f", "F", "D", "T", "R", "r", "g", "G", "h",
                  "H", "I", "j", "k", "l", "m", "M", "n", "p", "P", "S", "t", "u", "U", "V", "w",
                  "W", "x", "X", "y", "Y", "z", "Z", "%", "-d", "-m", "-H", "-I", "-j", "0e", "-f"))
          .append(pick("", "-", " ", "/", "T", "é"));
    }
    return out.toString();
  }

  private String parsed() {
    String format =
        pick(
            "%Y-%m-%d",
            "%d.%m.%y",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M:%S.%f",
            "%d %B %Y",
            "%a %d %b %Y",
            "%I:%M %p",
            "%j %Y",
            "%Y%m%d",
            "%Y-%m-%d %H:%M:%S%z",
            "%Y-%m-%d %Z",
            "%m/%d/%Y",
            "%G-W%V-%u",
            "%U %w %Y",
            "%c",
            "%x",
            "%X",
            "%%%Y",
            "%y",
            "%Y %q",
            "%Y-%m-%d %",
            "  %H : %M ");
    String text =
        chance(3)
            ? "'"
                + pick(
                    "2024-02-29",
                    "2023-02-29",
                    "29.02.24",
                    "2024-1-5",
                    "2024-01-05T06:07:08",
                    "2024-01-05 06:07:08.123",
                    "5 january 2024",
                    "FRI 5 Jan 2024",
                    "12:30 am",
                    "366 2024",
                    "366 2023",
                    "20240105",
                    "2024-01-05 06:07:08+0530",
                    "2024-01-05 06:07:08Z",
                    "2024-01-05 06:07:08-01:30",
                    "2024-01-05 UTC",
                    "1/5/2024",
                    "2024-W01-5",
                    "00 0 2024",
                    "%2024",
                    "69",
                    "68",
                    "",
                    " 2024-01-05",
                    "2024-01-05 ",
                    "2024-01-05x")
                + "'"
            : datetime() + ".strftime('" + format + "')";
    return "modules.datetime.datetime.strptime("
        + text
        + ", '"
        + format
        + "')"
        + pick("", "", ".date()", ".isoformat()", ".tzinfo", ".utcoffset()");
  }

  private String zone() {
    return pick(
        "modules.pytz.utc",
        "modules.pytz.UTC",
        "modules.pytz.timezone('US/Eastern')",
        "modules.pytz.timezone('America/Sao_Paulo')",
        "modules.pytz.timezone('Europe/Berlin')",
        "modules.pytz.timezone('Europe/London')",
        "modules.pytz.timezone('Asia/Kolkata')",
        "modules.pytz.timezone('Asia/Tehran')",
        "modules.pytz.timezone('Australia/Lord_Howe')",
        "modules.pytz.timezone('Pacific/Apia')",
        "modules.pytz.timezone('Africa/Casablanca')",
        "modules.pytz.timezone('Etc/GMT+5')",
        "modules.pytz.timezone('europe/paris')");
  }

  /// Near the changes to and from summer time, too.
  private String localDateTime() {
    return chance(2)
        ? "modules.datetime.datetime("
            + pick("2021", "2023", "2024", "1985", "1945")
            + ", "
            + pick("3, 10", "3, 12", "3, 26", "3, 31", "10, 29", "11, 3", "11, 5", "4, 7", "12, 30")
            + ", "
            + between(0, 4)
            + ", "
            + pick("0", "15", "30", "59")
            + ")"
        : datetime();
  }

  private String localized() {
    return zone()
        + ".localize("
        + localDateTime()
        + pick("", "", ", is_dst=true", ", is_dst=none", ", true")
        + ")";
  }

  private String zoned() {
    String aware = localized();
    return switch (random.nextInt(9)) {
      case 0 -> aware;
      case 1 -> aware + ".astimezone(" + zone() + ")";
      case 2 -> zone() + ".normalize(" + aware + pick("", " + " + hours()) + ")";
      case 3 ->
          aware
              + pick(
                  ".isoformat()",
                  ".utcoffset()",
                  ".dst()",
                  ".tzname()",
                  ".tzinfo",
                  ".strftime('%Z %z')",
                  ".timestamp()",
                  ".utctimetuple()[3]",
                  ".replace(tzinfo=none)");
      case 4 -> aware + " " + pick("-", "<", "==", ">=") + " " + pick(localized(), datetime());
      case 5 -> datetime() + ".replace(tzinfo=" + zone() + ")" + pick("", ".isoformat()");
      case 6 -> zone() + pick(".zone", " | string", ".utcoffset(" + localDateTime() + ")");
      case 7 ->
          "modules.datetime.datetime.fromtimestamp("
              + between(0, 2_000_000_000)
              + ", "
              + zone()
              + ")";
      default -> aware + " + " + hours();
    };
  }

  private String hours() {
    return "modules.datetime.timedelta(hours=" + between(-5000, 5000) + ")";
  }

  private String dateMember() {
    return switch (random.nextInt(8)) {
      case 0 ->
          moment() + "." + pick("year", "month", "day", "hour", "microsecond", "tzinfo", "fold");
      case 1 ->
          moment()
              + "."
              + pick(
                  "isoformat()",
                  "weekday()",
                  "isoweekday()",
                  "isocalendar()",
                  "isocalendar().week",
                  "isocalendar()[0]",
                  "timetuple()",
                  "timetuple().tm_yday",
                  "toordinal()",
                  "ctime()",
                  "date()",
                  "time()",
                  "timetz()",
                  "timestamp()",
                  "utcoffset()",
                  "isoformat(timespec='milliseconds')",
                  "isoformat('x', 'hours')",
                  "isoformat(timespec='nope')");
      case 2 ->
          moment()
              + ".replace("
              + pick(
                  "day=31", "month=2", "year=2023", "hour=24", "minute=5", "x=1", "2023", "fold=1")
              + ")";
      case 3 -> moment() + " " + pick("+", "-") + " " + pick(delta(), hours(), "1", moment());
      case 4 -> moment() + " " + pick("<", "==", "!=", ">=") + " " + moment();
      case 5 ->
          hours() + " " + pick("/", "//", "%", "*", "+") + " " + pick(hours(), "3", "1.5", "0");
      case 6 ->
          pick("-", "+", "")
              + hours()
              + pick("", " | string", " | abs", ".total_seconds()", ".days");
      default ->
          "modules.datetime."
              + pick("date", "datetime", "time")
              + ".fromisoformat('"
              + pick(
                  "2024-02-29",
                  "2024-W09-4",
                  "2024-02-29T13",
                  "2024-02-29T13:05:06.5",
                  "2024-02-29 13:05:06,123456",
                  "2024-02-29T13:05Z",
                  "2024-02-29T13:05:06-03:30",
                  "2024-02-30",
                  "13:05",
                  "T130506",
                  "24:00",
                  "x")
              + "')";
    };
  }

  private String regex() {
    String pattern = "'" + alternatives(3) + "'";
    String text =
        pick(
            "'hello world'",
            "'aAbBcC 123'",
            "'abcabcabc'",
            "'aaa bbb'",
            "'foo_bar-baz'",
            "'line one\\nline two\\n'",
            "'x=1, y=22; z=333'",
            "'ÄÖü ß'",
            "''",
            "'((a)(b))'",
            "'2024-01-05'");
    String flags =
        pick("", "", "", ", flags=modules.re." + pick("I", "M", "S", "A", "X", "MULTILINE"));
    return switch (random.nextInt(9)) {
      case 0, 1 -> "modules.re.findall(" + pattern + ", " + text + flags + ")";
      case 2, 3 ->
          "modules.re.sub("
              + pattern
              + ", '"
              + pick(
                  "-", "", "<\\\\g<0>>", "\\\\1", "\\\\g<n>", "\\\\n", "\\\\\\\\", "\\\\9", "\\\\q")
              + "', "
              + text
              + flags
              + pick("", "", ", count=1")
              + ")";
      case 4 ->
          "modules.re.split(" + pattern + ", " + text + flags + pick("", ", maxsplit=1") + ")";
      case 5, 6 ->
          "modules.re."
              + pick("match", "search", "fullmatch")
              + "("
              + pattern
              + ", "
              + text
              + flags
              + ")"
              + pick(
                  "",
                  ".group()",
                  ".groups()",
                  ".span()",
                  ".groupdict()",
                  ".start(1)",
                  ".end(0)",
                  ".lastindex",
                  ".lastgroup",
                  ".group(1, 0)",
                  ".group('n')",
                  "[1]",
                  ".expand('<\\\\1>')",
                  ".re.pattern",
                  ".pos");
      case 7 ->
          "modules.re.finditer("
              + pattern
              + ", "
              + text
              + flags
              + ") | map('"
              + pick("string", "first")
              + "') | list";
      default -> "modules.re.subn(" + pattern + ", '_', " + text + flags + ")";
    };
  }

  private String alternatives(int depth) {
    String first = sequence(depth);
    return chance(5) ? first + "|" + sequence(depth) : first;
  }

  private String sequence(int depth) {
    var out = new StringBuilder();
    for (int i = between(0, 3); i >= 0; i--) {
      out.append(atom(depth - 1)).append(quantifier());
    }
    return out.toString();
  }

  private String quantifier() {
    return chance(2)
        ? ""
        : pick(
            "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{,2}", "{2,}", "{1,3}?", "*+", "{");
  }

  private String atom(int depth) {
    if (depth > 0 && chance(3)) {
      String inner = alternatives(depth);
      return pick(
          "(" + inner + ")",
          "(" + inner + ")",
          "(?:" + inner + ")",
          "(?P<n>" + inner + ")",
          "(?=" + inner + ")",
          "(?!" + inner + ")",
          "(?<=" + pick("a", "b.", "\\\\w", inner) + ")",
          "(?<!" + pick("a", " ", "\\\\d\\\\d") + ")",
          "(?i:" + inner + ")",
          "(?>" + inner + ")",
          "(?P=n)",
          "\\\\1",
          "(?(1)a|b)");
    }
    return pick(
        "a",
        "b",
        "c",
        "o",
        " ",
        "1",
        ".",
        "\\\\w",
        "\\\\d",
        "\\\\s",
        "\\\\W",
        "\\\\D",
        "\\\\S",
        "\\\\b",
        "\\\\B",
        "^",
        "$",
        "\\\\A",
        "\\\\Z",
        "[abc]",
        "[^a-z]",
        "[a-zA-Z0-9_]",
        "[\\\\w-]",
        "[\\\\d\\\\s]",
        "[]a]",
        "[^]]",
        "\\\\.",
        "-",
        "=",
        "\\\\x61",
        "\\\\u00e4",
        "\\\\t",
        "\\\\n",
        "[b-",
        "\\\\q",
        "ß");
  }

  private String json() {
    String value =
        pick(
            "1e16",
            "1e-7",
            "-0.0",
            "0.1 + 0.2",
            "10 ** 30",
            "1.0",
            "'é\\u2028\\x7f\\x01\\t\"\\\\\\\\'",
            "'</script>&\\''",
            "'😀'",
            "[1, [2, {'a': none}]]",
            "{'b': 1, 'a': [true, false]}",
            "{1: 2, 'x': 3}",
            "{1: 2, 1.5: 3}",
            "{none: 1}",
            "{true: 'a'}",
            "{(1, 2): 3}",
            "(1, 2)",
            "[]",
            "{}",
            "[[], {}]",
            "set([1])",
            "missing",
            "range(3)",
            "modules.datetime.date(2024, 1, 5)",
            "users");
    return value
        + " | tojson"
        + pick("", "", "(2)", "(indent=0)", "('-')", "(indent=none)", "(true)");
  }

  private String rounding() {
    String number =
        pick(
            "" + between(-1000, 1000) / 8.0,
            "" + between(-100_000, 100_000) / 1000.0,
            "" + random.nextLong(),
            between(-99, 99) + ".5",
            "1e" + between(-10, 25),
            between(1, 9) + ".675");
    return switch (random.nextInt(5)) {
      case 0 -> "(" + number + ") | round(" + pick("", "1", "2", "-1", "-2", "0", "15") + ")";
      case 1 ->
          "("
              + number
              + ") | round("
              + pick("0", "1", "2", "-1")
              + ", '"
              + pick("floor", "ceil", "common")
              + "')";
      case 2 ->
          "'{:"
              + pick("", ".0", ".1", ".2", ".3", ".10", ",.2", "+.1", "010.2", "_.1")
              + pick("f", "e", "g", "%", "", "G", "E")
              + "}'.format("
              + number
              + ")";
      case 3 ->
          "'%"
              + pick("", ".0", ".1", ".2", ".3", "+.1", "010.2", "-8.1")
              + pick("f", "e", "g", "d", "s", "r")
              + "|' % ("
              + number
              + ")";
      default ->
          "("
              + number
              + ") "
              + pick("//", "%", "/", "*")
              + " "
              + pick("3", "-3", "0.7", "-0.25", "7.5", "1e10");
    };
  }
}
