package dev.bailey.project.parse;

import dev.bailey.project.config.ConfigTypes;
import dev.bailey.project.config.Expected;
import dev.bailey.project.context.Making;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Collects what is wrong, from all threads that parse.
final class Problems {
  private final ConcurrentLinkedQueue<Problem> found = new ConcurrentLinkedQueue<>();

  void add(Problem problem) {
    found.add(problem);
    Making.finds(problem);
  }

  void addAll(Collection<Problem> problems) {
    problems.forEach(this::add);
  }

  void error(String code, Span at, String message) {
    add(Problem.error(code, at, message));
  }

  void warning(String code, Span at, String message) {
    add(Problem.warning(code, at, message));
  }

  void deprecation(String code, Span at, String message) {
    add(Problem.deprecation(code, at, message));
  }

  /// Tells what is wrong with the config of a resource.
  ///
  /// @param at where it is described
  void config(ResourceType type, String name, NodeConfig config, Span at) {
    for (Expected.Fault fault : ConfigTypes.faults(type, config)) {
      error(
          "config",
          at,
          "The config of '%s' cannot be used: %s.%s"
              .formatted(
                  name,
                  fault.sentence(),
                  fault.path().equals(List.of("enabled"))
                      ? " In YAML write \"{{ ... | as_bool }}\" to make it one."
                      : ""));
    }
  }

  boolean haveErrors() {
    return found.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
  }

  /// All of them by file and place, so that the order does not depend on threads.
  List<Problem> sorted() {
    var all = new ArrayList<>(found);
    all.sort(
        Comparator.comparing((Problem p) -> p.at().map(at -> at.file().path()).orElse(""))
            .thenComparing(p -> p.at().map(Span::start).orElse(0))
            .thenComparing(Problem::message));
    // what was looked at twice is told once, but every use of what is deprecated counts
    var seen = new HashSet<Problem>();
    all.removeIf(p -> p.severity() != Problem.Severity.DEPRECATION && !seen.add(p));
    return List.copyOf(all);
  }
}
