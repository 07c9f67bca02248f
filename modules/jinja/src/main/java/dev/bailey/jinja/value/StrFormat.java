package dev.bailey.jinja.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `'{} and {name:>5}'.format(...)`. Attributes in fields are looked up as the sandbox does.
final class StrFormat {
  private static final int MAX_DEPTH = 2;

  private final List<Value> positional;
  private final Value named;
  private final Execution x;
  private final boolean escapes;
  private int automatic;
  private boolean isManual;

  private StrFormat(List<Value> positional, Value named, boolean escapes, Execution x) {
    this.positional = positional;
    this.named = named;
    this.escapes = escapes;
    this.x = x;
  }

  static Str format(String format, Arguments arguments, Execution x) {
    return Str.of(format(format, arguments, false, x));
  }

  /// The same for HTML: the text of each field is escaped once it is formatted.
  static Str formatMarkup(String format, Arguments arguments, Execution x) {
    return Str.markup(format(format, arguments, true, x));
  }

  private static String format(String format, Arguments arguments, boolean escapes, Execution x) {
    var named = DictValue.ofNames(arguments.named());
    return new StrFormat(arguments.positional(), named, escapes, x).run(format, MAX_DEPTH);
  }

  static Str formatMap(String format, Value mapping, Execution x) {
    return Str.of(new StrFormat(List.of(), mapping, false, x).run(format, MAX_DEPTH));
  }

  private String run(String format, int depth) {
    if (depth <= 0) {
      throw TemplateException.valueError("Max string recursion exceeded");
    }
    var out = TextBuilder.charged(x.meter());
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c != '{' && c != '}') {
        int end = at + 1;
        while (end < format.length() && format.charAt(end) != '{' && format.charAt(end) != '}') {
          end++;
        }
        out.append(format.substring(at, end));
        at = end;
      } else if (at + 1 < format.length() && format.charAt(at + 1) == c) {
        out.append(c);
        at += 2;
      } else if (c == '}' || at + 1 == format.length()) {
        throw TemplateException.valueError("Single '" + c + "' encountered in format string");
      } else {
        int end = closing(format, at + 1);
        out.append(field(format.substring(at + 1, end), depth));
        at = end + 1;
      }
    }
    return out.toString();
  }

  /// The index of the brace that closes the field; braces within brackets do not count.
  private static int closing(String format, int from) {
    int open = 1;
    boolean isInName = true;
    for (int at = from; at < format.length(); at++) {
      switch (format.charAt(at)) {
        case '[' -> {
          if (isInName) {
            int end = format.indexOf(']', at);
            at = end < 0 ? format.length() - 1 : end;
          }
        }
        case '!', ':' -> isInName = false;
        case '{' -> open++;
        case '}' -> {
          if (--open == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    throw TemplateException.valueError("expected '}' before end of string");
  }

  private String field(String field, int depth) {
    x.meter().step();
    int nameEnd = nameEnd(field);
    String name = field.substring(0, nameEnd);
    char conversion = 0;
    String spec = "";
    if (nameEnd < field.length() && field.charAt(nameEnd) == '!') {
      conversion = conversion(field, nameEnd);
      nameEnd += 2;
      if (nameEnd < field.length() && field.charAt(nameEnd) != ':') {
        throw TemplateException.valueError("expected ':' after conversion specifier");
      }
    }
    if (nameEnd < field.length()) {
      spec = field.substring(nameEnd + 1);
    }
    Value value = converted(lookup(name), conversion);
    String wanted = spec.indexOf('{') < 0 && spec.indexOf('}') < 0 ? spec : run(spec, depth - 1);
    if (!escapes) {
      return Formatting.format(value, wanted, x);
    }
    if (!Operations.isMarkup(value)) {
      return Markup.escape(Formatting.format(value, wanted, x), x);
    }
    if (!wanted.isEmpty()) {
      throw TemplateException.valueError("Unsupported format specification for Markup.");
    }
    return Operations.str(value, x);
  }

  private static int nameEnd(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '[') {
        int end = field.indexOf(']', i);
        i = end < 0 ? i : end;
      } else if (c == '!' || c == ':') {
        return i;
      } else if (c == '{') {
        throw TemplateException.valueError("unexpected '{' in field name");
      }
    }
    return field.length();
  }

  private static char conversion(String field, int at) {
    if (at + 1 >= field.length()) {
      throw TemplateException.valueError("end of string while looking for conversion specifier");
    }
    return field.charAt(at + 1);
  }

  private Value converted(Value value, char conversion) {
    return switch (conversion) {
      case 0 -> value;
      case 's' -> Str.of(Operations.str(value, x));
      case 'r' -> Str.of(Operations.repr(value, x));
      case 'a' -> Str.of(StrText.ascii(Operations.repr(value, x)));
      default ->
          throw TemplateException.valueError("Unknown conversion specifier '" + conversion + "'");
    };
  }

  private Value lookup(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    Value value = first(name.substring(0, end));
    int at = end;
    while (at < name.length()) {
      boolean isAttribute = name.charAt(at) == '.';
      if (!isAttribute && name.charAt(at) != '[') {
        throw TemplateException.valueError(
            "Only '.' or '[' may follow ']' in format field specifier");
      }
      int stop = isAttribute ? attributeEnd(name, at + 1) : name.indexOf(']', at);
      if (stop < 0) {
        throw TemplateException.valueError("Missing ']' in format string");
      }
      String part = name.substring(at + 1, stop);
      if (part.isEmpty()) {
        throw TemplateException.valueError("Empty attribute in format string");
      }
      value = isAttribute ? Operations.attribute(value, part, x) : item(value, part);
      at = isAttribute ? stop : stop + 1;
    }
    return value;
  }

  private static int attributeEnd(String name, int from) {
    int at = from;
    while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
      at++;
    }
    return at;
  }

  private Value first(String name) {
    Integer index = name.isEmpty() ? nextAutomatic() : index(name);
    if (index == null) {
      return namedValue(name);
    }
    if (index >= positional.size()) {
      throw TemplateException.of(
          "IndexError", "Replacement index " + index + " out of range for positional args tuple");
    }
    return positional.get(index);
  }

  private Integer nextAutomatic() {
    if (isManual) {
      throw TemplateException.valueError(
          "cannot switch from manual field specification to automatic field numbering");
    }
    return automatic++;
  }

  private @Nullable Integer index(String name) {
    Integer index = digits(name);
    if (index != null) {
      if (automatic > 0) {
        throw TemplateException.valueError(
            "cannot switch from automatic field numbering to manual field specification");
      }
      isManual = true;
    }
    return index;
  }

  private static @Nullable Integer digits(String name) {
    if (name.isEmpty() || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    if (name.length() > 9) {
      throw TemplateException.valueError("Too many decimal digits in format string");
    }
    return Integer.valueOf(name);
  }

  private Value namedValue(String name) {
    Value found = Attributes.entry(named, Str.of(name), x);
    if (found == null) {
      throw TemplateException.of("KeyError", Str.of(name).repr());
    }
    return found;
  }

  /// A part in brackets, which the sandbox looks up as a template does.
  private Value item(Value value, String part) {
    Integer index = digits(part);
    return Attributes.item(value, index == null ? Str.of(part) : Int.of(index), x);
  }
}
