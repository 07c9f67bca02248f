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
/// @param peak the most memory that it had in the machine, in MiB
record Cost(Duration wall, Duration cpu, long peak) {
  /// Runs its arguments, and says in a last line what the system says of them.
  private static final String MEASURE =
      """
      import os, sys
      pid = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
      _, status, used = os.wait4(pid, 0)
      print("\\n%f %d" % (used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))
      sys.exit(os.waitstatus_to_exitcode(status))
      """;

  private static final Pattern USED = Pattern.compile("([\\d.]+) (\\d+)\\s*\\z");

  /// Runs a command to its end, which must be a good one.
  static Cost of(List<String> command, Path folder, Map<String, String> environment) {
    var words = new ArrayList<>(List.of("python3", "-c", MEASURE));
    words.addAll(command);
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      var wall = Duration.ofNanos(System.nanoTime() - began);
      Matcher used = USED.matcher(said);
      if (code != 0 || !used.find()) {
        throw new AssertionError(command + " ended with " + code + ":\n" + said);
      }
      return new Cost(
          wall,
          Duration.ofMillis(Math.round(Double.parseDouble(used.group(1)) * 1_000)),
          Long.parseLong(used.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The median of each.
  static Cost median(List<Cost> costs) {
    return new Cost(median(costs, Cost::wall), median(costs, Cost::cpu), median(costs, Cost::peak));
  }

  private static <T extends Comparable<T>> T median(List<Cost> costs, Function<Cost, T> part) {
    return costs.stream()
        .map(part)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(costs.size() / 2);
  }

  @Override
  public String toString() {
    return "%6.2f s, %6.2f CPU s, %4d MiB".formatted(seconds(wall), seconds(cpu), peak);
  }

  /// How many times this is another.
  String beside(Cost other) {
    return "wall 1/%.1f, CPU 1/%.1f, memory 1/%.1f"
        .formatted(
            seconds(other.wall) / seconds(wall),
            seconds(other.cpu) / seconds(cpu),
            (double) other.peak / peak);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
