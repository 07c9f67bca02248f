package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.library.regex.Program.Step;
import dev.bailey.jinja.value.Meter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Matches by backtracking, as CPython's engine does and with the same results, but on a stack of
/// its own and against a budget of steps, so that no pattern can overflow or hang.
final class Machine {
  private static final int NONE = -1;
  private static final int STEPS_PER_CHARGE = 4096;

  // What an entry of the stack means; each has four numbers.
  private static final int BRANCH = 0; // go on at a with position b
  private static final int RESTORE = 1; // register a had the value b
  private static final int SHRINK = 2; // a run: go on at a, at positions from b down to c
  private static final int GROW = 3; // a lazy run: instruction a, position b, c more allowed

  private final Step[] steps;
  private final CharSet[] sets;
  private final Meter meter;
  private final String text;
  private final int @Nullable [] points;
  private final int end;
  private final int[] registers;
  private int[] stack = new int[256];
  private int top;
  private int uncharged;
  private int forbiddenEnd = NONE;

  /// @param points the code points when the text has surrogate pairs, else null
  /// @param end where the text ends for this match
  Machine(Regex regex, String text, int @Nullable [] points, int end, Meter meter) {
    this.steps = regex.steps();
    this.sets = regex.sets();
    this.text = text;
    this.points = points;
    this.end = end;
    this.meter = meter;
    this.registers = new int[regex.registers()];
  }

  /// Matches at exactly `start`; the registers of the groups, or null.
  ///
  /// @param mustEnd whether only a match up to the end counts
  /// @param mustAdvance whether an empty match does not count
  int @Nullable [] match(int start, boolean mustEnd, boolean mustAdvance) {
    Arrays.fill(registers, NONE);
    top = 0;
    registers[0] = start;
    forbiddenEnd = mustAdvance ? start : NONE;
    int stop = run(0, start, 0, mustEnd);
    if (stop < 0) {
      return null;
    }
    registers[1] = stop;
    return registers.clone();
  }

  private int at(int position) {
    return points == null ? text.charAt(position) : points[position];
  }

  /// Runs from `pc` until ACCEPT; the position there, or -1. Entries below `base` are not touched.
  private int run(int pc, int from, int base, boolean mustEnd) {
    int position = from;
    int next = pc;
    while (true) {
      charge();
      Step step = steps[next];
      boolean isAlive = true;
      switch (step.code()) {
        case ACCEPT -> {
          boolean isOuter = base == 0;
          if (!isOuter || ((!mustEnd || position == end) && position != forbiddenEnd)) {
            return position;
          }
          isAlive = false;
        }
        case CHAR, CHAR_IGNORING_CASE, SET, SET_IGNORING_CASE -> {
          isAlive = position < end && matches(step, at(position));
          position++;
          next++;
        }
        case AT -> {
          isAlive = isAt(Program.PLACES.get(step.a()), position, step.b() == 1);
          next++;
        }
        case SAVE -> {
          assign(step.a(), position);
          next++;
        }
        case JUMP -> next = step.a();
        case SPLIT -> {
          push(BRANCH, step.b(), position, 0);
          next = step.a();
        }
        case RUN -> {
          int taken = startRun(step, next, position);
          isAlive = taken >= 0;
          position += taken;
          next += 2;
        }
        case LOOP_START -> {
          assign(step.a(), 0);
          assign(step.a() + 1, NONE);
          next++;
        }
        case LOOP -> next = loop(step, next, position);
        case LOOP_MORE -> {
          int count = registers[step.a()];
          isAlive = count < step.c() && position != registers[step.a() + 1];
          if (isAlive) {
            assign(step.a(), count + 1);
            assign(step.a() + 1, position);
          }
          next++;
        }
        case BACK_REFERENCE -> {
          int length = backReference(step, position);
          isAlive = length >= 0;
          position += length;
          next++;
        }
        case IF_GROUP -> next = registers[2 * step.a() + 1] >= 0 ? next + 1 : step.b();
        case LOOK -> {
          isAlive = look(step, next, position);
          next = step.a();
        }
        case ATOMIC -> {
          int stop = inner(next + 1, position);
          isAlive = stop >= 0;
          position = stop;
          next = step.a();
        }
      }
      if (!isAlive) {
        long resumed = backtrack(base);
        if (resumed < 0) {
          return NONE;
        }
        next = (int) (resumed >>> 32);
        position = (int) resumed;
      }
    }
  }

  private void charge() {
    if (++uncharged >= STEPS_PER_CHARGE) {
      settle();
    }
  }

  /// Charges what has not been charged yet.
  void settle() {
    meter.regexSteps(uncharged);
    uncharged = 0;
  }

  private boolean matches(Step step, int c) {
    return switch (step.code()) {
      case CHAR -> c == step.a();
      case CHAR_IGNORING_CASE -> CharSet.fold(c, step.b() == 1) == step.a();
      case SET -> sets[step.a()].contains(c);
      case SET_IGNORING_CASE -> sets[step.a()].containsAnyCase(c, step.b() == 1);
      default -> throw new IllegalStateException("not a test: " + step.code());
    };
  }

