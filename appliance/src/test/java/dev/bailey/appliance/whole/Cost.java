package dev.bailey.appliance.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process took.
///
/// @param wall from its start to its end
/// @param cpu of the process and its children, in user and system mode
record Cost(Duration wall, Duration cpu) {
  private static final Pattern TIMES =
      Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*\\z");

  /// Runs a command to its end, which must be a good one.
  static Cost of(List<String> command, Path folder, Map<String, String> environment) {
    // The shell's own `times` tells, in its last line, what its child took.
    var words = new ArrayList<>(List.of("sh", "-c", "\"$0\" \"$@\" || exit; times"));
    words.addAll(command);
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      var wall = Duration.ofNanos(System.nanoTime() - began);
      Matcher times = TIMES.matcher(said);
      if (code != 0 || !times.find()) {
        throw new AssertionError(command + " ended with " + code + ":\n" + said);
      }
      return new Cost(wall, time(times, 1).plus(time(times, 3)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration time(Matcher times, int group) {
    double seconds = Double.parseDouble(times.group(group + 1));
    return Duration.ofMinutes(Long.parseLong(times.group(group)))
        .plusMillis(Math.round(seconds * 1_000));
  }

  /// The median of each.
  static Cost median(List<Cost> costs) {
    return new Cost(median(costs, Cost::wall), median(costs, Cost::cpu));
  }

  private static Duration median(List<Cost> costs, Function<Cost, Duration> part) {
    return costs.stream()
        .map(part)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(costs.size() / 2);
  }

  @Override
  public String toString() {
    return "%6.2f s, %6.2f CPU s".formatted(seconds(wall), seconds(cpu));
  }

  /// How many times this is another.
  String beside(Cost other) {
    return "wall 1/%.1f, CPU 1/%.1f"
        .formatted(seconds(other.wall) / seconds(wall), seconds(other.cpu) / seconds(cpu));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
