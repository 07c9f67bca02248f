package dev.bailey.jinja.parse;

import dev.bailey.jinja.ast.Arguments;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Expression.Comparator;
import dev.bailey.jinja.ast.Expression.Operator;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Node;
import dev.bailey.jinja.ast.Nodes;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.ast.Target;
import dev.bailey.jinja.parse.Token.Kind;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The grammar of expressions, one method for each level of precedence, as Jinja2's parser has it:
/// `~` binds closer than `+`, `**` groups to the left, and a filter takes a signed operand as a
/// whole.
final class ExpressionParser {
  /// Brackets and prefix operators within one another; more than anybody writes, and few enough for
  /// the stack of a thread.
  private static final int MAX_DEPTH = 150;

  /// How deep the tree of an expression may be; operators in a row count too, because each one
  /// stands in the next.
  private static final int MAX_HEIGHT = 1000;

  private final TokenStream tokens;
  private int depth;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// An expression, with or without `if`.
  Expression expression(boolean withConditional) {
    return withConditional ? conditional() : or();
  }

  Expression expression() {
    return conditional();
  }

  /// One expression, or several with commas between them.
  ///
  /// @param stop a word that ends the list
  Expression tuple(boolean withConditional, @Nullable String stop) {
    int from = tokens.position();
    Expression result = tuple(withConditional, stop, false);
    checkHeight(result, from);
    return result;
  }

  /// A single expression that stands on its own in a tag.
  Expression whole() {
    int from = tokens.position();
    Expression result = conditional();
    checkHeight(result, from);
    return result;
  }

  private Expression tuple(
      boolean withConditional, @Nullable String stop, boolean isParenthesized) {
    int start = tokens.current().start();
    if (isTupleEnd(stop)) {
      if (!isParenthesized) {
        throw refused("Expected an expression, got '" + tokens.current().describe() + "'");
      }
      return new Expression.Tuple(tokens.from(start), List.of());
    }
    Expression first = expression(withConditional);
    if (!tokens.is(Kind.COMMA)) {
      return first;
    }
    var items = new ArrayList<Expression>();
    items.add(first);
    while (tokens.skip(Kind.COMMA) && !isTupleEnd(stop)) {
      items.add(expression(withConditional));
    }
    return new Expression.Tuple(tokens.from(start), items);
  }

  private boolean isTupleEnd(@Nullable String stop) {
    return tokens.is(Kind.VARIABLE_END)
        || tokens.is(Kind.BLOCK_END)
        || tokens.is(Kind.RIGHT_PARENTHESIS)
        || (stop != null && tokens.isName(stop));
  }

  /// What may stand left of `=` in a `set`, or before the `in` of a `for`.
  ///
  /// @param stop a word that ends the target
  Target target(@Nullable String stop, boolean withNamespace) {
    int start = tokens.current().start();
    var items = new ArrayList<Target>();
    while (true) {
      if (!items.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      if (isTupleEnd(stop)) {
        break;
      }
      items.add(simpleTarget(withNamespace));
      if (!tokens.is(Kind.COMMA)) {
        if (items.size() == 1) {
          return items.getFirst();
        }
        break;
      }
    }
    if (items.isEmpty()) {
      throw refused("Expected an expression, got '" + tokens.current().describe() + "'");
    }
    return new Target.Tuple(tokens.from(start), items);
  }

  private Target simpleTarget(boolean withNamespace) {
    enter();
    Token token = tokens.current();
    Target target;
    if (tokens.is(Kind.LEFT_PARENTHESIS)) {
      tokens.next();
      target = parenthesizedTarget(token);
    } else {
      Token name = tokens.expectName();
      if (withNamespace && tokens.skip(Kind.DOT)) {
        String attribute = tokens.expectName().text();
        target = new Target.Attribute(tokens.from(name.start()), name.text(), attribute);
      } else {
        target = new Target.Name(tokens.span(name), assignable(name));
      }
    }
    depth--;
    return target;
  }

  private Target parenthesizedTarget(Token open) {
    if (tokens.skip(Kind.RIGHT_PARENTHESIS)) {
      return new Target.Tuple(tokens.from(open.start()), List.of());
    }
    Target inner = target(null, false);
    tokens.expect(Kind.RIGHT_PARENTHESIS);
    return inner;
  }

  /// A name that may be assigned to.
  String assignable(Token name) {
    return switch (name.text()) {
      case "true", "false", "none", "True", "False", "None" ->
          throw tokens.problem(tokens.span(name), "can't assign to '" + name.text() + "'");
      default -> name.text();
    };
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw refused("this expression is nested too deeply (more than " + MAX_DEPTH + " levels)");
    }
  }

