package dev.bailey.jinja.value;

import org.jspecify.annotations.Nullable;

/// `translate` and the tables for it.
final class StrTranslate {
  private StrTranslate() {}

  static Value translate(Value self, Arguments a, Execution x) {
    Value table = Args.one("str", "translate", a);
    String text = StrMethods.text(self);
    var out = TextBuilder.charged(x.meter());
    for (int i = 0; i < text.length(); ) {
      x.meter().step();
      int c = text.codePointAt(i);
      Value target = Attributes.entry(table, Int.of(c), x);
      if (target == null) {
        checkTable(table);
        out.append(Character.toString(c));
      } else {
        append(target, out);
      }
      i += Character.charCount(c);
    }
    return Str.of(out.toString());
  }

  private static void checkTable(Value table) {
    if (!Operations.isMapping(table) && !Operations.isIterable(table)) {
      throw TemplateException.typeError("'" + table.typeName() + "' object is not subscriptable");
    }
  }

  private static void append(Value target, TextBuilder out) {
    switch (target) {
      case None _ -> {}
      case Str text -> out.append(text.value());
      case Int code -> out.append(character(code));
      default ->
          throw TemplateException.typeError("character mapping must return integer, None or str");
    }
  }

  private static String character(Int code) {
    if (!code.isLong() || code.longValue() < 0 || code.longValue() > Character.MAX_CODE_POINT) {
      throw TemplateException.valueError("character mapping must be in range(0x110000)");
    }
    return Character.toString((int) code.longValue());
  }

  static Value maketrans(Value self, Arguments a, Execution x) {
    Args.between("str", "maketrans", a, 1, 3);
    var table = DictValue.empty();
    if (a.count() == 1) {
      copyTable(a.at(0), table);
      return table;
    }
    int[] from = Args.text(a, 0, "maketrans").codePoints().toArray();
    int[] to = Args.text(a, 1, "maketrans").codePoints().toArray();
    if (from.length != to.length) {
      throw TemplateException.valueError(
          "the first two maketrans arguments must have equal length");
    }
    x.meter().items(from.length);
    for (int i = 0; i < from.length; i++) {
      table.put(Int.of(from[i]), Int.of(to[i]));
    }
    if (a.count() == 3) {
      Args.text(a, 2, "maketrans").codePoints().forEach(c -> table.put(Int.of(c), None.NONE));
    }
    return table;
  }

  private static void copyTable(Value source, DictValue table) {
    if (!(source instanceof DictValue dict)) {
      throw TemplateException.typeError(
          "if you give only one argument to maketrans it must be a dict");
    }
    dict.entries().forEach((key, value) -> table.put(ordinal(key), value));
  }

  private static Value ordinal(Value key) {
    @Nullable Value ordinal =
        switch (key) {
          case Int i -> i;
          case Str s when s.length() == 1 -> Int.of(s.value().codePointAt(0));
          case Str _ ->
              throw TemplateException.valueError(
                  "string keys in translate table must be of length 1");
          default -> null;
        };
    if (ordinal == null) {
      throw TemplateException.typeError("keys in translate table must be strings or integers");
    }
    return ordinal;
  }
}
