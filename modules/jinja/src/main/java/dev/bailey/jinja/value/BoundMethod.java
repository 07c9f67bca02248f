package dev.bailey.jinja.value;

import java.util.Set;

/// `x.method` without its call: what `{% set f = items.append %}` holds.
final class BoundMethod extends HostValue {
  /// Methods that belong to the class, whatever instance they are taken from.
  private static final Set<String> OF_CLASSES =
      Set.of("fromkeys", "from_bytes", "fromhex", "maketrans");

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
    String owner = OF_CLASSES.contains(name) ? "type" : self.typeName();
    out.append("<built-in method " + name + " of " + owner + " object at 0x");
    out.append("%012x>".formatted(System.identityHashCode(self)));
  }
}
