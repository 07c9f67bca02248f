package dev.bailey.jinja.library.regex;

import java.util.ArrayList;
import java.util.List;

/// A regular expression as instructions for the [Machine].
final class Program {
  /// What the machine does. `a` to `d` are the operands of one instruction.
  enum Code {
    /// The pattern, or the part that a look-around or atomic group holds, has matched.
    ACCEPT,
    /// a: the character
    CHAR,
    /// a: the folded character, b: 1 for ASCII rules
    CHAR_IGNORING_CASE,
    /// a: index of the set
    SET,
    /// a: index of the set, b: 1 for ASCII rules
    SET_IGNORING_CASE,
    /// a: index of the place, b: 1 for ASCII rules
    AT,
    /// a: register that takes the position
    SAVE,
    /// a: where to go on
    JUMP,
    /// a: what to try first, b: what to try then
    SPLIT,
    /// Runs of one character. a: index of the test, b: least, c: most, d: 1 when lazy.
    RUN,
    /// a: the loop's register; it also takes the next one
    LOOP_START,
    /// a: register, b: least, c: most, d: 1 when lazy; the body follows after the instruction
    /// behind
    LOOP,
    /// The other half of a lazy loop. a: register, c: most
    LOOP_MORE,
    /// a: group, b: 1 to ignore case
    BACK_REFERENCE,
    /// a: group, b: where to go on when it has not matched
    IF_GROUP,
    /// a: where to go on behind, b: width to step back, c: 1 when negative
    LOOK,
    /// a: where to go on behind
    ATOMIC
  }

  /// One instruction.
  record Step(Code code, int a, int b, int c, int d) {}

  static final List<Node.Place> PLACES = List.of(Node.Place.values());

  private final List<Step> steps = new ArrayList<>();
  private final List<CharSet> sets = new ArrayList<>();
  private int registers;

  /// @param groups the first registers hold where the groups begin and end
  Program(Node node, int groups) {
    this.registers = 2 * (groups + 1);
    add(node);
    emit(Code.ACCEPT, 0, 0, 0, 0);
  }

  Step[] steps() {
    return steps.toArray(new Step[0]);
  }

  CharSet[] sets() {
    return sets.toArray(new CharSet[0]);
  }

  int registers() {
    return registers;
  }

  private int emit(Code code, int a, int b, int c, int d) {
    steps.add(new Step(code, a, b, c, d));
    return steps.size() - 1;
  }

  private void set(int at, Code code, int a, int b, int c, int d) {
    steps.set(at, new Step(code, a, b, c, d));
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }

  private void add(Node node) {
    switch (node) {
      case Node.Empty _ -> {}
      case Node.Literal literal -> addLiteral(literal);
      case Node.Set set -> addSet(set);
      case Node.At at -> emit(Code.AT, PLACES.indexOf(at.place()), flag(at.isAscii()), 0, 0);
      case Node.Sequence sequence -> sequence.parts().forEach(this::add);
      case Node.Choice choice -> addChoice(choice.branches());
      case Node.Repeat repeat -> addRepeat(repeat);
      case Node.Group group -> {
        emit(Code.SAVE, 2 * group.number(), 0, 0, 0);
        add(group.body());
        emit(Code.SAVE, 2 * group.number() + 1, 0, 0, 0);
      }
      case Node.BackReference reference ->
          emit(Code.BACK_REFERENCE, reference.group(), flag(reference.ignoresCase()), 0, 0);
      case Node.Look look ->
          addInner(look.body(), Code.LOOK, look.width(), flag(look.isNegative()));
      case Node.Atomic atomic -> addInner(atomic.body(), Code.ATOMIC, 0, 0);
      case Node.Conditional conditional -> addConditional(conditional);
    }
  }

  private void addLiteral(Node.Literal literal) {
    emit(
        literal.ignoresCase() ? Code.CHAR_IGNORING_CASE : Code.CHAR,
        literal.character(),
        flag(literal.isAscii()),
        0,
        0);
  }

  private void addSet(Node.Set set) {
    sets.add(set.characters());
    emit(
        set.ignoresCase() ? Code.SET_IGNORING_CASE : Code.SET,
        sets.size() - 1,
        flag(set.isAscii()),
        0,
        0);
  }

  private void addChoice(List<Node> branches) {
    var jumps = new ArrayList<Integer>();
    for (int i = 0; i < branches.size() - 1; i++) {
      int split = emit(Code.SPLIT, 0, 0, 0, 0);
      add(branches.get(i));
      jumps.add(emit(Code.JUMP, 0, 0, 0, 0));
      set(split, Code.SPLIT, split + 1, steps.size(), 0, 0);
    }
    add(branches.getLast());
    jumps.forEach(jump -> set(jump, Code.JUMP, steps.size(), 0, 0, 0));
  }

  private void addRepeat(Node.Repeat repeat) {
    if (repeat.greed() == Node.Greed.POSSESSIVE) {
      var greedy = new Node.Repeat(repeat.body(), repeat.least(), repeat.most(), Node.Greed.GREEDY);
      addInner(greedy, Code.ATOMIC, 0, 0);
    } else if (repeat.body() instanceof Node.Literal || repeat.body() instanceof Node.Set) {
      int run = emit(Code.RUN, 0, 0, 0, 0);
      int test = steps.size();
      add(repeat.body());
      set(
          run,
          Code.RUN,
          test,
          repeat.least(),
          repeat.most(),
          flag(repeat.greed() == Node.Greed.LAZY));
    } else {
      addLoop(repeat);
    }
  }

  /// START, LOOP, jump behind, [MORE,] body, jump to LOOP.
  private void addLoop(Node.Repeat repeat) {
    int register = registers;
    registers += 2;
    boolean isLazy = repeat.greed() == Node.Greed.LAZY;
    emit(Code.LOOP_START, register, 0, 0, 0);
    int loop = emit(Code.LOOP, register, repeat.least(), repeat.most(), flag(isLazy));
    int exit = emit(Code.JUMP, 0, 0, 0, 0);
    emit(Code.LOOP_MORE, register, 0, repeat.most(), 0);
    add(repeat.body());
    emit(Code.JUMP, loop, 0, 0, 0);
    set(exit, Code.JUMP, steps.size(), 0, 0, 0);
  }

  private void addInner(Node body, Code code, int width, int isNegative) {
    int at = emit(code, 0, 0, 0, 0);
    add(body);
    emit(Code.ACCEPT, 0, 0, 0, 0);
    set(at, code, steps.size(), width, isNegative, 0);
  }

  private void addConditional(Node.Conditional conditional) {
    int test = emit(Code.IF_GROUP, 0, 0, 0, 0);
    add(conditional.yes());
    int jump = emit(Code.JUMP, 0, 0, 0, 0);
    set(test, Code.IF_GROUP, conditional.group(), steps.size(), 0, 0);
    add(conditional.no());
    set(jump, Code.JUMP, steps.size(), 0, 0, 0);
  }
}
