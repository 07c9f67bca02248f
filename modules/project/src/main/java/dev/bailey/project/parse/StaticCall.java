package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `ref('x')` and `source('a', 'b')` where YAML allows nothing else: in exposures,
/// constraints, and the `relation` of snapshots.
public final class StaticCall {
  private static final Pattern CALL =
      Pattern.compile("\\s*(?:\\{\\{)?\\s*(ref|source|metric)\\s*\\((.*)\\)\\s*(?:\\}\\})?\\s*");
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "\\s*(?:(v|version)\\s*=\\s*)?(?:'([^']*)'|\"([^\"]*)\"|([\\w.]+))\\s*(?:,|$)");

  private StaticCall() {}

  /// Hands what `text` asks for to one of the two, and reports whether it was understood.
  public static boolean read(String text, Consumer<Ref> refs, Consumer<SourceRef> sources) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return false;
    }
    var names = new ArrayList<String>();
    Optional<Data> version = Optional.empty();
    Matcher argument = ARGUMENT.matcher(call.group(2));
    int end = 0;
    while (end < call.group(2).length() && argument.find(end) && argument.start() == end) {
      String value = first(argument.group(2), argument.group(3), argument.group(4));
      if (argument.group(1) != null) {
        version = Optional.of(version(value, argument.group(4) != null));
      } else {
        names.add(value);
      }
      end = argument.end();
    }
    return end == call.group(2).length() && hand(call.group(1), names, version, refs, sources);
  }

  private static boolean hand(
      String function,
      List<String> names,
      Optional<Data> version,
      Consumer<Ref> refs,
      Consumer<SourceRef> sources) {
    if (function.equals("ref") && (names.size() == 1 || names.size() == 2)) {
      Optional<String> packageName =
          names.size() == 2 ? Optional.of(names.getFirst()) : Optional.empty();
      refs.accept(new Ref(names.getLast(), packageName, version));
      return true;
    }
    if (function.equals("source") && names.size() == 2) {
      sources.accept(new SourceRef(names.getFirst(), names.getLast()));
      return true;
    }
    return false;
  }

  private static String first(@org.jspecify.annotations.Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private static Data version(String text, boolean isBare) {
    return isBare && text.chars().allMatch(Character::isDigit)
        ? Data.of(Long.parseLong(text))
        : Data.of(text);
  }
}
