package dev.bailey.jinja.code;

import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Nodes;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.ast.Target;
import dev.bailey.jinja.value.Str;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compiles the statements of one scope, whose names have been analysed.
final class Statements {
  /// Where statements stand.
  enum Level {
    /// At the top of the template: assignments are seen by other templates.
    TOP,
    /// In a loop or the like at the top: what it prints is the text of the template.
    BODY,
    /// In a macro, a block, or text that is captured.
    INNER
  }

  private final Compilation compilation;
  private final Scope scope;
  private final Level level;
  private final Escaping escaping;
  private final boolean isOptional;
  private final Expressions expressions;

  /// @param level how far inside the template they are
  /// @param isOptional whether the code may never run
  /// @param escaping whether texts become HTML there
  Statements(
      Compilation compilation, Scope scope, Level level, boolean isOptional, Escaping escaping) {
    this.compilation = compilation;
    this.scope = scope;
    this.level = level;
    this.isOptional = isOptional;
    this.escaping = escaping;
    this.expressions = new Expressions(compilation, scope, isOptional, escaping);
  }

  private boolean isTop() {
    return level == Level.TOP;
  }

  /// The statements of a scope inside this one that print where this one prints.
  private Statements inside(Scope inner) {
    return new Statements(compilation, inner, isTop() ? Level.BODY : level, false, escaping);
  }

  /// The statements of a scope inside this one whose text goes elsewhere.
  private Statements apart(Scope inner) {
    return new Statements(compilation, inner, Level.INNER, false, escaping);
  }

  private Statements optional() {
    return new Statements(compilation, scope, level, true, escaping);
  }

  private Code code(Expression expression) {
    return expressions.code(expression);
  }

