package dev.bailey.jinja.code;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.Arrays;

/// Lists, tuples and dictionaries that are written out, and `~`.
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
final class Displays {
  private Displays() {}

  record ListOf(Code[] items) implements Code {
    @Override
    public Value eval(Frame f) {
      f.x.meter().items(items.length);
      var list = ListValue.empty();
      for (Code item : items) {
        list.add(item.eval(f));
      }
      return list;
    }
  }

  record TupleOf(Code[] items) implements Code {
    @Override
    public Value eval(Frame f) {
      f.x.meter().items(items.length);
      return TupleValue.of(Reads.evalAll(items, f));
    }
  }

  record DictOf(Code[] keys, Code[] values, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      f.x.meter().items(keys.length * 2L);
      var dict = DictValue.empty();
      try {
        for (int i = 0; i < keys.length; i++) {
          Value key = keys[i].eval(f);
          dict.put(key, values[i].eval(f));
        }
      } catch (TemplateException e) {
        throw e.at(span);
      }
      return dict;
    }
  }

  /// @param escaping where it is open, Jinja2 joins the parts as plain text, whatever is the case
  record Concat(Code[] parts, Escaping escaping, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        var values = Reads.evalAll(parts, f);
        // Constants become one plain text: Jinja2 forgets what was HTML in them.
        if (escaping == Escaping.ON && !f.isFolding) {
          return Operations.concat(Arrays.asList(values), f.x);
        }
        var out = TextBuilder.charged(f.x.meter());
        for (Value value : values) {
          value.writeStr(out);
        }
        return Str.of(out.toString());
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// Whether all codes are constant.
  static boolean allConstant(Code... codes) {
    for (Code code : codes) {
      if (!code.isConstant()) {
        return false;
      }
    }
    return true;
  }
}
