package dev.bailey.project.parse;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Calls;
import dev.bailey.jinja.ast.Constants;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.Capture;
import dev.bailey.project.context.MacroView;
import dev.bailey.project.context.ParseNames;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Templates;
import dev.bailey.project.context.TestArguments;
import dev.bailey.project.context.Values;
import dev.bailey.project.context.Voice;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Hook;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Asks templates what they need: by reading them where that is enough, else by rendering them with
/// nothing executed.
final class Captures {
  private final Scope scope;
  private final Configs configs;
  private final Problems problems;
  private final Voice voice;
  private final Map<String, Optional<Template>> hooks = new ConcurrentHashMap<>();

  Captures(Scope scope, Configs configs, Problems problems) {
    this.scope = scope;
    this.configs = configs;
    this.problems = problems;
    this.voice = new Silence();
  }

  /// A compiled template with what it asks for.
  ///
  /// @param isStatic whether dbt reads it without rendering it ([StaticCode])
  record Result(Optional<Template> template, Capture capture, boolean isStatic) {}

  /// Compiles and asks the code at `code`.
  Result of(Identity identity, Span code) {
    boolean isModel = identity.type() == ResourceType.MODEL;
    String text = code.file().text().substring(code.start(), code.end());
    if (!Template.hasTags(text)) {
      return new Result(Optional.empty(), new Capture(), isModel);
    }
    return switch (Templates.SQL.compile(code)) {
      case Outcome.Failed(var found) -> {
        problems.addAll(found);
        yield new Result(Optional.empty(), new Capture(), false);
      }
      case Outcome.Ok(Template template, var warnings) -> {
        problems.addAll(warnings);
        boolean isPlain = template.body().stream().allMatch(Captures::isPlain);
        boolean isStatic = isModel && StaticCode.is(template);
        boolean isRead = (isPlain || isStatic) && !isReplaced(identity.packageName());
        Capture capture = isStatic && isRead ? Capture.once() : new Capture();
        if (isPlain && isRead) {
          readOff(template.body(), capture);
        } else {
          render(identity, template, text, capture);
        }
        yield new Result(Optional.of(template), capture, isStatic && isRead);
      }
    };
  }

  /// Asks the hooks of a node, which count as part of it.
  void hooks(Identity identity, NodeConfig config, Span at, Capture capture) {
    var asked = new Capture();
    Stream.concat(config.preHooks().stream(), config.postHooks().stream())
        .map(Hook::sql)
        .filter(Template::hasTags)
        .forEach(
            sql -> hook(sql, at).ifPresent(template -> render(identity, template, sql, asked)));
    boolean isSeed = identity.type() == ResourceType.SEED;
    if (isSeed && !(asked.refs().isEmpty() && asked.sources().isEmpty())) {
      problems.error(
          "seed-hook",
          at,
          "Seeds cannot depend on other nodes: a hook of the seed '%s' calls `ref` or `source`. Move it to a model."
              .formatted(identity.name()));
      return;
    }
    capture.addAll(asked);
  }

  /// Many nodes share the hooks of their folder.
  private Optional<Template> hook(String sql, Span at) {
    return hooks.computeIfAbsent(
        sql,
        _ ->
            switch (Templates.SQL.compile(new SourceFile(at.file().path(), sql))) {
              case Outcome.Ok<Template>(Template template, _) -> Optional.of(template);
              case Outcome.Failed<Template>(var found) -> {
                problems.addAll(found);
                yield Optional.empty();
              }
            });
  }

  /// Asks the Python model at `code`, in which no template is looked for.
  Result ofPython(Span code) {
    var capture = new Capture();
    if (Template.hasTags(code.file().text().substring(code.start(), code.end()))) {
      problems.error("python-model", code, "No jinja in python model code is allowed");
    }
    PythonModel.read(code, capture, problems);
    return new Result(Optional.empty(), capture, false);
  }

  /// The names that the code of a resource sees while it is asked.
  ///
  /// @param first names that win over all others
  private Context names(
      Identity identity, MacroView macros, String code, Map<String, Value> first, Capture capture) {
    return ParseNames.of(
        scope,
        identity,
        macros,
        () -> ParseNames.model(identity, code, config(identity).values()),
        first,
        capture,
        voice);
  }

  /// The config as far as it is known without properties.
  private NodeConfig config(Identity identity) {
    return configs.effective(
        new Configs.Place(identity.type(), identity.packageName(), identity.fqn()),
        Data.noEntries(),
        Data.noEntries());
  }

