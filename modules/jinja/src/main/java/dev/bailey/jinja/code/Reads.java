package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reading variables and writing values out.
final class Reads {
  private Reads() {}

  /// A value that is the same each time.
  record Constant(Value value) implements Code {
    @Override
    public Value eval(Frame f) {
      return value;
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isText() {
      return true;
    }
  }

  /// A value that is equal each time, but has to be a new one.
  ///
  /// @param isText whether printing it may be done beforehand
  record Fresh(Code code, boolean isText) implements Code {
    @Override
    public Value eval(Frame f) {
      return code.eval(f);
    }

    @Override
    public boolean truth(Frame f) {
      return code.truth(f);
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isText() {
      return isText;
    }
  }

  /// A constant that is infinite or no number. Python has no literal for it, so that what Jinja2
  /// compiles it to is a name that nobody defines; it can only be printed.
  record NoLiteral(Float value) implements Code {
    @Override
    public Value eval(Frame f) {
      if (f.isFolding) {
        return value;
      }
      String name = Double.isNaN(value.value()) ? "nan" : "inf";
      throw TemplateException.of("NameError", "name '" + name + "' is not defined");
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public boolean isText() {
      return true;
    }
  }

  /// A variable of this frame that nothing but the template sets.
  record Local(int slot, String name) implements Code {
    @Override
    public Value eval(Frame f) {
      Value value = f.slots[slot];
      return value != null ? value : f.x.undefined(name);
    }
  }

  /// A variable of this frame that begins with the context's value.
  record FromContext(int slot, String name) implements Code {
    @Override
    public Value eval(Frame f) {
      Value value = f.slots[slot];
      return value != null ? value : resolve(f, slot, name);
    }
  }

  /// A variable of a frame further out.
  record Outer(int hops, int slot, String name, boolean isFromContext) implements Code {
    @Override
    public Value eval(Frame f) {
      Frame holder = f.outer(hops);
      Value value = holder.slots[slot];
      if (value != null) {
        return value;
      }
      return isFromContext ? resolve(holder, slot, name) : f.x.undefined(name);
    }
  }

  /// Asks the context once and keeps the answer.
  static Value resolve(Frame f, int slot, String name) {
    Value found = f.names.find(name);
    Value value = found != null ? found : f.x.undefined(name);
    f.slots[slot] = value;
    return value;
  }

  /// What a variable holds, undecided included: null stays null where only the template sets it.
  static @Nullable Value raw(Frame f, int hops, Scope.Variable variable) {
    Frame holder = f.outer(hops);
    Value value = holder.slots[variable.slot()];
    return value == null && variable.isFromContext()
        ? resolve(holder, variable.slot(), variable.name())
        : value;
  }

  static Value[] evalAll(Code[] codes, Frame f) {
    var values = new Value[codes.length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = codes[i].eval(f);
    }
    return values;
  }

  static Code[] array(List<Code> codes) {
    return codes.toArray(new Code[0]);
  }

  static Constant constant(String text) {
    return new Constant(Str.of(text));
  }
}
