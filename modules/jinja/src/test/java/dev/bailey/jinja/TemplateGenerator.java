package dev.bailey.jinja;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import java.util.Map;
import java.util.SplittableRandom;

/// Makes templates at random from the grammar of Jinja: few names, so that scopes meet; all
/// statements; white space in every place where it matters. One seed, one template.
final class TemplateGenerator extends ExpressionGenerator {
  private int macros;
  private int loops;

  TemplateGenerator(long seed) {
    super(new SplittableRandom(seed));
    names.addAll(java.util.List.of("a", "s", "items", "x", "y"));
  }

  /// The case of one seed.
  static Jinja2.Case of(long seed) {
    var generator = new TemplateGenerator(seed);
    var options = generator.options();
    String template = generator.template();
    return new Jinja2.Case(template, context(), options, templates());
  }

  private DictValue options() {
    var options = DictValue.empty();
    if (chance(5)) {
      options.put("trim", dev.bailey.jinja.value.Bool.TRUE);
    }
    if (chance(5)) {
      options.put("lstrip", dev.bailey.jinja.value.Bool.TRUE);
    }
    if (chance(8)) {
      options.put("keep", dev.bailey.jinja.value.Bool.TRUE);
    }
    if (chance(10)) {
      options.put("undefined", Str.of(pick("STRICT", "CHAINABLE", "DEBUG")));
    }
    return options;
  }

  static DictValue context() {
    var context = DictValue.empty();
    context.put("a", Int.of(1));
    context.put("b", Float.of(2.5));
    context.put("n", Int.of(4));
    context.put("s", Str.of("Hello, World"));
    context.put("t", Str.of("  mixed Case\ttext "));
    context.put("items", ListValue.of(Int.of(3), Int.of(1), Int.of(2)));
    context.put("d", DictValue.ofNames(Map.of("key", Str.of("value"))));
    context.put("nothing", None.NONE);
    context.put(
        "users",
        ListValue.of(user("Ann", 31, "Rome"), user("bob", 19, "Oslo"), user("Cy", 45, "Rome")));
    return context;
  }

  private static DictValue user(String name, int age, String city) {
    var user = DictValue.empty();
    user.put("name", Str.of(name));
    user.put("age", Int.of(age));
    user.put("city", Str.of(city));
    return user;
  }

  static DictValue templates() {
    var templates = DictValue.empty();
    templates.put("inc", Str.of("<{{ x }}{{ a }}{{ loop.index }}{% set x = 9 %}{{ x }}>\n"));
    templates.put(
        "mac",
        Str.of(
            "{% set v = 5 %}{% set _w = 6 %}{% macro f(x=1) %}f{{ x }}{{ v }}{{ a }}{{ y }}"
                + "{% endmacro %}{% macro g() %}{{ f(caller()) }}{% endmacro %}text{{ a }}"));
    templates.put(
        "base",
        Str.of(
            "[{% block one %}base one {{ x }}{% endblock %}|{% block two %}{% set y = 3 %}"
                + "{{ a }}{{ y }}{% block three %}3{% endblock %}{% endblock %}{{ self.one() }}]"));
    templates.put(
        "mid",
        Str.of(
            "{% extends 'base' %}{% set x = 'mid' %}{% block one %}mid({{ super() }}){% endblock %}"
                + "{% block three %}{{ x }}{{ super.super is defined }}{% endblock %}"));
    templates.put("broken", Str.of("{% if %}"));
    return templates;
  }

  private String other(int depth) {
    String context = pick("", "", " with context", " without context");
    String name = pick("'inc'", "'inc'", "'mac'", "'base'", "'gone'", "['gone', 'inc']", "missing");
    return switch (random.nextInt(6)) {
      case 0, 1 -> tag("include " + name + pick("", " ignore missing") + pick("", " with context"));
      case 2 ->
          tag("import 'mac' as m" + context)
              + print("m.f(" + pick("", "2", "x") + ")", "m.v", "m", "m._w", "m.nope");
      case 3 ->
          tag(
                  "from 'mac' import "
                      + pick("f", "f as h", "f, v", "v as a", "nope", "f, g")
                      + context)
              + print("f()", "v", "h(3)", "a", "nope");
      case 4 ->
          tag("block " + pick("one", "two", "b" + macros++) + pick("", "", " scoped", " required"))
              + body(depth)
              + pick("", "{{ super() }}", "{{ self.one() }}")
              + tag("endblock");
      default ->
          tag("from 'mac' import g" + context) + tag("call g()") + body(depth) + tag("endcall");
    };
  }

  private String print(String... choices) {
    return "{{ " + pick(choices) + " }}";
  }

