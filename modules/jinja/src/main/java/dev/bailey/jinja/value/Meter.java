package dev.bailey.jinja.value;

/// What one rendering has used so far of its [Budget]. Exceeding it throws a [TemplateException] of
/// kind BUDGET that names the component. One thread at a time.
public final class Meter {
  /// The clock is read once per this many steps.
  private static final int STEPS_PER_LOOK = 1024;

  /// And once per this many elements or characters, which a single operation may work through.
  private static final int ITEMS_PER_LOOK = 1 << 16;

  private final Budget budget;
  private long deadline;
  private long steps;
  private long nextLook = STEPS_PER_LOOK;
  private long output;
  private long items;
  private long nextItemsLook = ITEMS_PER_LOOK;
  private long regex;
  private int depth;

  private Meter(Budget budget) {
    this.budget = budget;
    this.deadline = System.nanoTime() + budget.time().toNanos();
  }

  /// A meter at zero whose time begins now.
  public static Meter start(Budget budget) {
    return new Meter(budget);
  }

  /// Begins anew, for whoever computes many small things one after the other, each with the whole
  /// budget.
  public void restart() {
    steps = 0;
    nextLook = STEPS_PER_LOOK;
    output = 0;
    items = 0;
    nextItemsLook = ITEMS_PER_LOOK;
    regex = 0;
    depth = 0;
    deadline = System.nanoTime() + budget.time().toNanos();
  }

  public Budget budget() {
    return budget;
  }

  /// One node evaluated or item walked.
  public void step() {
    if (++steps >= nextLook) {
      look();
    }
  }

  /// Several at once.
  public void steps(long count) {
    steps += count;
    if (steps >= nextLook) {
      look();
    }
  }

  private void look() {
    nextLook = steps + STEPS_PER_LOOK;
    if (steps > budget.steps()) {
      throw TemplateException.budget("steps", budget.steps());
    }
    checkTime();
  }

  /// Characters of output; call before storing them.
  public void output(long chars) {
    output += chars;
    if (output > budget.outputChars()) {
      throw TemplateException.budget("outputChars", budget.outputChars());
    }
  }

  /// Elements or characters of a value; call before allocating them.
  public void items(long count) {
    items += count;
    if (items > budget.items() || items < 0) {
      items = budget.items();
      throw TemplateException.budget("items", budget.items());
    }
    if (items >= nextItemsLook) {
      nextItemsLook = items + ITEMS_PER_LOOK;
      checkTime();
    }
  }

  /// Characters that a regular expression looked at.
  public void regexSteps(long count) {
    regex += count;
    if (regex > budget.regexSteps()) {
      throw TemplateException.budget("regexSteps", budget.regexSteps());
    }
    checkTime();
  }

  /// One level deeper: a macro, an include, a recursive loop. Followed by a [#leave].
  public void enter() {
    if (++depth > budget.depth()) {
      depth--;
      throw TemplateException.budget("depth", budget.depth());
    }
  }

  public void leave() {
    depth--;
  }

  /// Ends the rendering when its time is over; for loops that take no steps.
  public void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw TemplateException.budget("time", budget.time().toMillis());
    }
  }

  public long stepsUsed() {
    return steps;
  }

  public long itemsUsed() {
    return items;
  }
}