  /// Text and constants that stand side by side are one text, even an empty one: native rendering
  /// counts the pieces.
  Action body(List<Statement> statements) {
    var actions = new ArrayList<Action>(statements.size());
    var texts = new ArrayList<String>();
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Text _ when isUseless() -> {}
        case Statement.Print _ when isUseless() -> {}
        case Statement.Text s -> texts.add(s.text());
        case Statement.Print s when !leaves(s.value()) -> print(s, texts, actions);
        default -> {
          flush(texts, actions);
          actions.add(action(statement));
        }
      }
    }
    flush(texts, actions);
    return switch (actions.size()) {
      case 0 -> new Actions.Nothing();
      case 1 -> actions.getFirst();
      default -> new Actions.Sequence(actions.toArray(new Action[0]));
    };
  }

  /// Whether the template is known to extend another, which prints in its stead.
  private boolean isUseless() {
    return compilation.isExtended() && level != Level.INNER;
  }

  private void flush(List<String> texts, List<Action> actions) {
    if (!texts.isEmpty()) {
      String text = texts.size() == 1 ? texts.getFirst() : String.join("", texts);
      actions.add(output(new Actions.Text(Str.of(text))));
      texts.clear();
    }
  }

  /// A constant becomes text at once; everything else is printed when its time comes.
  private void print(Statement.Print s, List<String> texts, List<Action> actions) {
    Code value = code(s.value());
    Optional<String> text =
        value.isText() ? compilation.folding().text(value, escaping) : Optional.empty();
    if (text.isPresent()) {
      texts.add(text.get());
    } else {
      flush(texts, actions);
      actions.add(output(printed(value, s.value().span())));
    }
  }

  private Action printed(Code value, Span span) {
    return escaping == Escaping.OFF
        ? new Actions.Print(value, span)
        : new Actions.PrintEscaped(value, escaping, span);
  }

  private Action output(Action action) {
    return compilation.isExtending() && level != Level.INNER
        ? new Blocks.UnlessExtended(action)
        : action;
  }

  private Action action(Statement statement) {
    return switch (statement) {
      case Statement.Text s -> new Actions.Text(Str.of(s.text()));
      case Statement.Print s -> output(valueAction(s.value(), true, s.span()));
      case Statement.Do s -> valueAction(s.value(), false, s.span());
      case Statement.If s -> condition(s);
      case Statement.For s -> loop(s);
      case Statement.Break _ -> new Actions.Jump(Action.BREAK);
      case Statement.Continue _ -> new Actions.Jump(Action.CONTINUE);
      case Statement.Set s -> new Actions.Set(assign(s.target()), code(s.value()));
      case Statement.SetBlock s -> setBlock(s);
      case Statement.FilterBlock s -> filterBlock(s);
      case Statement.With s -> with(s);
      case Statement.Macro s -> macro(s);
      case Statement.CallBlock s -> callBlock(s);
      case Statement.Autoescape s -> autoescape(s);
      case Statement.Group s -> body(s.body());
      case Statement.Include s -> include(s);
      case Statement.Import s ->
          new Templates.Import(load(s.template(), s.withContext(), s.span()), imported(s.name()));
      case Statement.FromImport s -> fromImport(s);
      case Statement.Extends s -> extend(s);
      case Statement.Block s -> block(s);
    };
  }

  private Action autoescape(Statement.Autoescape s) {
    Scope inner = scope.inner();
    Analysis.expression(s.value(), inner);
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    Code isOn = new Expressions(compilation, inner, isOptional, escaping).code(s.value());
    Escaping known =
        isOn.isConstant()
            ? compilation
                .folding()
                .value(isOn, escaping)
                .map(value -> Escaping.of(value.truth()))
                .orElse(escaping.variable())
            : escaping.variable();
    var inside = new Statements(compilation, inner, isTop() ? Level.BODY : level, false, known);
    Action body = inside.body(s.body());
    var boundary = Boundary.of(inner);
    return new Actions.Scoped(boundary, new Actions.Autoescape(isOn, body, s.span()));
  }

  private Action include(Statement.Include s) {
    return new Templates.Include(
        code(s.template()),
        s.ignoresMissing(),
        s.withContext(),
        s.withContext() ? Locals.of(scope) : Locals.none(),
        s.span());
  }

  private Templates.Load load(Expression template, boolean withContext, Span span) {
    var locals = withContext ? Locals.of(scope) : Locals.none();
    return new Templates.Load(code(template), withContext, locals, span);
  }

  private Assign imported(String name) {
    return isTop() ? new Assign.ToTop(slot(name), name, false) : new Assign.ToSlot(slot(name));
  }

  private Action fromImport(Statement.FromImport s) {
    var names =
        s.names().stream()
            .map(name -> new Templates.Name(name.name(), imported(name.alias())))
            .toList();
    return new Templates.FromImport(load(s.template(), s.withContext(), s.span()), names);
  }

  private Action extend(Statement.Extends s) {
    if (!isTop()) {
      compilation.report(s.span(), "cannot use extend from a non top-level scope");
    }
    Code template = code(s.template());
    if (isTop() && !isOptional) {
      compilation.extend();
    }
    return new Blocks.Extends(template, s.span());
  }

  private Action block(Statement.Block s) {
    var function = new Function();
    Scope inner = Scope.root(function);
    boolean usesSelf = compilation.facts().reads(s.body(), Facts.SELF);
    boolean usesSuper = compilation.facts().reads(s.body(), Facts.SUPER);
    int selfSlot = usesSelf ? special("self", inner) : -1;
    int superSlot = usesSuper ? special("super", inner) : -1;
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    // A block is compiled as if it stood alone, also inside an `autoescape`.
    var inside = new Statements(compilation, inner, Level.INNER, false, compilation.escaping());
    Action body = inside.body(s.body());
    var code = new Blocks.Code(s.name(), function, selfSlot, superSlot, body);
    if (!compilation.add(code)) {
      compilation.report(s.span(), "block '" + s.name() + "' defined twice");
    }
    var locals = s.isScoped() ? Locals.of(scope) : Locals.none();
    return new Blocks.Place(s.name(), isTop(), s.isRequired(), locals, s.span());
  }

  /// Whether a value may be an early return, which is no value but a way out; also as a branch of
  /// an inline `if`.
  private boolean leaves(Expression value) {
    return expressions.isEarlyReturn(value)
        || (value instanceof Expression.Conditional choice
            && (expressions.isEarlyReturn(choice.then())
                || choice.otherwise().filter(expressions::isEarlyReturn).isPresent()));
  }

  /// A value to print or to compute only.
  private Action valueAction(Expression value, boolean isPrinted, Span span) {
    if (!leaves(value)) {
      Code code = code(value);
      return isPrinted ? printed(code, value.span()) : new Actions.Do(code);
    }
    return switch (value) {
      case Expression.Call call ->
          new Actions.Return(expressions.arguments(call.arguments()), call.span());
      case Expression.Conditional choice -> choice(choice, isPrinted, span);
      default -> throw new IllegalStateException("no way out: " + span);
    };
  }

  private Action choice(Expression.Conditional choice, boolean isPrinted, Span span) {
    var inside = optional();
    Code[] condition = {inside.code(choice.condition())};
    Action[] then = {inside.valueAction(choice.then(), isPrinted, span)};
    Action otherwise =
        choice
            .otherwise()
            .map(branch -> inside.valueAction(branch, isPrinted, span))
            .orElse(new Actions.Nothing());
    return new Actions.If(condition, then, otherwise);
  }

  private Action condition(Statement.If s) {
    var inside = optional();
    int count = s.branches().size();
    var conditions = new Code[count];
    var bodies = new Action[count];
    for (int i = 0; i < count; i++) {
      conditions[i] = inside.code(s.branches().get(i).condition());
      bodies[i] = inside.body(s.branches().get(i).body());
    }
    return new Actions.If(conditions, bodies, inside.body(s.otherwise()));
  }

  private Action scoped(List<Statement> statements) {
    Scope inner = scope.inner();
    Analysis.statements(statements, inner, compilation.macroPrefix());
    Action body = inside(inner).body(statements);
    return new Actions.Scoped(Boundary.of(inner), body);
  }

  private Assign assign(Target target) {
    return switch (target) {
      case Target.Name name -> assignName(name.id());
      case Target.Tuple tuple ->
          new Assign.ToTuple(
              tuple.items().stream().map(this::assign).toArray(Assign[]::new), tuple.span());
      case Target.Attribute attribute ->
          new Assign.ToNamespace(
              expressions.name(attribute.namespace()), attribute.attribute(), attribute.span());
    };
  }

  private Assign assignName(String name) {
    int slot = slot(name);
    return isTop() ? new Assign.ToTop(slot, name, true) : new Assign.ToSlot(slot);
  }

  private int slot(String name) {
    return scope.known(name).slot();
  }

  private Action setBlock(Statement.SetBlock s) {
    Scope inner = scope.inner();
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    Analysis.filters(s.filters(), inner);
    Action body = apart(inner).body(s.body());
    int slot = inner.hidden("text");
    Code text = filtered(s.filters(), slot, inner);
    return new Actions.SetBlock(Boundary.of(inner), body, slot, text, assign(s.target()), escaping);
  }

  private Action filterBlock(Statement.FilterBlock s) {
    Scope inner = scope.inner();
    Analysis.filters(s.filters(), inner);
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    Action body = inside(inner).body(s.body());
    int slot = inner.hidden("text");
    Code text = filtered(s.filters(), slot, inner);
    return new Actions.FilterBlock(Boundary.of(inner), body, slot, text, escaping, s.span());
  }

  private Code filtered(List<Statement.FilterCall> filters, int slot, Scope inner) {
    var expressions = new Expressions(compilation, inner, isOptional, escaping);
    Code text = new Reads.Local(slot, "text");
    for (Statement.FilterCall filter : filters) {
      text = expressions.filter(filter, text);
    }
    return text;
  }

  private Action with(Statement.With s) {
    Scope inner = scope.inner();
    s.bindings().forEach(binding -> Analysis.given(binding.target(), inner));
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    var inside = inside(inner);
    Assign[] targets =
        s.bindings().stream().map(b -> inside.assign(b.target())).toArray(Assign[]::new);
    Code[] values = s.bindings().stream().map(b -> code(b.value())).toArray(Code[]::new);
    Action body = inside.body(s.body());
    return new Actions.With(Boundary.of(inner), targets, values, body);
  }

  private Action loop(Statement.For s) {
    refuseLoopAssignment(s);
    Code items = code(s.items());
    if (!s.isRecursive()) {
      return new Loops.For(items, loopParts(s, scope));
    }
    var function = new Function();
    // A scope without names stands for the function itself; what follows is inside it.
    Scope start = scope.within(function);
    return new Loops.Recursive(items, loopParts(s, start), function, escaping);
  }

  private void refuseLoopAssignment(Statement.For s) {
    if (!compilation.facts().assignsLoop()) {
      return;
    }
    for (Target.Name name : Nodes.all(List.of(s), Target.Name.class)) {
      if (name.id().equals("loop")) {
        compilation.report(name.span(), "Can't assign to special loop variable in for-loop");
      }
    }
  }

  private Loops.Parts loopParts(Statement.For s, Scope around) {
    Scope inner = around.inner();
    boolean usesLoop =
        s.isRecursive()
            || compilation.facts().reads(s.body(), Facts.LOOP)
            || compilation.facts().hasScopedBlock(s.body());
    int loopSlot = usesLoop ? special("loop", inner) : -1;
    Analysis.given(s.target(), inner);
    Analysis.statements(s.body(), inner, compilation.macroPrefix());
    var inside = inside(inner);
    Assign target = inside.assign(s.target());
    Loops.Condition filter = s.filter().map(e -> loopFilter(s.target(), e, around)).orElse(null);
    Action body = inside.body(s.body());
    Action otherwise = s.otherwise().isEmpty() ? null : inside(around).scoped(s.otherwise());
    return new Loops.Parts(
        target, filter, Boundary.of(inner), loopSlot, body, otherwise, s.items().span());
  }

  private Loops.Condition loopFilter(Target target, Expression condition, Scope around) {
    Scope inner = around.apart();
    Analysis.given(target, inner);
    Analysis.expression(condition, inner);
    var inside = inside(inner);
    Assign assign = inside.assign(target);
    Code holds = inside.code(condition);
    return new Loops.Condition(assign, inside.read(target), holds, Boundary.of(inner));
  }

  /// The value that was assigned to a target; a tuple comes back as a tuple.
  private Code read(Target target) {
    return switch (target) {
      case Target.Name name -> expressions.name(name.id());
      case Target.Tuple tuple ->
          new Displays.TupleOf(tuple.items().stream().map(this::read).toArray(Code[]::new));
      case Target.Attribute attribute ->
          throw new IllegalStateException("no loop writes to " + attribute.namespace());
    };
  }

  private Action callBlock(Statement.CallBlock s) {
    MacroCode caller = macroCode("caller", true, s.parameters(), s.body(), s.span());
    ArgumentCodes arguments = expressions.arguments(s.call().arguments());
    return s.call().callee() instanceof Expression.Attribute method
        ? new MacroActions.CallBlock(
            caller, code(method.target()), method.name(), arguments, s.call().span())
        : new MacroActions.CallBlock(
            caller, code(s.call().callee()), null, arguments, s.call().span());
  }

  private Action macro(Statement.Macro s) {
    String name = compilation.macroPrefix() + s.name();
    MacroCode code = macroCode(name, false, s.parameters(), s.body(), s.span());
    if (isTop()) {
      compilation.add(new Program.TopMacro(slot(name), code));
    }
    return new MacroActions.Define(code, assignName(name));
  }

  private MacroCode macroCode(
      String name,
      boolean isCaller,
      List<Parameter> parameters,
      List<Statement> statements,
      Span span) {
    var function = new Function();
    Scope inner = scope.within(function);
    for (Parameter parameter : parameters) {
      inner.give(parameter.name());
    }
    for (Parameter parameter : parameters) {
      parameter.fallback().ifPresent(fallback -> Analysis.expression(fallback, inner));
    }
    Analysis.statements(statements, inner, compilation.macroPrefix());
    var specials = specials(parameters, statements, inner, span);
    var inside = apart(inner);
    var codes = new ArrayList<MacroCode.Parameter>();
    for (Parameter parameter : parameters) {
      Code fallback = parameter.fallback().map(inside::code).orElse(null);
      codes.add(new MacroCode.Parameter(parameter.name(), inside.slot(parameter.name()), fallback));
    }
    Action body = inside.body(statements);
    return new MacroCode(name, isCaller, function, Boundary.of(inner), codes, specials, body);
  }

  private MacroCode.Specials specials(
      List<Parameter> parameters, List<Statement> statements, Scope inner, Span span) {
    boolean readsCaller = compilation.facts().reads(statements, Facts.CALLER);
    boolean readsKwargs = compilation.facts().reads(statements, Facts.KWARGS);
    boolean readsVarargs = compilation.facts().reads(statements, Facts.VARARGS);
    Parameter own = find(parameters, "caller");
    if (own != null && readsCaller && own.fallback().isEmpty()) {
      compilation.report(
          span,
          "When defining macros or call blocks the special \"caller\" argument must be omitted or"
              + " be given a default.");
    }
    int caller = readsCaller && own == null ? special("caller", inner) : -1;
    int kwargs = readsKwargs && find(parameters, "kwargs") == null ? special("kwargs", inner) : -1;
    int varargs =
        readsVarargs && find(parameters, "varargs") == null ? special("varargs", inner) : -1;
    return new MacroCode.Specials(caller, kwargs, varargs, own != null);
  }

  private static @Nullable Parameter find(List<Parameter> parameters, String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    return null;
  }

  private static int special(String name, Scope inner) {
    inner.give(name);
    return inner.known(name).slot();
  }
}
