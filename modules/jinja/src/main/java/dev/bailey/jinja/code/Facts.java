package dev.bailey.jinja.code;

import dev.bailey.jinja.Environment;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Node;
import dev.bailey.jinja.ast.Nodes;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.ast.Target;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/// What the bodies of a template's blocks say about the names that Jinja2 gives only to those who
/// ask for them, and whether the compiler has anything to check. One walk over the template answers
/// for all its bodies.
final class Facts {
  static final int LOOP = 1;
  static final int CALLER = 1 << 1;
  static final int KWARGS = 1 << 2;
  static final int VARARGS = 1 << 3;
  static final int SELF = 1 << 4;
  static final int SUPER = 1 << 5;

  /// What is known of one body, with all that stands inside of it.
  ///
  /// @param read the special names that it reads without having written them before
  private record Body(int read, boolean hasScopedBlock, boolean hasExtends) {}

  private final Environment environment;
  private final IdentityHashMap<List<Statement>, Body> bodies = new IdentityHashMap<>();
  private final Consumer<Node> visitor = this::node;
  private boolean mayBeRefused;
  private boolean assignsLoop;
  private int read;
  private int written;
  private boolean hasScopedBlock;
  private boolean hasExtends;

  private Facts(Environment environment) {
    this.environment = environment;
  }

  static Facts of(List<Statement> template, Environment environment) {
    var facts = new Facts(environment);
    facts.body(template);
    return facts;
  }

  /// Whether something in the template is of the kind that the compiler may refuse. What it refuses
  /// in the end depends on more than that: an unknown filter in a branch is fine, for example.
  boolean mayBeRefused() {
    return mayBeRefused;
  }

  /// Whether the body, or anything inside of it, reads the special name without having written it.
  boolean reads(List<Statement> body, int name) {
    return (known(body).read & name) != 0;
  }

  /// Whether an assignment to `loop` stands anywhere in the template.
  boolean assignsLoop() {
    return assignsLoop;
  }

  boolean hasScopedBlock(List<Statement> body) {
    return known(body).hasScopedBlock;
  }

  boolean hasExtends(List<Statement> body) {
    return known(body).hasExtends;
  }

  private Body known(List<Statement> body) {
    Body known = bodies.get(body);
    if (known == null) {
      throw new IllegalStateException("a body outside of the template");
    }
    return known;
  }

  private void body(List<Statement> statements) {
    int readBefore = read;
    int writtenBefore = written;
    boolean scopedBefore = hasScopedBlock;
    boolean extendsBefore = hasExtends;
    read = 0;
    written = 0;
    hasScopedBlock = false;
    hasExtends = false;
    for (Statement statement : statements) {
      node(statement);
    }
    bodies.put(statements, new Body(read, hasScopedBlock, hasExtends));
    read = readBefore | (read & ~writtenBefore);
    written |= writtenBefore;
    hasScopedBlock |= scopedBefore;
    hasExtends |= extendsBefore;
  }

  private void node(Node node) {
    switch (node) {
      case Expression.Name name -> read |= special(name.id()) & ~written;
      case Target.Name name -> {
        int special = special(name.id());
        written |= special;
        assignsLoop |= special == LOOP;
        mayBeRefused |= special == LOOP;
      }
      case Parameter parameter -> {
        int special = special(parameter.name());
        written |= special;
        mayBeRefused |= special == CALLER;
        parameter.fallback().ifPresent(visitor);
      }
      case Statement.For s -> {
        node(s.target());
        node(s.items());
        s.filter().ifPresent(visitor);
        body(s.body());
        s.otherwise().forEach(visitor);
      }
      case Statement.Macro s -> {
        s.parameters().forEach(visitor);
        s.options().forEach(visitor);
        body(s.body());
      }
      case Statement.CallBlock s -> {
        s.parameters().forEach(visitor);
        node(s.call());
        body(s.body());
      }
      case Statement.Block s -> {
        mayBeRefused = true;
        hasScopedBlock |= s.isScoped();
        body(s.body());
      }
      case Statement.Extends s -> {
        mayBeRefused = true;
        hasExtends = true;
        node(s.template());
      }
      case Expression.Filter e -> {
        filter(e.name());
        Nodes.children(e, visitor);
      }
      case Expression.Test e -> {
        mayBeRefused |= !environment.tests().containsKey(e.name());
        Nodes.children(e, visitor);
      }
      case Statement.SetBlock s -> {
        s.filters().forEach(filter -> filter(filter.name()));
        Nodes.children(s, visitor);
      }
      case Statement.FilterBlock s -> {
        s.filters().forEach(filter -> filter(filter.name()));
        Nodes.children(s, visitor);
      }
      default -> Nodes.children(node, visitor);
    }
  }

  private void filter(String name) {
    mayBeRefused |= !environment.filters().containsKey(name);
  }

  private static int special(String name) {
    return switch (name) {
      case "loop" -> LOOP;
      case "caller" -> CALLER;
      case "kwargs" -> KWARGS;
      case "varargs" -> VARARGS;
      case "self" -> SELF;
      case "super" -> SUPER;
      default -> 0;
    };
  }
}
