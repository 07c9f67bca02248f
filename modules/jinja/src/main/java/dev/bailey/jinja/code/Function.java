package dev.bailey.jinja.code;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// A piece of a template that runs in a frame of its own: the template itself, a macro, a `call`
/// block, a recursive loop. Hands out the slots of its frames while it is compiled.
final class Function {
  private record Variable(int region, int level, String name) {}

  private final Map<Variable, Integer> slots = new HashMap<>();
  private final BitSet captured = new BitSet();
  private int regions;

  /// How many slots a frame needs; final when compilation is over.
  int slotCount() {
    return slots.size();
  }

  /// The slot of a name at one level of scopes. Sibling scopes share it: Jinja2 gives both the same
  /// Python variable, and a macro that outlives its scope can see the difference.
  int slot(int region, int level, String name) {
    return slots.computeIfAbsent(new Variable(region, level, name), key -> slots.size());
  }

  /// A part of the function whose variables are kept apart from the others.
  int newRegion() {
    return ++regions;
  }

  /// Notes that a function inside reads the slot.
  void capture(int slot) {
    captured.set(slot);
  }

  boolean isCaptured(int slot) {
    return captured.get(slot);
  }
}
