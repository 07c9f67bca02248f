package dev.bailey.project.context;

import java.util.Collection;
import java.util.Optional;

/// The name that was probably meant.
public final class Nearest {
  private Nearest() {}

  /// The one of `names` with the fewest edits from `wrong`, if these are few for its length.
  public static Optional<String> of(String wrong, Collection<String> names) {
    int limit = Math.max(1, wrong.length() / 3);
    String best = "";
    int least = limit + 1;
    for (String name : names) {
      int edits = Math.abs(name.length() - wrong.length()) >= least ? least : edits(wrong, name);
      if (edits < least && edits > 0) {
        least = edits;
        best = name;
      }
    }
    return least <= limit ? Optional.of(best) : Optional.empty();
  }

  /// The Levenshtein distance.
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
