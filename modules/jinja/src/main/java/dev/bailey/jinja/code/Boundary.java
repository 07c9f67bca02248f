package dev.bailey.jinja.code;

import java.util.ArrayList;
import java.util.List;

/// What happens to the variables of a scope when it is entered and left. Most scopes need nothing:
/// slots that nobody sees from outside may keep what they hold.
///
/// @param empty slots that become empty on entry
/// @param forgotten slots that become empty before the first entry only: what the context had for
///   them does not change from one pass of a loop to the next
/// @param copies slots that begin with the value of a variable further out
/// @param ended what a macro that outlives the scope finds in its variables: nothing
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
record Boundary(int[] empty, int[] forgotten, Copy[] copies, Ended[] ended) {
  private static final Boundary NONE =
      new Boundary(new int[0], new int[0], new Copy[0], new Ended[0]);

  /// One variable that begins with the value of another.
  record Copy(int slot, int hops, Scope.Variable of) {}

  /// One variable that is undefined once its scope is left.
  record Ended(int slot, String name) {}

  /// The boundary of `scope`, once everything in it is compiled.
  static Boundary of(Scope scope) {
    if (scope.own().isEmpty()) {
      return NONE;
    }
    var empty = new ArrayList<Integer>();
    var forgotten = new ArrayList<Integer>();
    var copies = new ArrayList<Copy>();
    var ended = new ArrayList<Ended>();
    for (Scope.Variable variable : scope.own()) {
      int slot = variable.slot();
      boolean isCaptured = scope.function().isCaptured(slot);
      switch (variable.start()) {
        case Scope.Start.Given _ -> {}
        case Scope.Start.Nothing _ -> empty.add(slot);
        case Scope.Start.Context _ -> {
          boolean changes = isCaptured || variable.isStored();
          (changes ? empty : forgotten).add(slot);
        }
        case Scope.Start.Copy(Scope.Variable of) ->
            copies.add(new Copy(slot, scope.hopsTo(of), of));
      }
      if (isCaptured) {
        ended.add(new Ended(slot, variable.name()));
      }
    }
    return new Boundary(
        array(empty), array(forgotten), copies.toArray(new Copy[0]), ended.toArray(new Ended[0]));
  }

  private static int[] array(List<Integer> slots) {
    var array = new int[slots.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = slots.get(i);
    }
    return array;
  }

  /// Enters for the first time, or for the only one.
  void enter(Frame f) {
    begin(f);
    again(f);
  }

  /// Prepares a loop, whose passes enter with [#again].
  void begin(Frame f) {
    for (int slot : forgotten) {
      f.slots[slot] = null;
    }
  }

  void again(Frame f) {
    for (int slot : empty) {
      f.slots[slot] = null;
    }
    for (Copy copy : copies) {
      f.slots[copy.slot] = Reads.raw(f, copy.hops, copy.of);
    }
  }

  void leave(Frame f) {
    for (Ended end : ended) {
      f.slots[end.slot] = f.x.undefined(end.name);
    }
  }
}
