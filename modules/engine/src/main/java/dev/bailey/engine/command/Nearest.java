package dev.bailey.engine.command;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Finds the names that a user may have meant.
final class Nearest {
  private Nearest() {}

  /// At most three of `names` that are close to `typed`, nearest first.
  static List<String> of(String typed, Stream<String> names) {
    int limit = Math.max(2, typed.length() / 3);
    return names
        .map(name -> new Guess(name, distance(typed, name)))
        .filter(guess -> guess.distance <= limit)
        .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
        .limit(3)
        .map(Guess::name)
        .toList();
  }

  private record Guess(String name, int distance) {}

  /// How many letters have to be changed, added or removed.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
