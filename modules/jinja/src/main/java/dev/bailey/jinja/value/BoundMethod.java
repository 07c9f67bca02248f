package dev.bailey.jinja.value;

/// `x.method` without its call: what `{% set f = items.append %}` holds.
final class BoundMethod extends HostValue {
  private final Value self;
  private final String name;
  private final Method method;

  BoundMethod(Value self, String name, Method method) {
    this.self = self;
    this.name = name;
    this.method = method;
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return method.call(self, arguments, x);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundMethod that
        && Comparison.same(self, that.self)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(self) * 31 + name.hashCode();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<built-in method " + name + " of " + self.typeName() + " object at 0x");
    out.append("%012x>".formatted(System.identityHashCode(self)));
  }
}
