package dev.bailey.jinja.parse;

import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Syntax;
import dev.bailey.jinja.Tag;
import dev.bailey.jinja.TagParser;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.ast.Target;
import dev.bailey.jinja.parse.Token.Kind;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The grammar of statements. One parser reads one template.
///
/// A tag that cannot be read is reported and passed over, so that a template shows its problems
/// together and not one by one.
public final class Parser implements TagParser {
  /// The code of every problem of syntax.
  public static final String CODE = "jinja-syntax";

  /// Blocks within one another.
  private static final int MAX_DEPTH = 100;

  /// Problems beyond these help nobody.
  private static final int MAX_PROBLEMS = 50;

  private static final Set<String> WORDS =
      Set.of(
          "for",
          "if",
          "block",
          "extends",
          "print",
          "macro",
          "include",
          "from",
          "import",
          "set",
          "with",
          "autoescape",
          "call",
          "filter");

  private static final Set<String> LOOP_ENDS = Set.of("endfor", "else");
  private static final Set<String> IF_ENDS = Set.of("elif", "else", "endif");

  private final Environment environment;
  private final Syntax syntax;
  private final Span piece;
  private final List<Problem> problems = new ArrayList<>();
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final Deque<String> openTags = new ArrayDeque<>();
  private final Deque<Set<String>> awaited = new ArrayDeque<>();
  private int loops;
  private int tagStart;

  private Parser(Span piece, Environment environment) {
    this.environment = environment;
    this.syntax = environment.syntax();
    this.piece = piece;
    this.tokens = new TokenStream(piece.file(), new Lexer(piece, syntax, problems).tokens());
    this.expressions = new ExpressionParser(tokens);
  }

  /// The statements of a piece of a file, or every problem found in it.
  public static Outcome<List<Statement>> parse(Span piece, Environment environment) {
    var parser = new Parser(piece, environment);
    List<Statement> body = parser.template();
    if (parser.problems.isEmpty()) {
      return Outcome.ok(body);
    }
    return new Outcome.Failed<>(
        parser.problems.stream().distinct().limit(MAX_PROBLEMS).sorted(Parser::byPlace).toList());
  }

  private static int byPlace(Problem a, Problem b) {
    return Integer.compare(a.at().map(Span::start).orElse(0), b.at().map(Span::start).orElse(0));
  }

  private List<Statement> template() {
    var body = new ArrayList<Statement>();
    while (!tokens.is(Kind.END)) {
      try {
        body.addAll(statements(Set.of()));
      } catch (SyntaxRefusal refusal) {
        recover(refusal);
      }
    }
    return List.copyOf(body);
  }

  private void recover(SyntaxRefusal refusal) {
    Problem problem = refusal.problem();
    if (problem != null) {
      problems.add(problem);
    }
    expressions.reset();
    openTags.clear();
    awaited.clear();
    loops = 0;
    // Blocks that were open are lost, and what closes them would only be reported in vain.
    while (!tokens.is(Kind.END)) {
      tokens.next();
    }
  }

  /// Statements up to a tag that opens with one of `ends`, whose word comes next then.
  private List<Statement> statements(Set<String> ends) {
    if (openTags.size() > MAX_DEPTH) {
      throw refused("blocks are nested too deeply (more than " + MAX_DEPTH + " levels)");
    }
    var body = new ArrayList<Statement>();
    awaited.push(ends);
    while (true) {
      Token token = tokens.current();
      switch (token.kind()) {
        case DATA -> {
          tokens.next();
          body.add(new Statement.Text(tokens.span(token), token.text()));
        }
        case VARIABLE_BEGIN -> print(body);
        case BLOCK_BEGIN -> {
          tokens.next();
          if (tokens.is(Kind.NAME) && ends.contains(tokens.current().text())) {
            awaited.pop();
            return body;
          }
          statement(token.start(), body);
        }
        case END -> {
          if (!ends.isEmpty()) {
            throw unexpectedEnd(token);
          }
          awaited.pop();
          return body;
        }
        default -> throw refused("unexpected '" + token.describe() + "'");
      }
    }
  }

  /// A `{{ }}`. One that cannot be read spoils nothing but itself.
  private void print(List<Statement> body) {
    int start = tokens.next().start();
    try {
      Expression value = expressions.tuple(true, null);
      tokens.expect(Kind.VARIABLE_END);
      body.add(new Statement.Print(tokens.from(start), value));
    } catch (SyntaxRefusal refusal) {
      skipTag(refusal, Kind.VARIABLE_END);
    }
  }

  private void skipTag(SyntaxRefusal refusal, Kind end) {
    Problem problem = refusal.problem();
    if (problem != null) {
      problems.add(problem);
    }
    expressions.reset();
    while (!tokens.is(end) && !tokens.is(Kind.END)) {
      tokens.next();
    }
    tokens.next();
  }

