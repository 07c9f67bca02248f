package dev.bailey.jinja.library.regex;

/// How many characters a part can match, for look-behinds.
final class Widths {
  private static final int MANY = 1 << 24;

  private Widths() {}

  /// The least and the most characters.
  static int[] of(Node node) {
    return switch (node) {
      case Node.Empty _, Node.At _, Node.Look _ -> new int[] {0, 0};
      case Node.Literal _, Node.Set _ -> new int[] {1, 1};
      case Node.BackReference _ -> new int[] {0, MANY};
      case Node.Group group -> of(group.body());
      case Node.Atomic atomic -> of(atomic.body());
      case Node.Sequence sequence -> {
        int[] sum = {0, 0};
        for (Node part : sequence.parts()) {
          int[] widths = of(part);
          sum[0] = Math.min(MANY, sum[0] + widths[0]);
          sum[1] = Math.min(MANY, sum[1] + widths[1]);
        }
        yield sum;
      }
      case Node.Choice choice -> {
        int[] all = {MANY, 0};
        for (Node branch : choice.branches()) {
          merge(all, of(branch));
        }
        yield all;
      }
      case Node.Conditional conditional -> {
        int[] all = {MANY, 0};
        merge(all, of(conditional.yes()));
        merge(all, of(conditional.no()));
        yield all;
      }
      case Node.Repeat repeat -> {
        int[] widths = of(repeat.body());
        yield new int[] {times(widths[0], repeat.least()), times(widths[1], repeat.most())};
      }
    };
  }

  private static void merge(int[] all, int[] widths) {
    all[0] = Math.min(all[0], widths[0]);
    all[1] = Math.max(all[1], widths[1]);
  }

  private static int times(int width, int count) {
    return (int) Math.min(MANY, (long) width * count);
  }
}
