package dev.bailey.jinja.code;

import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.List;

/// `{% include %}` and `{% import %}`.
final class Templates {
  private Templates() {}

  /// The template that `wanted` names: what can be extended and imported.
  static Template one(Value wanted, Execution x) {
    return switch (wanted) {
      case Str name -> loader(x).load(name.value());
      case Undefined undefined -> throw undefined.error();
      default -> {
        Operations.hash(wanted);
        throw TemplateException.of("TemplateNotFound", Operations.str(wanted, x));
      }
    };
  }

  private static Rendering loader(Execution x) {
    if (!(x instanceof Rendering rendering)) {
      throw TemplateException.typeError("no loader for this environment specified");
    }
    return rendering;
  }

  /// The template that `wanted` names, or the first of several that exists.
  private static Template oneOrFirst(Value wanted, Execution x) {
    return switch (wanted) {
      case Str name -> one(name, x);
      case Undefined undefined -> throw undefined.error();
      default -> first(wanted.truth() ? Operations.items(wanted, x) : List.of(), loader(x));
    };
  }

  private static Template first(List<Value> names, Rendering rendering) {
    for (Value name : names) {
      if (name instanceof Str text && rendering.hasTemplate(text.value())) {
        return rendering.load(text.value());
      }
    }
    throw TemplateException.of(
        "TemplatesNotFound",
        names.isEmpty()
            ? "Tried to select from an empty list of templates."
            : "none of the templates given were found: "
                + String.join(", ", names.stream().map(Templates::described).toList()));
  }

  private static String described(Value name) {
    return name instanceof Undefined undefined ? undefined.message() : name.str();
  }

  private static Program.Result result(
      Template template, boolean withContext, Locals locals, Frame f) {
    return !withContext && f.x instanceof Rendering rendering
        ? rendering.module(template)
        : template.program().run(f.names.with(locals.values(f)), f.x);
  }

  /// `{% include %}`; `locals` is what the template sees, or none when it is without context.
  record Include(
      Code template, boolean ignoresMissing, boolean withContext, Locals locals, Span span)
      implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      try {
        Template found = find(f);
        if (found == null) {
          return NORMAL;
        }
        Actions.emit(Str.of(result(found, withContext, locals, f).text()), f, span);
      } catch (TemplateException e) {
        throw e.at(span);
      }
      return NORMAL;
    }

    private @org.jspecify.annotations.Nullable Template find(Frame f) {
      try {
        return oneOrFirst(template.eval(f), f.x);
      } catch (TemplateException e) {
        if (ignoresMissing && e.type().startsWith("Template") && e.type().endsWith("NotFound")) {
          return null;
        }
        throw e;
      }
    }
  }

  /// What `{% import %}` makes of a template.
  record Load(Code template, boolean withContext, Locals locals, Span span) implements Code {
    @Override
    public ModuleValue eval(Frame f) {
      try {
        Template found = one(template.eval(f), f.x);
        var result = result(found, withContext, locals, f);
        return new ModuleValue(found.source().file().path(), result);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// `{% import %}`.
  record Import(Load load, Assign target) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      target.assign(f, load.eval(f));
      return NORMAL;
    }
  }

  /// One name of a `{% from %}`.
  record Name(String name, Assign target) {}

  /// `{% from ... import ... %}`.
  record FromImport(Load load, List<Name> names) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      ModuleValue module = load.eval(f);
      for (Name name : names) {
        Value value = module.exports().get(name.name);
        name.target.assign(f, value != null ? value : missing(module, name.name, f));
      }
      return NORMAL;
    }

    private Value missing(ModuleValue module, String name, Frame f) {
      String hint =
          "the template '%s' (imported on line %d) does not export the requested name '%s'"
              .formatted(module.name(), load.span.line(), name);
      return f.x.undefinedBecause(hint).soughtIn(module, name);
    }
  }
}