  private void statement(int start, List<Statement> body) {
    int outer = tagStart;
    tagStart = start;
    Token word = tokens.current();
    if (!word.is(Kind.NAME)) {
      throw refused("tag name expected");
    }
    openTags.push(word.text());
    if (isShort(word.text())) {
      try {
        readStatement(start, body);
        tokens.expect(Kind.BLOCK_END);
      } catch (SyntaxRefusal refusal) {
        skipTag(refusal, Kind.BLOCK_END);
      }
    } else {
      readStatement(start, body);
      tokens.expect(Kind.BLOCK_END);
    }
    openTags.pop();
    tagStart = outer;
  }

  /// Whether the statement is a single tag, so that the template goes on behind it whatever is
  /// wrong in it. A `set` is one only when it has a `=`.
  private boolean isShort(String word) {
    return switch (word) {
      case "do", "print", "include", "import", "from", "extends", "break", "continue" -> true;
      default -> false;
    };
  }

  private void readStatement(int start, List<Statement> body) {
    Token word = tokens.next();
    switch (word.text()) {
      case "for" -> body.add(loop(start));
      case "if" -> body.add(condition(start));
      case "set" -> body.add(set(start));
      case "macro" -> body.add(macro(start));
      case "call" -> body.add(callBlock(start));
      case "filter" -> body.add(filterBlock(start));
      case "with" -> body.add(with(start));
      case "block" -> body.add(block(start));
      case "autoescape" -> body.add(autoescape(start));
      case "extends" -> body.add(new Statement.Extends(since(start), expressions.whole()));
      case "include" -> body.add(include(start));
      case "import" -> body.add(importTemplate(start));
      case "from" -> body.add(fromImport(start));
      case "print" -> printTag(start, body);
      default -> other(start, word, body);
    }
  }

  private void other(int start, Token word, List<Statement> body) {
    Tag tag = environment.tags().get(word.text());
    if (tag != null) {
      body.add(tag.parse(tokens.span(word), this));
    } else if (word.isName("do") && syntax.allowsDo()) {
      Expression value = expressions.tuple(true, null);
      body.add(new Statement.Do(since(start), value));
    } else if (word.isName("break") && syntax.allowsLoopControls()) {
      requireLoop(word);
      body.add(new Statement.Break(since(start)));
    } else if (word.isName("continue") && syntax.allowsLoopControls()) {
      requireLoop(word);
      body.add(new Statement.Continue(since(start)));
    } else {
      throw unknownTag(word);
    }
  }

  private void requireLoop(Token word) {
    if (loops == 0) {
      throw tokens.problem(tokens.span(word), "'" + word.text() + "' outside loop");
    }
  }

  private Statement loop(int start) {
    Target target = expressions.target("in", false);
    tokens.expectName("in");
    Expression items = expressions.tuple(false, "recursive");
    Optional<Expression> filter =
        tokens.skipName("if") ? Optional.of(expressions.whole()) : Optional.empty();
    boolean isRecursive = tokens.skipName("recursive");
    int outer = loops;
    loops = outer + 1;
    List<Statement> body = body(LOOP_ENDS);
    loops = outer;
    List<Statement> otherwise = tokens.next().isName("else") ? closedBody("endfor") : List.of();
    return new Statement.For(since(start), target, items, filter, isRecursive, body, otherwise);
  }

  private Statement condition(int start) {
    var branches = new ArrayList<Statement.Branch>();
    List<Statement> otherwise = List.of();
    Token word;
    do {
      Expression condition = expressions.tuple(false, null);
      branches.add(new Statement.Branch(condition, body(IF_ENDS)));
      word = tokens.next();
    } while (word.isName("elif"));
    if (word.isName("else")) {
      otherwise = closedBody("endif");
    }
    return new Statement.If(since(start), branches, otherwise);
  }

  private Statement set(int start) {
    Target target = expressions.target(null, true);
    if (tokens.skip(Kind.ASSIGN)) {
      Expression value = expressions.tuple(true, null);
      return new Statement.Set(since(start), target, value);
    }
    var filters = filters();
    List<Statement> body = closedBody("endset");
    return new Statement.SetBlock(since(start), target, filters, body);
  }

  /// Filters, each behind a `|`.
  private List<Statement.FilterCall> filters() {
    var filters = new ArrayList<Statement.FilterCall>();
    while (tokens.skip(Kind.PIPE)) {
      filters.add(expressions.filter());
    }
    return filters;
  }

  private Statement filterBlock(int start) {
    var filters = new ArrayList<Statement.FilterCall>();
    filters.add(expressions.filter());
    filters.addAll(filters());
    List<Statement> body = closedBody("endfilter");
    return new Statement.FilterBlock(since(start), filters, body);
  }