  private Expression conditional() {
    enter();
    Expression then = or();
    while (tokens.skipName("if")) {
      Expression condition = or();
      Optional<Expression> otherwise =
          tokens.skipName("else") ? Optional.of(conditional()) : Optional.empty();
      then = new Expression.Conditional(from(then), condition, then, otherwise);
    }
    depth--;
    return then;
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      Expression right = and();
      left = new Expression.Or(from(left), left, right);
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      Expression right = not();
      left = new Expression.And(from(left), left, right);
    }
    return left;
  }

  private Expression not() {
    if (!tokens.isName("not")) {
      return compare();
    }
    enter();
    int start = tokens.next().start();
    Expression operand = not();
    depth--;
    return new Expression.Not(tokens.from(start), operand);
  }

  private Expression compare() {
    Expression first = sum();
    List<Expression.Comparand> rest = List.of();
    for (var comparator = comparator(); comparator != null; comparator = comparator()) {
      if (rest.isEmpty()) {
        rest = new ArrayList<>(2);
      }
      rest.add(new Expression.Comparand(comparator, sum()));
    }
    return rest.isEmpty() ? first : new Expression.Compare(from(first), first, rest);
  }

  /// The comparison that comes next, which is passed over; null when there is none.
  private @Nullable Comparator comparator() {
    Token token = tokens.current();
    if (token.is(Kind.NAME)) {
      if (tokens.skipName("in")) {
        return Comparator.IN;
      }
      if (token.text().equals("not") && tokens.look().isName("in")) {
        tokens.next();
        tokens.next();
        return Comparator.NOT_IN;
      }
      return null;
    }
    var found = comparator(token.kind());
    if (found != null) {
      tokens.next();
    }
    return found;
  }

  private static @Nullable Comparator comparator(Kind kind) {
    return switch (kind) {
      case EQUAL -> Comparator.EQUAL;
      case NOT_EQUAL -> Comparator.NOT_EQUAL;
      case LESS -> Comparator.LESS;
      case LESS_EQUAL -> Comparator.LESS_EQUAL;
      case GREATER -> Comparator.GREATER;
      case GREATER_EQUAL -> Comparator.GREATER_EQUAL;
      default -> null;
    };
  }

  private Expression sum() {
    Expression left = concat();
    while (true) {
      if (tokens.skip(Kind.ADD)) {
        left = binary(Operator.ADD, left, concat());
      } else if (tokens.skip(Kind.SUBTRACT)) {
        left = binary(Operator.SUBTRACT, left, concat());
      } else {
        return left;
      }
    }
  }

  private Expression concat() {
    Expression first = product();
    if (!tokens.is(Kind.TILDE)) {
      return first;
    }
    var parts = new ArrayList<Expression>();
    parts.add(first);
    while (tokens.skip(Kind.TILDE)) {
      parts.add(product());
    }
    return new Expression.Concat(from(first), parts);
  }

  private Expression product() {
    Expression left = power();
    for (var operator = factorOperator(); operator != null; operator = factorOperator()) {
      tokens.next();
      left = binary(operator, left, power());
    }
    return left;
  }

  private @Nullable Operator factorOperator() {
    return switch (tokens.current().kind()) {
      case MULTIPLY -> Operator.MULTIPLY;
      case DIVIDE -> Operator.DIVIDE;
      case FLOOR_DIVIDE -> Operator.FLOOR_DIVIDE;
      case MODULO -> Operator.MODULO;
      default -> null;
    };
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.skip(Kind.POWER)) {
      left = binary(Operator.POWER, left, unary(true));
    }
    return left;
  }

  private Expression binary(Operator operator, Expression left, Expression right) {
    return new Expression.Binary(from(left), operator, left, right);
  }

  private Expression unary(boolean withFilters) {
    Expression.Sign sign =
        tokens.is(Kind.SUBTRACT)
            ? Expression.Sign.MINUS
            : tokens.is(Kind.ADD) ? Expression.Sign.PLUS : null;
    Expression operand;
    if (sign != null) {
      enter();
      int start = tokens.next().start();
      Expression inner = unary(false);
      depth--;
      operand = new Expression.Unary(tokens.from(start), sign, inner);
    } else {
      operand = primary();
    }
    Expression result = postfix(operand);
    return withFilters ? filtersAndTests(result) : result;
  }

  private Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.next());
      case STRING -> string();
      case INTEGER, FLOAT -> {
        tokens.next();
        yield new Expression.Literal(tokens.span(token), valueOf(token));
      }
      case LEFT_PARENTHESIS -> parenthesized();
      case LEFT_BRACKET -> list();
      case LEFT_BRACE -> dict();
      default -> throw refused("unexpected '" + token.describe() + "'");
    };
  }

  private Expression parenthesized() {
    tokens.next();
    Expression inner = tuple(true, null, true);
    tokens.expect(Kind.RIGHT_PARENTHESIS);
    return inner;
  }

  private static Value valueOf(Token token) {
    Value value = token.value();
    if (value == null) {
      throw new IllegalStateException("a " + token.kind() + " without a value");
    }
    return value;
  }

  private Expression name(Token token) {
    Value constant =
        switch (token.text()) {
          case "true", "True" -> Bool.TRUE;
          case "false", "False" -> Bool.FALSE;
          case "none", "None" -> None.NONE;
          default -> null;
        };
    return constant == null
        ? new Expression.Name(tokens.span(token), token.text())
        : new Expression.Literal(tokens.span(token), constant);
  }

  /// A string, or several that stand side by side and are one.
  private Expression string() {
    Token first = tokens.next();
    if (!tokens.is(Kind.STRING)) {
      return new Expression.Literal(tokens.span(first), valueOf(first));
    }
    var text = new StringBuilder(first.text());
    while (tokens.is(Kind.STRING)) {
      text.append(tokens.next().text());
    }
    return new Expression.Literal(tokens.from(first.start()), Str.of(text.toString()));
  }

  private Expression list() {
    int start = tokens.next().start();
    var items = new ArrayList<Expression>();
    while (!tokens.is(Kind.RIGHT_BRACKET)) {
      if (!items.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      if (tokens.is(Kind.RIGHT_BRACKET)) {
        break;
      }
      items.add(expression());
    }
    tokens.next();
    return new Expression.ListDisplay(tokens.from(start), items);
  }

  private Expression dict() {
    int start = tokens.next().start();
    var entries = new ArrayList<Expression.Entry>();
    while (!tokens.is(Kind.RIGHT_BRACE)) {
      if (!entries.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      if (tokens.is(Kind.RIGHT_BRACE)) {
        break;
      }
      Expression key = expression();
      tokens.expect(Kind.COLON);
      entries.add(new Expression.Entry(key, expression()));
    }
    tokens.next();
    return new Expression.DictDisplay(tokens.from(start), entries);
  }

  private Expression postfix(Expression operand) {
    Expression result = operand;
    while (true) {
      if (tokens.is(Kind.DOT) || tokens.is(Kind.LEFT_BRACKET)) {
        result = subscript(result);
      } else if (tokens.is(Kind.LEFT_PARENTHESIS)) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  private Expression filtersAndTests(Expression operand) {
    Expression result = operand;
    while (true) {
      if (tokens.is(Kind.PIPE)) {
        tokens.next();
        var filter = filter();
        result = new Expression.Filter(from(result), result, filter.name(), filter.arguments());
      } else if (tokens.isName("is")) {
        result = test(result);
      } else if (tokens.is(Kind.LEFT_PARENTHESIS)) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  Expression.Call call(Expression callee) {
    Arguments arguments = arguments();
    return new Expression.Call(from(callee), callee, arguments);
  }

  private Expression subscript(Expression target) {
    if (tokens.skip(Kind.DOT)) {
      Token name = tokens.next();
      return switch (name.kind()) {
        case NAME -> new Expression.Attribute(from(target), target, name.text());
        case INTEGER ->
            new Expression.Item(
                from(target), target, new Expression.Literal(tokens.span(name), valueOf(name)));
        default -> throw tokens.problem(tokens.span(name), "expected name or number");
      };
    }
    int start = tokens.next().start();
    var keys = new ArrayList<Expression>(1);
    while (!tokens.is(Kind.RIGHT_BRACKET)) {
      if (!keys.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      keys.add(subscribed());
    }
    tokens.next();
    if (keys.size() > 1 && keys.stream().anyMatch(Expression.Slice.class::isInstance)) {
      throw tokens.problem(tokens.from(start), "a slice cannot be one of several keys");
    }
    Expression key =
        keys.size() == 1 ? keys.getFirst() : new Expression.Tuple(tokens.from(start), keys);
    return new Expression.Item(from(target), target, key);
  }

  /// A key between brackets, or a slice.
  private Expression subscribed() {
    int start = tokens.current().start();
    Optional<Expression> first = Optional.empty();
    if (!tokens.is(Kind.COLON)) {
      Expression key = expression();
      if (!tokens.is(Kind.COLON)) {
        return key;
      }
      first = Optional.of(key);
    }
    tokens.next();
    Optional<Expression> stop = tokens.is(Kind.COLON) ? Optional.empty() : slicePart();
    Optional<Expression> step = tokens.skip(Kind.COLON) ? slicePart() : Optional.empty();
    return new Expression.Slice(tokens.from(start), first, stop, step);
  }

  private Optional<Expression> slicePart() {
    return tokens.is(Kind.RIGHT_BRACKET) || tokens.is(Kind.COMMA)
        ? Optional.empty()
        : Optional.of(expression());
  }

  /// A filter behind its `|`.
  Statement.FilterCall filter() {
    int start = tokens.current().start();
    String name = dottedName();
    Arguments arguments = tokens.is(Kind.LEFT_PARENTHESIS) ? arguments() : Arguments.none();
    return new Statement.FilterCall(tokens.from(start), name, arguments);
  }

  private String dottedName() {
    String name = tokens.expectName().text();
    if (!tokens.is(Kind.DOT)) {
      return name;
    }
    var whole = new StringBuilder(name);
    while (tokens.skip(Kind.DOT)) {
      whole.append('.').append(tokens.expectName().text());
    }
    return whole.toString();
  }

  private Expression test(Expression input) {
    tokens.next();
    boolean isNegated = tokens.skipName("not");
    String name = dottedName();
    Arguments arguments = Arguments.none();
    if (tokens.is(Kind.LEFT_PARENTHESIS)) {
      arguments = arguments();
    } else if (beginsTestArgument()) {
      if (tokens.isName("is")) {
        throw refused("You cannot chain multiple tests with is");
      }
      arguments = Arguments.of(postfix(primary()));
    }
    var test = new Expression.Test(from(input), input, name, arguments);
    return isNegated ? new Expression.Not(test.span(), test) : test;
  }

  private boolean beginsTestArgument() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> !(token.isName("else") || token.isName("or") || token.isName("and"));
      case STRING, INTEGER, FLOAT, LEFT_BRACKET, LEFT_BRACE -> true;
      default -> false;
    };
  }

  private Arguments arguments() {
    tokens.expect(Kind.LEFT_PARENTHESIS);
    var read = new ArgumentList();
    boolean needsComma = false;
    while (!tokens.is(Kind.RIGHT_PARENTHESIS)) {
      if (needsComma) {
        tokens.expect(Kind.COMMA);
        if (tokens.is(Kind.RIGHT_PARENTHESIS)) {
          break;
        }
      }
      argument(read);
      needsComma = true;
    }
    tokens.next();
    return read.isEmpty()
        ? Arguments.none()
        : new Arguments(
            read.positional,
            read.keywords,
            Optional.ofNullable(read.star),
            Optional.ofNullable(read.doubleStar));
  }

  private void argument(ArgumentList read) {
    if (tokens.is(Kind.MULTIPLY)) {
      ensure(read.star == null && read.doubleStar == null);
      tokens.next();
      read.star = expression();
    } else if (tokens.is(Kind.POWER)) {
      ensure(read.doubleStar == null);
      tokens.next();
      read.doubleStar = expression();
    } else if (tokens.is(Kind.NAME) && tokens.look().is(Kind.ASSIGN)) {
      ensure(read.doubleStar == null);
      Token name = tokens.next();
      tokens.next();
      Expression value = expression();
      for (Keyword known : read.keywords) {
        if (known.name().equals(name.text())) {
          throw tokens.problem(
              tokens.from(name.start()), "keyword argument repeated: " + name.text());
        }
      }
      read.keywords.add(new Keyword(tokens.from(name.start()), name.text(), value));
    } else {
      ensure(read.star == null && read.doubleStar == null && read.keywords.isEmpty());
      read.positional.add(expression());
    }
  }

  private void ensure(boolean isFine) {
    if (!isFine) {
      throw refused("invalid syntax for function call expression");
    }
  }

  private static final class ArgumentList {
    final List<Expression> positional = new ArrayList<>();
    final List<Keyword> keywords = new ArrayList<>();
    @Nullable Expression star;
    @Nullable Expression doubleStar;

    boolean isEmpty() {
      return positional.isEmpty() && keywords.isEmpty() && star == null && doubleStar == null;
    }
  }

  private dev.bailey.source.Span from(Expression first) {
    return tokens.from(first.span().start());
  }

  private SyntaxRefusal refused(String message) {
    return tokens.problem(tokens.span(tokens.current()), message);
  }

  /// Refuses trees that would not fit on a stack. Only long expressions can be that deep.
  private void checkHeight(Expression expression, int from) {
    if (tokens.since(from) <= MAX_HEIGHT) {
      return;
    }
    record Level(Node node, int height) {}
    var open = new ArrayDeque<Level>();
    open.push(new Level(expression, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.height > MAX_HEIGHT) {
        throw tokens.problem(
            expression.span(),
            "this expression is nested too deeply (more than " + MAX_HEIGHT + " operators)");
      }
      Nodes.children(level.node, child -> open.push(new Level(child, level.height + 1)));
    }
  }

  /// Forgets how deep the parser was when it left a tag that it could not read.
  void reset() {
    depth = 0;
  }
}
