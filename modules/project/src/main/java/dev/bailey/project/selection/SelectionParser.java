package dev.bailey.project.selection;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the items of `--select` and `--exclude`: a space is a union, a comma an intersection.
///
/// @see <a href="https://docs.getdbt.com/reference/node-selection/syntax">dbt's description</a>
public final class SelectionParser {
  static final Pattern ITEM =
      Pattern.compile(
          "(?<whole>@)?(?<parents>(?<up>\\d*)\\+)?((?<method>[\\w.]+):)?(?<value>.*?)"
              + "(?<children>\\+(?<down>\\d*))?",
          Pattern.DOTALL);

  private final Indirect indirect;
  private final List<Problem> problems = new ArrayList<>();

  private SelectionParser(Indirect indirect) {
    this.indirect = indirect;
  }

  /// What the items ask for.
  ///
  /// @param select empty for everything
  public static Outcome<Selection> parse(
      List<String> select, List<String> exclude, Indirect indirect) {
    var parser = new SelectionParser(indirect);
    Selection included =
        select.isEmpty() ? Selection.everything(indirect) : parser.union(select, true);
    Selection all =
        exclude.isEmpty()
            ? included
            : new Selection.Difference(
                included.text(), included, parser.union(exclude, true), indirect);
    return parser.problems.isEmpty() ? Outcome.ok(all) : new Outcome.Failed<>(parser.problems);
  }

  /// What one item of selectors.yml asks for.
  static Outcome<Selection> item(String text, Indirect indirect) {
    var parser = new SelectionParser(indirect);
    Selection selection = parser.criterion(text);
    return parser.problems.isEmpty()
        ? Outcome.ok(selection)
        : new Outcome.Failed<>(parser.problems);
  }

  private Selection union(List<String> items, boolean expected) {
    List<Selection> parts =
        items.stream()
            .flatMap(item -> Stream.of(item.strip().split("\\s+", -1)))
            .filter(item -> !item.isEmpty())
            .map(this::intersection)
            .toList();
    String text = parts.stream().map(Selection::text).collect(Collectors.joining(" "));
    return parts.size() == 1
        ? parts.getFirst()
        : new Selection.Union(text, parts, indirect, expected);
  }

  private Selection intersection(String item) {
    List<Selection> parts = Stream.of(item.split(",", -1)).map(this::criterion).toList();
    return parts.size() == 1 ? parts.getFirst() : new Selection.Intersection(item, parts, indirect);
  }

  private Selection criterion(String text) {
    Matcher item = ITEM.matcher(text);
    if (!item.matches()) {
      throw new IllegalStateException("any text is an item: " + text);
    }
    boolean whole = item.group("whole") != null;
    if (whole && item.group("children") != null) {
      refuse(
          "Invalid node spec '%s' - \"@\" prefix and \"+\" suffix are incompatible"
              .formatted(text));
    }
    String value = item.group("value");
    List<String> method =
        List.of(Optional.ofNullable(item.group("method")).orElse("").split("\\.", -1));
    return new Selection.Criterion(
        text,
        method(method.getFirst(), value),
        method.subList(1, method.size()),
        value,
        new Selection.Reach(
            whole,
            steps(item.group("parents"), item.group("up")),
            steps(item.group("children"), item.group("down"))),
        indirect);
  }

  private Method method(String word, String value) {
    if (word.isEmpty()) {
      return Method.guessed(value);
    }
    Optional<Method> method = Method.named(word);
    if (method.isEmpty()) {
      refuse("'%s' is not a valid method name".formatted(word));
    }
    return method.orElse(Method.FQN);
  }

  private static OptionalInt steps(
      @org.jspecify.annotations.Nullable String operator,
      @org.jspecify.annotations.Nullable String number) {
    if (operator == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        number == null || number.isEmpty() || number.length() > 9
            ? Integer.MAX_VALUE
            : Integer.parseInt(number));
  }

  private void refuse(String message) {
    problems.add(Problem.error("selection", message));
  }
}
