package dev.bailey.project.parse;

import dev.bailey.project.context.Capture;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.parse.PythonTokens.Kind;
import dev.bailey.project.parse.PythonTokens.Token;
import dev.bailey.source.Span;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads off the text of a Python model what it asks `dbt` for: `dbt.ref`, `dbt.source` and
/// `dbt.config` with constant arguments. Nothing is executed.
///
/// https://docs.getdbt.com/docs/build/python-models
final class PythonModel {
  private static final String CONFIG = "config";

  private final Span code;
  private final List<Token> tokens;
  private final Capture capture;
  private final Problems problems;
  private final List<Data> keys = new ArrayList<>();
  private final List<Data> defaults = new ArrayList<>();
  private final List<Data> metaKeys = new ArrayList<>();
  private final List<Data> metaDefaults = new ArrayList<>();
  private int next;

  private PythonModel(Span code, Capture capture, Problems problems) {
    this.code = code;
    this.tokens = PythonTokens.of(code.file().text().substring(code.start(), code.end()));
    this.capture = capture;
    this.problems = problems;
  }

  /// Records into `capture` what the model at `code` asks for.
  static void read(Span code, Capture capture, Problems problems) {
    new PythonModel(code, capture, problems).read();
  }

  private void read() {
    if (tokens.isEmpty()) {
      return;
    }
    checkModel();
    for (int at = 0; at < tokens.size(); at++) {
      if (isName(at, "dbt") && !isOperator(at - 1, ".")) {
        call(at);
      }
    }
    if (!keys.isEmpty() || !metaKeys.isEmpty()) {
      var asked = new LinkedHashMap<String, Data>();
      asked.put("config_keys_used", new Data.Items(keys));
      asked.put("config_keys_defaults", new Data.Items(defaults));
      asked.put("meta_keys_used", new Data.Items(metaKeys));
      asked.put("meta_keys_defaults", new Data.Items(metaDefaults));
      capture.config(Data.dict(asked));
    }
  }

