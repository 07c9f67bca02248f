package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, compiled.
///
/// @param star what is spread into positions, or null
/// @param doubleStar what is spread into names, or null
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
record ArgumentCodes(
    Code[] positional,
    String[] names,
    Code[] named,
    @Nullable Code star,
    @Nullable Code doubleStar) {
  static final ArgumentCodes NONE =
      new ArgumentCodes(new Code[0], new String[0], new Code[0], null, null);

  Arguments eval(Frame f) {
    if (star == null && doubleStar == null && names.length == 0) {
      return positional.length == 0 ? Arguments.none() : Arguments.of(positions(f));
    }
    return evalAll(f, Map.of());
  }

  /// The arguments and one more name.
  Arguments evalWith(String name, Value value, Frame f) {
    return evalAll(f, Map.of(name, value));
  }

  private List<Value> positions(Frame f) {
    return switch (positional.length) {
      case 1 -> List.of(positional[0].eval(f));
      case 2 -> List.of(positional[0].eval(f), positional[1].eval(f));
      default -> List.of(Reads.evalAll(positional, f));
    };
  }

  private Arguments evalAll(Frame f, Map<String, Value> more) {
    List<Value> positions = positional.length == 0 ? List.of() : positions(f);
    var byName = new LinkedHashMap<String, Value>();
    for (int i = 0; i < names.length; i++) {
      byName.put(names[i], named[i].eval(f));
    }
    byName.putAll(more);
    if (star != null) {
      positions = spread(positions, star.eval(f), f);
    }
    if (doubleStar != null) {
      spread(byName, doubleStar.eval(f), f);
    }
    return new Arguments(positions, Collections.unmodifiableMap(byName));
  }

  private static List<Value> spread(List<Value> before, Value value, Frame f) {
    if (!Operations.isIterable(value)) {
      throw TemplateException.typeError(
          "Value after * must be an iterable, not " + value.typeName());
    }
    List<Value> items = Operations.items(value, f.x);
    var all = new ArrayList<Value>(before.size() + items.size());
    all.addAll(before);
    all.addAll(items);
    f.x.meter().items(items.size());
    return Collections.unmodifiableList(all);
  }

  private static void spread(Map<String, Value> byName, Value value, Frame f) {
    if (!(value instanceof DictValue) && !(value instanceof HostValue host && host.isMapping())) {
      throw TemplateException.typeError(
          "argument after ** must be a mapping, not " + value.typeName());
    }
    f.x.meter().items(Operations.length(value, f.x));
    for (var keys = Operations.iterate(value, f.x); keys.hasNext(); ) {
      Value key = keys.next();
      if (!(key instanceof Str name)) {
        throw TemplateException.typeError("keywords must be strings");
      }
      if (byName.put(name.value(), Operations.item(value, key, f.x)) != null) {
        throw TemplateException.typeError(
            "got multiple values for keyword argument '" + name.value() + "'");
      }
    }
  }
}