  private Statement macro(int start) {
    Token name = tokens.expectName();
    expressions.assignable(name);
    List<Parameter> parameters = signature();
    List<Statement> body = functionBody("endmacro");
    return new Statement.Macro(since(start), "macro", name.text(), parameters, List.of(), body);
  }

  private Statement callBlock(int start) {
    List<Parameter> parameters = tokens.is(Kind.LEFT_PARENTHESIS) ? signature() : List.of();
    Expression callee = expressions.whole();
    if (!(callee instanceof Expression.Call call)) {
      throw tokens.problem(callee.span(), "expected call");
    }
    List<Statement> body = functionBody("endcall");
    return new Statement.CallBlock(since(start), parameters, call, body);
  }

  /// A body that runs on its own, so that no `break` in it can reach a loop around it.
  private List<Statement> functionBody(String end) {
    int outer = loops;
    loops = 0;
    List<Statement> body = closedBody(end);
    loops = outer;
    return body;
  }

  private Statement with(int start) {
    var bindings = new ArrayList<Statement.Binding>();
    while (!tokens.is(Kind.BLOCK_END)) {
      if (!bindings.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      Target target = expressions.target(null, false);
      tokens.expect(Kind.ASSIGN);
      bindings.add(new Statement.Binding(target, expressions.whole()));
    }
    List<Statement> body = closedBody("endwith");
    return new Statement.With(since(start), bindings, body);
  }

  private Statement autoescape(int start) {
    Expression value = expressions.whole();
    List<Statement> body = closedBody("endautoescape");
    return new Statement.Autoescape(since(start), value, body);
  }

  private Statement block(int start) {
    String name = tokens.expectName().text();
    boolean isScoped = tokens.skipName("scoped");
    boolean isRequired = tokens.skipName("required");
    if (tokens.is(Kind.SUBTRACT)) {
      throw refused(
          "Block names in Jinja have to be valid Python identifiers and may not contain hyphens,"
              + " use an underscore instead.");
    }
    List<Statement> body = functionBody("endblock");
    tokens.skipName(name);
    if (isRequired && !body.stream().allMatch(Parser::isBlankText)) {
      throw refused("Required blocks can only contain comments or whitespace");
    }
    return new Statement.Block(since(start), name, isScoped, isRequired, body);
  }

  private static boolean isBlankText(Statement statement) {
    return statement instanceof Statement.Text text
        && text.text().chars().allMatch(c -> Blank.is((char) c));
  }

  private Statement include(int start) {
    Expression template = expressions.whole();
    boolean ignoresMissing = tokens.isName("ignore") && tokens.look().isName("missing");
    if (ignoresMissing) {
      tokens.next();
      tokens.next();
    }
    boolean withContext = importContext().orElse(true);
    return new Statement.Include(since(start), template, ignoresMissing, withContext);
  }

  private Statement importTemplate(int start) {
    Expression template = expressions.whole();
    tokens.expectName("as");
    String name = expressions.assignable(tokens.expectName());
    boolean withContext = importContext().orElse(false);
    return new Statement.Import(since(start), template, name, withContext);
  }

  private Statement fromImport(int start) {
    Expression template = expressions.whole();
    tokens.expectName("import");
    var names = new ArrayList<Statement.ImportedName>();
    Optional<Boolean> context = Optional.empty();
    while (true) {
      if (!names.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      context = importContext();
      if (context.isPresent()) {
        break;
      }
      names.add(importedName());
      context = importContext();
      if (context.isPresent() || !tokens.is(Kind.COMMA)) {
        break;
      }
    }
    return new Statement.FromImport(since(start), template, names, context.orElse(false));
  }

  private Statement.ImportedName importedName() {
    Token token = tokens.expectName();
    String name = expressions.assignable(token);
    if (name.startsWith("_")) {
      throw tokens.problem(
          tokens.span(token), "names starting with an underline can not be imported");
    }
    String alias = tokens.skipName("as") ? expressions.assignable(tokens.expectName()) : name;
    return new Statement.ImportedName(name, alias);
  }

  /// `with context` or `without context`, if it comes next.
  private Optional<Boolean> importContext() {
    boolean isNext =
        (tokens.isName("with") || tokens.isName("without")) && tokens.look().isName("context");
    if (!isNext) {
      return Optional.empty();
    }
    boolean withContext = tokens.next().isName("with");
    tokens.next();
    return Optional.of(withContext);
  }

  private void printTag(int start, List<Statement> body) {
    boolean isFirst = true;
    while (!tokens.is(Kind.BLOCK_END)) {
      if (!isFirst) {
        tokens.expect(Kind.COMMA);
      }
      isFirst = false;
      Expression value = expressions.whole();
      body.add(new Statement.Print(since(start), value));
    }
  }

  /// The end of this tag, and what follows up to one of `ends`, whose word comes next then.
  private List<Statement> body(Set<String> ends) {
    tokens.skip(Kind.COLON);
    tokens.expect(Kind.BLOCK_END);
    return statements(ends);
  }

  private List<Statement> closedBody(String end) {
    List<Statement> body = body(Set.of(end));
    tokens.next();
    return body;
  }

  private Span since(int start) {
    Span read = tokens.from(start);
    // The end of the tag belongs to the statement, although it is read by whoever called.
    return tokens.is(Kind.BLOCK_END) ? read.to(tokens.span(tokens.current())) : read;
  }

  private SyntaxRefusal refused(String message) {
    return tokens.problem(tokens.span(tokens.current()), message);
  }

  private SyntaxRefusal unexpectedEnd(Token end) {
    var place = new Span(piece.file(), tagStart, Math.min(end.end(), tagStart + 2));
    return tokens.problem(place, "Unexpected end of template." + wanted());
  }

  private SyntaxRefusal unknownTag(Token word) {
    openTags.pop();
    Span place = tokens.span(word);
    String name = word.text();
    if (awaited.stream().anyMatch(ends -> ends.contains(name))) {
      return tokens.problem(
          place,
          "Unexpected '"
              + name
              + "'. The block that it would close or continue is not the innermost one."
              + wanted());
    }
    var known = new TreeSet<>(WORDS);
    known.addAll(environment.tags().keySet());
    awaited.forEach(known::addAll);
    if (syntax.allowsDo()) {
      known.add("do");
    }
    return tokens.problem(
        place, "Encountered unknown tag '" + name + "'." + wanted() + Spelling.hint(name, known));
  }

  /// What Jinja was looking for.
  private String wanted() {
    if (awaited.isEmpty() || awaited.element().isEmpty() || openTags.isEmpty()) {
      return "";
    }
    String ends = String.join("' or '", new TreeSet<>(awaited.element()));
    return " Jinja was looking for the following tags: '%s'. The innermost block that needs to be closed is '%s'."
        .formatted(ends, openTags.element());
  }

  @Override
  public String name() {
    return tokens.expectName().text();
  }

  @Override
  public boolean skipWord(String word) {
    return tokens.skipName(word);
  }

  @Override
  public boolean skip(String symbol) {
    return tokens.skip(Kind.operator(symbol));
  }

  @Override
  public void expect(String symbol) {
    tokens.expect(Kind.operator(symbol));
  }

  @Override
  public Expression expression() {
    return expressions.whole();
  }

  @Override
  public List<Parameter> signature() {
    tokens.expect(Kind.LEFT_PARENTHESIS);
    var parameters = new ArrayList<Parameter>();
    boolean hasFallback = false;
    while (!tokens.is(Kind.RIGHT_PARENTHESIS)) {
      if (!parameters.isEmpty()) {
        tokens.expect(Kind.COMMA);
      }
      Parameter parameter = parameter();
      if (hasFallback && parameter.fallback().isEmpty()) {
        throw tokens.problem(parameter.span(), "non-default argument follows default argument");
      }
      hasFallback = parameter.fallback().isPresent();
      if (parameters.stream().anyMatch(known -> known.name().equals(parameter.name()))) {
        throw tokens.problem(
            parameter.span(), "duplicate argument '" + parameter.name() + "' in a definition");
      }
      parameters.add(parameter);
    }
    tokens.next();
    return parameters;
  }

  private Parameter parameter() {
    Token name = tokens.expectName();
    expressions.assignable(name);
    Optional<String> annotation =
        syntax.allowsAnnotations() && tokens.skip(Kind.COLON)
            ? Optional.of(annotation(0))
            : Optional.empty();
    Optional<Expression> fallback =
        tokens.skip(Kind.ASSIGN) ? Optional.of(expressions.whole()) : Optional.empty();
    return new Parameter(tokens.from(name.start()), name.text(), annotation, fallback);
  }

  /// A type, such as `list[str]`.
  private String annotation(int level) {
    if (level > 20) {
      throw refused("this type is nested too deeply");
    }
    var type = new StringBuilder(tokens.expectName().text());
    if (tokens.skip(Kind.LEFT_BRACKET)) {
      var parts = new ArrayList<String>();
      while (!tokens.is(Kind.RIGHT_BRACKET)) {
        if (!parts.isEmpty()) {
          tokens.expect(Kind.COMMA);
        }
        parts.add(annotation(level + 1));
      }
      tokens.next();
      type.append('[').append(String.join(", ", parts)).append(']');
    }
    return type.toString();
  }

  @Override
  public boolean isAtTagEnd() {
    return tokens.is(Kind.BLOCK_END);
  }

  @Override
  public List<Statement> bodyUntil(String end) {
    return functionBody(end);
  }

  @Override
  public Span since(Span word) {
    return since(tagStart);
  }

  @Override
  public RuntimeException problem(Span place, String message) {
    return tokens.problem(place, message);
  }
}
