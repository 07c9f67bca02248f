package dev.bailey.jinja.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that was probably meant.
public final class Spelling {
  /// Comparing costs the product of the lengths.
  private static final int MAX_LENGTH = 100;

  private Spelling() {}

  /// The one of `known` that is nearest to `wrong`, when any is near enough.
  public static Optional<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String best = null;
    int limit = wrong.length() < 2 ? 0 : Math.max(1, wrong.length() / 3);
    for (String candidate : known) {
      int distance = distance(wrong, candidate, limit);
      if (distance <= limit && !candidate.equals(wrong)) {
        best = candidate;
        limit = distance - 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /// ` Did you mean 'x'?` behind a sentence, or nothing.
  public static String hint(String wrong, Collection<String> known) {
    return nearest(wrong, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /// The same behind words that are no sentence yet.
  public static String sentence(String wrong, Collection<String> known) {
    String hint = hint(wrong, known);
    return hint.isEmpty() ? hint : "." + hint;
  }

  /// How many letters to insert, delete, replace or swap; more than `limit` when it is more.
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit || b.length() > MAX_LENGTH) {
      return limit + 1;
    }
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] before = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] row = new int[right.length() + 1];
    Arrays.setAll(last, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        boolean isSame = left.charAt(i - 1) == right.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (isSame ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        boolean isSwap =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        if (isSwap) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[right.length()];
  }
}