  private void checkModel() {
    checkBrackets();
    long models = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).startsLine() && isName(at, "def") && isName(at + 1, "model")) {
        models++;
        checkFunction(at + 2);
      }
    }
    if (models != 1) {
      problems.error(
          "python-model",
          code,
          "dbt allows exactly one model defined per python file, found %d. Define `def model(dbt, session):` once."
              .formatted(models));
    }
  }

  private void checkBrackets() {
    var open = new ArrayDeque<String>();
    for (Token token : tokens) {
      String bracket = token.kind() == Kind.OPERATOR ? token.text() : "";
      if ("([{".contains(bracket) && !bracket.isEmpty()) {
        open.push(bracket);
      } else if (")]}".contains(bracket) && !bracket.isEmpty()) {
        String wanted = "([{".substring(")]}".indexOf(bracket), ")]}".indexOf(bracket) + 1);
        if (open.isEmpty() || !open.pop().equals(wanted)) {
          fault("This is no Python: '%s' closes nothing.".formatted(bracket));
          return;
        }
      }
    }
    if (!open.isEmpty()) {
      fault("This is no Python: a '%s' is not closed.".formatted(open.peek()));
    }
  }

  private void fault(String message) {
    problems.error("python-model", code, message);
  }

  /// The parameters of `def model`, and how its body ends.
  ///
  /// @param from the bracket after its name
  private void checkFunction(int from) {
    var parameters = new ArrayList<String>();
    int depth = 0;
    int at = from;
    do {
      if (at == tokens.size()) {
        return;
      }
      Token token = tokens.get(at);
      boolean begins =
          depth == 1 && (isOperator(at - 1, "(") || isOperator(at - 1, ",")) && at > from;
      if (begins && token.kind() == Kind.NAME) {
        parameters.add(token.text());
      }
      depth += isOpening(at) ? 1 : isClosing(at) ? -1 : 0;
      at++;
    } while (depth > 0);
    if (parameters.size() != 2 || !parameters.getFirst().equals("dbt")) {
      fault(
          "The function of a Python model takes two arguments, `dbt` and a session: write `def model(dbt, session):`.");
    }
    checkEnd(at);
  }

  private boolean isOpening(int at) {
    return isOperator(at, "(") || isOperator(at, "[") || isOperator(at, "{");
  }

  private boolean isClosing(int at) {
    return isOperator(at, ")") || isOperator(at, "]") || isOperator(at, "}");
  }

  /// The last statement of the body returns one thing.
  private void checkEnd(int from) {
    int last = -1;
    int at = from;
    while (at < tokens.size() && !tokens.get(at).startsLine()) {
      if (isName(at, "return")) {
        last = at;
      }
      at++;
    }
    boolean isOne = last >= 0;
    int depth = 0;
    for (int i = last + 1; isOne && i < at; i++) {
      depth += isOpening(i) ? 1 : isClosing(i) ? -1 : 0;
      isOne = depth > 0 || !isOperator(i, ",");
    }
    if (!isOne) {
      fault("The function of a Python model ends by returning one dataframe.");
    }
  }

  /// A call at the name `dbt`, when it is one of those that count.
  private void call(int at) {
    var path = new StringBuilder();
    int end = at + 1;
    while (isOperator(end, ".") && end + 1 < tokens.size()) {
      path.append(path.isEmpty() ? "" : ".").append(tokens.get(end + 1).text());
      end += 2;
    }
    if (!isOperator(end, "(")) {
      return;
    }
    next = end + 1;
    String function = path.toString();
    switch (function) {
      case "ref", "source", CONFIG, "config.get", "config.meta_get" ->
          arguments()
              .ifPresentOrElse(given -> hand(function, given, at), () -> refuse(function, at));
      default -> {}
    }
  }

  /// The constants in the parentheses of a call.
  private record Given(List<Data> positional, Map<String, Data> named) {
    Data at(int place) {
      return place < positional.size() ? positional.get(place) : Data.nothing();
    }

    Optional<String> text(int place) {
      return at(place).asText();
    }
  }

  private void hand(String function, Given given, int at) {
    int count = given.positional().size();
    boolean isUnderstood =
        switch (function) {
          case "ref" -> (count == 1 || count == 2) && ref(given, count);
          case "source" -> count == 2 && source(given);
          case CONFIG -> {
            capture.config(Data.dict(given.named()));
            yield count == 0;
          }
          case "config.get" -> count > 0 && count < 3 && ask(given, keys, defaults);
          default -> count > 0 && count < 3 && ask(given, metaKeys, metaDefaults);
        };
    if (!isUnderstood) {
      refuse(function, at);
    }
  }

  private boolean ref(Given given, int count) {
    Optional<Data> version =
        Optional.ofNullable(given.named().getOrDefault("version", given.named().get("v")));
    Optional<String> packageName = count == 2 ? given.text(0) : Optional.empty();
    given.text(count - 1).ifPresent(name -> capture.ref(new Ref(name, packageName, version)));
    return given.text(count - 1).isPresent();
  }

  private boolean source(Given given) {
    boolean isText = given.text(0).isPresent() && given.text(1).isPresent();
    if (isText) {
      capture.source(new SourceRef(given.text(0).orElseThrow(), given.text(1).orElseThrow()));
    }
    return isText;
  }

  private static boolean ask(Given given, List<Data> keys, List<Data> defaults) {
    keys.add(given.at(0));
    defaults.add(given.at(1));
    return true;
  }

  private void refuse(String function, int at) {
    int start = code.start() + tokens.get(at).at();
    problems.error(
        "python-model",
        new Span(code.file(), start, start + "dbt".length()),
        "dbt.%s() takes constants only, such as dbt.ref(\"orders\"): the project is read without running its Python."
            .formatted(function));
  }

  private Optional<Given> arguments() {
    var positional = new ArrayList<Data>();
    var named = new LinkedHashMap<String, Data>();
    while (!isOperator(next, ")")) {
      boolean isNamed =
          next + 1 < tokens.size()
              && tokens.get(next).kind() == Kind.NAME
              && isOperator(next + 1, "=");
      String name = isNamed ? tokens.get(next).text() : "";
      next += isNamed ? 2 : 0;
      Optional<Data> value = value();
      if (value.isEmpty() || !(isOperator(next, ",") || isOperator(next, ")"))) {
        return Optional.empty();
      }
      if (isNamed) {
        named.put(name, value.get());
      } else {
        positional.add(value.get());
      }
      skip(",");
    }
    return Optional.of(new Given(positional, named));
  }

  private Optional<Data> value() {
    if (next >= tokens.size()) {
      return Optional.empty();
    }
    Token token = tokens.get(next++);
    return switch (token.kind()) {
      case TEXT -> Optional.of(Data.of(adjacent(token.text())));
      case NUMBER -> number(token.text());
      case NAME -> constant(token.text());
      case OPERATOR ->
          switch (token.text()) {
            case "-" -> negative();
            case "[" -> items("]");
            case "(" -> items(")");
            case "{" -> entries();
            default -> Optional.empty();
          };
    };
  }

  /// Texts side by side are one text.
  private String adjacent(String first) {
    var text = new StringBuilder(first);
    while (next < tokens.size() && tokens.get(next).kind() == Kind.TEXT) {
      text.append(tokens.get(next++).text());
    }
    return text.toString();
  }

  private static Optional<Data> constant(String name) {
    return switch (name) {
      case "True" -> Optional.of(Data.of(true));
      case "False" -> Optional.of(Data.of(false));
      case "None" -> Optional.of(Data.nothing());
      default -> Optional.empty();
    };
  }

  private static Optional<Data> number(String text) {
    String plain = text.replace("_", "");
    try {
      return Optional.of(
          plain.chars().allMatch(Character::isDigit)
              ? new Data.Whole(new BigInteger(plain))
              : new Data.Real(Double.parseDouble(plain)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Data> negative() {
    return value()
        .flatMap(value ->
            switch (value) {
              case Data.Whole(BigInteger whole) -> Optional.of(new Data.Whole(whole.negate()));
              case Data.Real(double real) -> Optional.of(new Data.Real(-real));
              default -> Optional.empty();
            });
  }

  private Optional<Data> items(String end) {
    var items = new ArrayList<Data>();
    int commas = 0;
    while (!isOperator(next, end)) {
      Optional<Data> value = value();
      if (value.isEmpty() || !(isOperator(next, ",") || isOperator(next, end))) {
        return Optional.empty();
      }
      items.add(value.get());
      commas += skip(",") ? 1 : 0;
    }
    next++;
    boolean isGroup = end.equals(")") && items.size() == 1 && commas == 0;
    return Optional.of(isGroup ? items.getFirst() : new Data.Items(items));
  }

  private Optional<Data> entries() {
    var entries = new LinkedHashMap<Data, Data>();
    while (!isOperator(next, "}")) {
      Optional<Data> key = value();
      if (key.isEmpty() || !skip(":")) {
        return Optional.empty();
      }
      Optional<Data> value = value();
      if (value.isEmpty() || !(isOperator(next, ",") || isOperator(next, "}"))) {
        return Optional.empty();
      }
      entries.put(key.get(), value.get());
      skip(",");
    }
    next++;
    return Optional.of(new Data.Dict(entries));
  }

  private boolean skip(String operator) {
    boolean isThere = isOperator(next, operator);
    next += isThere ? 1 : 0;
    return isThere;
  }

  private boolean isName(int at, String name) {
    return is(at, Kind.NAME, name);
  }

  private boolean isOperator(int at, String operator) {
    return is(at, Kind.OPERATOR, operator);
  }

  private boolean is(int at, Kind kind, String text) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).kind() == kind
        && tokens.get(at).text().equals(text);
  }
}