  private String template() {
    var out = new StringBuilder();
    if (chance(12)) {
      out.append(literal())
          .append(tag("extends " + pick("'base'", "'mid'", "'base' if a else 'mid'")));
    }
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      out.append(statement(3));
    }
    return out.toString();
  }

  private String open() {
    return chance(6) ? pick("{%- ", "{%+ ", "{%-") : "{% ";
  }

  private String close() {
    return chance(6) ? pick(" -%}", " +%}", "-%}", "%}") : " %}";
  }

  private String tag(String inside) {
    return open() + inside + close();
  }

  private String literal() {
    return pick(
        "",
        " ",
        "\n",
        "text",
        "a b",
        "\n  ",
        "  x\n",
        "{ }",
        "\t",
        "line\nline\n",
        "%}",
        "é",
        "\r\n",
        "\n\n",
        "select",
        ", ");
  }

  private String body(int depth) {
    int known = names.size();
    var out = new StringBuilder();
    int count = random.nextInt(3) + (depth > 0 ? 0 : 1);
    for (int i = 0; i < count; i++) {
      out.append(statement(depth));
    }
    while (names.size() > known) {
      names.removeLast();
    }
    return out.toString();
  }

  private String statement(int depth) {
    if (depth <= 0) {
      return chance(2) ? literal() : print(1);
    }
    int d = depth - 1;
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> literal();
      case 22, 23 -> other(d);
      case 3, 4, 5 -> print(2);
      case 6, 7 -> condition(d);
      case 8, 9, 10 -> loop(d);
      case 11, 12 -> assignment();
      case 13 -> assignmentBlock(d);
      case 14, 15 -> macro(d);
      case 16 -> callBlock(d);
      case 17 ->
          tag(
                  "filter "
                      + pick(
                          "upper",
                          "lower",
                          "trim",
                          "replace('a', 'b')",
                          "title | trim",
                          "indent(2)",
                          "length"))
              + body(d)
              + tag("endfilter");
      case 18 -> with(d);
      case 19 -> namespace(d);
      case 20 ->
          tag(
              "do "
                  + pick(
                      "items.append(" + any(1) + ")",
                      "d.update({" + text(0) + ": " + any(1) + "})",
                      any(1)));
      default -> oddity();
    };
  }

  private String print(int depth) {
    String value = any(depth);
    if (value.startsWith("-") || value.startsWith("+")) {
      value = " " + value;
    }
    return pick("{{ ", "{{ ", "{{ ", "{{- ", "{{")
        + value
        + pick(" }}", " }}", " }}", " -}}", "}}");
  }

  private String oddity() {
    return switch (random.nextInt(8)) {
      case 0 -> "{# " + literal() + " {{ x }} #}";
      case 1 -> pick("{#- c -#}", "{#- c #}", "{# c -#}", "{#+ c +#}", "{##}");
      case 2 -> tag("raw") + pick("{{ x }}", "{% if %}", "\n {# \n", "}}") + tag("endraw");
      case 3 -> tag("print " + any(1) + ", " + any(1));
      case 4 -> tag("set " + name());
      case 5 ->
          pick(
              "{{", "{%", "{#", "{{ 1 +", "{% if", "{{ 'a }}", "{{ a b }}", "{{ ) }}", "{{ [1, }}");
      case 7 -> loops > 0 ? tag(pick("break", "continue")) : "";
      default -> literal();
    };
  }

  private String condition(int depth) {
    var out = new StringBuilder(tag("if " + bool(2)) + body(depth));
    if (chance(3)) {
      out.append(tag("elif " + bool(1))).append(body(depth));
    }
    if (chance(2)) {
      out.append(tag("else")).append(body(depth));
    }
    return out.append(tag("endif")).toString();
  }

  private String loop(int depth) {
    int known = names.size();
    boolean isPair = chance(4);
    String target = isPair ? pick("a, b", "x, y", "k, v") : pick("x", "y", "i", "a");
    String items =
        isPair
            ? pick(
                "d.items()",
                "{'p': 1, 'q': 2}.items()",
                "[(1, 2), (3, 4)]",
                "users | groupby('city')",
                list(1))
            : list(2);
    boolean isRecursive = !isPair && chance(12);
    String filter =
        chance(4)
            ? " if " + pick(target.substring(0, 1), bool(1), target.substring(0, 1) + " != 1")
            : "";
    for (String name : target.split(", ")) {
      names.add(name);
    }
    names.add("loop.index");
    names.add(
        "loop."
            + pick(
                "index0",
                "first",
                "last",
                "length",
                "revindex",
                "previtem",
                "nextitem",
                "depth",
                "cycle('o', 'e')",
                "changed(a)"));
    loops++;
    var out =
        new StringBuilder(
            tag("for " + target + " in " + items + filter + (isRecursive ? " recursive" : "")));
    out.append(body(depth));
    if (isRecursive && chance(2)) {
      out.append("{% if loop.depth < 3 %}{{ loop(").append(list(0)).append(") }}{% endif %}");
    }
    if (chance(8)) {
      out.append(tag("if " + bool(1))).append(tag(pick("break", "continue"))).append(tag("endif"));
    }
    loops--;
    while (names.size() > known) {
      names.removeLast();
    }
    if (chance(4)) {
      out.append(tag("else")).append(body(depth));
    }
    return out.append(tag("endfor")).toString();
  }

  private String assignment() {
    String target = pick("x", "y", "z", "a", "s", "items");
    String text =
        chance(6)
            ? tag(
                "set x, y = " + pick("1, 2", "(" + any(1) + ", " + any(1) + ")", "[1, 2]", list(1)))
            : tag("set " + target + " = " + any(2));
    names.add(target);
    return text;
  }

  private String assignmentBlock(int depth) {
    String target = pick("x", "y", "z");
    String filter =
        chance(3)
            ? " | " + pick("upper", "trim", "replace('e', 'E')", "length", "trim | title")
            : "";
    String text = tag("set " + target + filter) + body(depth) + tag("endset");
    names.add(target);
    return text;
  }

  private String macro(int depth) {
    String macro = "m" + macros++;
    int known = names.size();
    String signature =
        pick(
            "",
            "x",
            "x, y",
            "x, y=" + any(1),
            "a=" + any(1) + ", b=x",
            "x=1, caller=none",
            "kwargs");
    for (String parameter : signature.replaceAll("=[^,]*", "").split(", ")) {
      if (!parameter.isEmpty() && parameter.matches("\\w+")) {
        names.add(parameter);
      }
    }
    int outer = loops;
    loops = 0;
    var out = new StringBuilder(tag("macro " + macro + "(" + signature + ")"));
    out.append(body(depth));
    if (chance(4)) {
      out.append(
          pick(
              "{{ varargs }}",
              "{{ kwargs }}",
              "{{ caller() }}",
              "{{ caller is defined }}",
              "{{ varargs | length }}"));
    }
    out.append(tag("endmacro"));
    loops = outer;
    while (names.size() > known) {
      names.removeLast();
    }
    int calls = random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      out.append("{{ ").append(call(macro)).append(" }}");
      if (chance(4)) {
        out.append(assignment());
      }
    }
    return out.toString();
  }

  private String call(String macro) {
    String arguments =
        pick(
            "",
            any(1),
            any(1) + ", " + any(1),
            "x=" + any(1),
            any(1) + ", y=" + any(1),
            "1, 2, 3",
            "*[1, 2]",
            "**{'x': 1}",
            "a=1, b=2",
            any(1) + ",");
    return macro
        + "("
        + arguments
        + ")"
        + pick("", "", "", " | upper", " ~ 'z'", ".strip()", "[0:3]");
  }

  private String callBlock(int depth) {
    String macro = "m" + macros++;
    int outer = loops;
    loops = 0;
    String parameters = pick("", "", "(x)", "(x, y=2)");
    String use =
        parameters.isEmpty()
            ? "caller()"
            : pick("caller(1)", "caller(x)", "caller()", "caller(1, 2)");
    String text =
        tag("macro " + macro + "(x=1)")
            + body(depth)
            + "{{ "
            + use
            + " }}"
            + body(depth)
            + tag("endmacro")
            + tag("call" + parameters + " " + macro + "(" + pick("", "2", "x=" + any(1)) + ")")
            + body(depth)
            + tag("endcall");
    loops = outer;
    return text;
  }

  private String with(int depth) {
    int known = names.size();
    String bindings = pick("", "x=1", "x=" + any(1), "x=2, y=x", "a=a, b=" + any(1), "x, y=(1, 2)");
    names.add("x");
    String text = tag("with " + bindings) + body(depth) + tag("endwith");
    while (names.size() > known) {
      names.removeLast();
    }
    return text;
  }

  private String namespace(int depth) {
    String text =
        tag("set ns = namespace(" + pick("", "v=0", "v=" + any(1), "{'v': 1}") + ")")
            + tag("for i in " + list(1))
            + body(depth)
            + tag("set ns.v = " + pick("i", "loop.index", any(1), "ns.v ~ i"))
            + tag("endfor")
            + "{{ ns.v }}";
    names.add("ns.v");
    return text;
  }
}
