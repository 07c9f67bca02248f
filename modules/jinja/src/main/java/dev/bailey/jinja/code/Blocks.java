package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{% block %}` and `{% extends %}`: for each name, the block of the template that is rendered,
/// and behind it those of the templates that it extends.
final class Blocks {
  /// A block, compiled.
  ///
  /// @param selfSlot where the variable `self` goes, or -1
  /// @param superSlot where the variable `super` goes, or -1
  record Code(String name, Function function, int selfSlot, int superSlot, Action body) {}

  private final Map<String, List<Code>> byName = new HashMap<>();
  private @Nullable Program parent;

  Blocks(Iterable<Code> own) {
    add(own);
  }

  private void add(Iterable<Code> more) {
    for (Code code : more) {
      byName.computeIfAbsent(code.name, name -> new ArrayList<>()).add(code);
    }
  }

  /// Notes that the template extends `program`.
  void extend(Program program) {
    if (parent != null) {
      throw TemplateException.of("TemplateRuntimeError", "extended multiple times");
    }
    parent = program;
    add(program.blocks());
  }

  boolean isExtended() {
    return parent != null;
  }

  /// The template that is extended, which is forgotten: it may extend one itself.
  @Nullable Program takeParent() {
    Program taken = parent;
    parent = null;
    return taken;
  }

  private List<Code> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /// A run of a block that prints to `out`.
  private static Frame frame(Code code, Names names, Execution x, TextBuilder out) {
    var f = new Frame(code.function, null, names, x, out);
    if (code.selfSlot >= 0) {
      f.slots[code.selfSlot] = new Self(names);
    }
    if (code.superSlot >= 0) {
      f.slots[code.superSlot] = parentOf(code, names, x);
    }
    return f;
  }

  private static Value parentOf(Code code, Names names, Execution x) {
    int next = names.blocks().named(code.name).indexOf(code) + 1;
    return next < names.blocks().named(code.name).size()
        ? new Reference(code.name, names, next)
        : x.undefinedBecause("there is no parent block called '" + code.name + "'.");
  }

  /// `{% block %}` where it stands.
  ///
  /// @param isTop whether it is left to the parent once the template extends one
  /// @param locals what a scoped block sees of the variables around it
  record Place(String name, boolean isTop, boolean isRequired, Locals locals, Span span)
      implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      if (isTop && f.names.blocks().isExtended()) {
        return NORMAL;
      }
      List<Code> codes = f.names.blocks().named(name);
      if (isRequired && codes.size() <= 1) {
        throw TemplateException.of(
                "TemplateRuntimeError", "Required block '" + name + "' not found")
            .at(span);
      }
      f.x.meter().enter();
      try {
        Code code = codes.getFirst();
        var inside = frame(code, locals.names(f), f.x, f.out);
        int end = code.body.run(inside);
        f.takeFlaw(inside);
        return end == RETURN ? RETURN : NORMAL;
      } finally {
        f.x.meter().leave();
      }
    }
  }

  /// `{% extends %}`.
  record Extends(dev.bailey.jinja.code.Code template, Span span) implements Action {
    @Override
    public int run(Frame f) {
      try {
        f.names.blocks().extend(Templates.one(template.eval(f), f.x).program());
      } catch (TemplateException e) {
        throw e.at(span);
      }
      return NORMAL;
    }
  }

  /// Output of a template that may extend another: only what comes before that is printed.
  record UnlessExtended(Action output) implements Action {
    @Override
    public int run(Frame f) {
      return f.names.blocks().isExtended() ? NORMAL : output.run(f);
    }
  }

  /// `self`: the blocks of the template by name.
  static final class Self extends HostValue {
    private final Names names;

    Self(Names names) {
      this.names = names;
    }

    @Override
    public String typeName() {
      return "TemplateReference";
    }

    @Override
    public String qualifiedTypeName() {
      return "jinja2.runtime.TemplateReference";
    }

    @Override
    public void writeRepr(TextBuilder out) {
      out.append("<TemplateReference None>");
    }

    @Override
    public @Nullable Value item(Value key, Execution x) {
      return key instanceof Str name && !names.blocks().named(name.value()).isEmpty()
          ? new Reference(name.value(), names, 0)
          : null;
    }
  }

  /// A block that can be called: `super`, or what `self` gives.
  static final class Reference extends HostValue {
    private final String name;
    private final Names names;
    private final int depth;

    Reference(String name, Names names, int depth) {
      this.name = name;
      this.names = names;
      this.depth = depth;
    }

    @Override
    public String typeName() {
      return "BlockReference";
    }

    @Override
    public String qualifiedTypeName() {
      return "jinja2.runtime.BlockReference";
    }

    @Override
    public boolean isCallable() {
      return true;
    }

    @Override
    public Value call(Arguments arguments, Execution x) {
      x.meter().enter();
      try {
        var out = TextBuilder.charged(x.meter());
        Code code = names.blocks().named(name).get(depth);
        var inside = frame(code, names, x, out);
        code.body.run(inside);
        String text = inside.text();
        return x.escapes() ? Str.markup(text) : Str.of(text);
      } finally {
        x.meter().leave();
      }
    }

    @Override
    public @Nullable Value attribute(String attribute, Execution x) {
      if (!attribute.equals("super")) {
        return null;
      }
      return depth + 1 < names.blocks().named(name).size()
          ? new Reference(name, names, depth + 1)
          : x.undefinedBecause("there is no parent block called '" + name + "'.");
    }
  }

  /// Whether a value is one that the context lacks.
  static boolean isMissing(Value value) {
    return value instanceof Undefined undefined && undefined.unknownName() != null;
  }
}