  private boolean isAt(Node.Place place, int position, boolean isAscii) {
    return switch (place) {
      case START -> position == 0;
      case LINE_START -> position == 0 || at(position - 1) == '\n';
      case END -> position == end;
      case END_OR_LAST_NEWLINE -> position == end || (position == end - 1 && at(position) == '\n');
      case LINE_END -> position == end || at(position) == '\n';
      case WORD_EDGE -> isWord(position - 1, isAscii) != isWord(position, isAscii);
      case NO_WORD_EDGE -> end > 0 && isWord(position - 1, isAscii) == isWord(position, isAscii);
    };
  }

  private boolean isWord(int position, boolean isAscii) {
    return position >= 0
        && position < end
        && CharSet.isIn(CharSet.Category.WORD, isAscii, at(position));
  }

  /// Takes the first characters of a run; how many, or -1 when there are too few.
  private int startRun(Step run, int pc, int position) {
    Step test = steps[run.a()];
    boolean isLazy = run.d() == 1;
    long wanted = isLazy ? run.b() : run.c();
    int limit = (int) Math.min(end, position + wanted);
    int stop = position;
    while (stop < limit && matches(test, at(stop))) {
      stop++;
      charge();
    }
    int taken = stop - position;
    if (taken < run.b()) {
      return NONE;
    }
    if (isLazy) {
      if (run.c() > taken) {
        push(GROW, pc, stop, run.c() - taken);
      }
    } else if (taken > run.b()) {
      push(SHRINK, pc + 2, stop - 1, position + run.b());
    }
    return taken;
  }

  private int loop(Step step, int pc, int position) {
    int count = registers[step.a()];
    int body = pc + 3;
    if (count < step.b()) {
      assign(step.a(), count + 1);
      assign(step.a() + 1, position);
      return body;
    }
    if (step.d() == 1) {
      push(BRANCH, pc + 2, position, 0);
      return pc + 1;
    }
    // A turn that took nothing is the last one.
    if (count >= step.c() || position == registers[step.a() + 1]) {
      return pc + 1;
    }
    push(BRANCH, pc + 1, position, 0);
    assign(step.a(), count + 1);
    assign(step.a() + 1, position);
    return body;
  }

  private int backReference(Step step, int position) {
    int from = registers[2 * step.a()];
    int to = registers[2 * step.a() + 1];
    if (from < 0 || to < from || position + to - from > end) {
      return NONE;
    }
    for (int i = 0; i < to - from; i++) {
      charge();
      int a = at(from + i);
      int b = at(position + i);
      if (step.b() == 1 ? CharSet.fold(a, false) != CharSet.fold(b, false) : a != b) {
        return NONE;
      }
    }
    return to - from;
  }

  /// Runs what an atomic group holds; its choices are forgotten, its groups are not.
  private int inner(int pc, int position) {
    int base = top + 1;
    push(RESTORE, 0, registers[0], 0);
    int stop = run(pc, position, base * 4, false);
    if (stop >= 0) {
      forgetChoices(base);
    }
    return stop;
  }

  private boolean look(Step step, int pc, int position) {
    int start = position - step.b();
    if (step.c() == 0) {
      return start >= 0 && inner(pc + 1, start) >= 0;
    }
    if (start < 0) {
      return true;
    }
    int base = top + 1;
    push(RESTORE, 0, registers[0], 0);
    boolean isFound = run(pc + 1, start, base * 4, false) >= 0;
    undo(base);
    return !isFound;
  }

  private void assign(int register, int value) {
    push(RESTORE, register, registers[register], 0);
    registers[register] = value;
  }

  private void push(int kind, int a, int b, int c) {
    if (4 * (top + 1) > stack.length) {
      meter.items(stack.length);
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    int slot = 4 * top++;
    stack[slot] = kind;
    stack[slot + 1] = a;
    stack[slot + 2] = b;
    stack[slot + 3] = c;
  }

  /// Goes back to the last choice above `base`; its instruction and position, or -1.
  private long backtrack(int base) {
    while (4 * top > base) {
      int slot = 4 * --top;
      int a = stack[slot + 1];
      int b = stack[slot + 2];
      int c = stack[slot + 3];
      charge();
      switch (stack[slot]) {
        case BRANCH -> {
          return state(a, b);
        }
        case RESTORE -> registers[a] = b;
        case SHRINK -> {
          if (b > c) {
            push(SHRINK, a, b - 1, c);
          }
          return state(a, b);
        }
        default -> {
          Step run = steps[a];
          if (b < end && matches(steps[run.a()], at(b))) {
            if (c > 1) {
              push(GROW, a, b + 1, c - 1);
            }
            return state(a + 2, b + 1);
          }
        }
      }
    }
    return NONE;
  }

  private static long state(int pc, int position) {
    return ((long) pc << 32) | position;
  }

  private void forgetChoices(int base) {
    int kept = base;
    for (int entry = base; entry < top; entry++) {
      if (stack[4 * entry] == RESTORE) {
        System.arraycopy(stack, 4 * entry, stack, 4 * kept, 4);
        kept++;
      }
    }
    top = kept;
  }

  private void undo(int base) {
    while (top > base) {
      int slot = 4 * --top;
      if (stack[slot] == RESTORE) {
        registers[stack[slot + 1]] = stack[slot + 2];
      }
    }
  }
}