  /// Asks a generic test what it needs.
  ///
  /// @param kwargs its arguments as written
  /// @param reached the macros that it sees
  void test(
      Identity identity,
      Template template,
      String code,
      Data.Dict kwargs,
      MacroView reached,
      Capture capture) {
    Value arguments =
        TestArguments.render(
            kwargs,
            names(identity, reached, code, Map.of(), capture),
            Scope.parseRendering(),
            identity.originalFilePath());
    var first = Map.of(TestArguments.NAME, arguments);
    render(identity, template, names(identity, reached, code, first, capture));
  }

  private void render(Identity identity, Template template, String code, Capture capture) {
    var macros = new MacroView.OfPackage(scope.macros(), identity.packageName());
    render(identity, template, names(identity, macros, code, Map.of(), capture));
  }

  private void render(Identity identity, Template template, Context names) {
    try {
      template.render(names, Scope.parseRendering());
    } catch (TemplateException e) {
      problems.error("compilation", e.span().orElse(template.source()), message(identity, e));
    }
  }

  private static String message(Identity identity, TemplateException e) {
    var text = new StringBuilder(e.text());
    if (!e.is("CompilationError")) {
      text.insert(0, e.type() + ": ");
    }
    e.calls()
        .forEach(call ->
            text.append("\n> in macro ")
                .append(call.macro())
                .append(call.at().map(at -> " (" + at.where() + ")").orElse("")));
    return text.append("\n> in ")
        .append(identity.type().word())
        .append(' ')
        .append(identity.name())
        .append(" (")
        .append(identity.originalFilePath())
        .append(')')
        .toString();
  }

  /// Reads a template that prints nothing but `ref`, `source` and `config` calls with constant
  /// arguments.
  private void readOff(List<Statement> body, Capture capture) {
    for (Statement statement : body) {
      if (statement instanceof Statement.Print(_, Expression.Call call)) {
        read(call, capture);
      }
    }
  }

  private boolean isReplaced(String packageName) {
    return List.of("ref", "source", "config").stream()
        .anyMatch(name -> scope.macros().find(packageName, name).isPresent());
  }

  private static boolean isPlain(Statement statement) {
    return switch (statement) {
      case Statement.Text _ -> true;
      case Statement.Print(_, Expression.Call call) ->
          Calls.isConstant(call.arguments()) && isKnown(call);
      default -> false;
    };
  }

  private static boolean isKnown(Expression.Call call) {
    List<Expression> positional = call.arguments().positional();
    List<Keyword> keywords = call.arguments().keywords();
    return switch (Calls.path(call.callee()).orElse("")) {
      case "ref" ->
          (positional.size() == 1 || positional.size() == 2)
              && positional.stream().allMatch(Captures::isText)
              && keywords.stream().allMatch(Captures::isVersion);
      case "source" ->
          positional.size() == 2
              && keywords.isEmpty()
              && positional.stream().allMatch(Captures::isText);
      case "config" -> positional.isEmpty();
      default -> false;
    };
  }

  private static boolean isText(Expression expression) {
    return expression instanceof Expression.Literal(_, Str _);
  }

  private static boolean isVersion(Keyword keyword) {
    return (keyword.name().equals("v") || keyword.name().equals("version"))
        && keyword.value() instanceof Expression.Literal literal
        && (literal.value() instanceof Str || literal.value() instanceof Int);
  }

  private static void read(Expression.Call call, Capture capture) {
    var rendering = Scope.parseRendering();
    List<String> texts =
        call.arguments().positional().stream()
            .flatMap(e -> constant(e).stream())
            .map(Value::str)
            .toList();
    switch (Calls.path(call.callee()).orElse("")) {
      case "ref" ->
          capture.ref(
              new Ref(
                  texts.getLast(),
                  texts.size() == 2 ? Optional.of(texts.getFirst()) : Optional.empty(),
                  call.arguments().keywords().stream()
                      .flatMap(k -> constant(k.value()).stream())
                      .map(v -> Values.data(v, rendering))
                      .findFirst()));
      case "source" -> capture.source(new SourceRef(texts.getFirst(), texts.getLast()));
      default -> {
        var values = new java.util.LinkedHashMap<String, Value>();
        call.arguments()
            .keywords()
            .forEach(k -> constant(k.value()).ifPresent(v -> values.put(k.name(), v)));
        capture.config(Values.dict(values, rendering));
      }
    }
  }

  private static Optional<Value> constant(Expression expression) {
    return Constants.of(expression);
  }

  /// While parsing, templates speak to nobody but the warnings.
  private final class Silence implements Voice {
    @Override
    public void log(String message, boolean info) {}

    @Override
    public void print(String message) {}

    @Override
    public void warn(String message) {
      problems.add(
          new dev.bailey.source.Problem(
              "jinja-warning",
              dev.bailey.source.Problem.Severity.WARNING,
              Optional.empty(),
              message));
    }
  }
}
