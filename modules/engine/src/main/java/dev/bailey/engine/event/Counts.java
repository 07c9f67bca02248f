package dev.bailey.engine.event;

import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts such as `19 models, 1 analysis, 35 data tests`.
final class Counts {
  private Counts() {}

  /// What a project has, in the order of the manifest; dbt counts no functions, and no tests of
  /// what is not there.
  static String of(Manifest manifest) {
    var counts = new LinkedHashMap<String, Integer>();
    manifest.nodes().values().stream()
        .filter(Counts::isCounted)
        .forEach(node -> add(counts, word(node.type())));
    put(counts, "source", manifest.sources().size());
    put(counts, "exposure", manifest.exposures().size());
    put(counts, "metric", manifest.semantics(ResourceType.METRIC).size());
    put(counts, "macro", manifest.macros().size());
    put(counts, "group", manifest.groups().size());
    put(counts, "semantic model", manifest.semantics(ResourceType.SEMANTIC_MODEL).size());
    put(counts, "saved query", manifest.semantics(ResourceType.SAVED_QUERY).size());
    put(counts, "unit test", manifest.unitTests().size());
    return text(counts);
  }

  /// What a run carried out, models by the way they are kept.
  static String of(Collection<? extends Resource> resources) {
    var counts = new TreeMap<String, Integer>();
    for (Resource resource : resources) {
      add(
          counts,
          switch (resource) {
            case Model model -> model.config().materialized() + " model";
            default ->
                resource.type() == ResourceType.OPERATION ? "project hook" : word(resource.type());
          });
    }
    return text(counts);
  }

  private static boolean isCounted(Node node) {
    return node.type() != ResourceType.FUNCTION
        && (node.type() != ResourceType.TEST || node.config().enabled());
  }

  private static String word(ResourceType type) {
    return type.word().replace('_', ' ');
  }

  private static void add(Map<String, Integer> counts, String word) {
    counts.merge(word, 1, Integer::sum);
  }

  private static void put(Map<String, Integer> counts, String word, int count) {
    if (count > 0) {
      counts.put(word, count);
    }
  }

  private static String text(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> of(count.getValue(), count.getKey()))
        .collect(Collectors.joining(", "));
  }

  /// `1 seed`, `3 seeds`; a test is a data test.
  static String of(int count, String word) {
    String name = word.equals("test") ? "data test" : word;
    return count + " " + (count == 1 ? name : plural(name));
  }

  private static String plural(String word) {
    return switch (word) {
      case "analysis" -> "analyses";
      case "saved query" -> "saved queries";
      case "partial success" -> "partial successes";
      default -> word + "s";
    };
  }
}
