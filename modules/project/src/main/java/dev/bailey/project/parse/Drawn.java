package dev.bailey.project.parse;

import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SourceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the edges of a parse's nodes were drawn between, for the next parse: where what a name may
/// lead to is the same, a node that is the same keeps its edges.
///
/// @param nodes before their edges were known, by unique id
/// @param disabled what was disabled when the edges were drawn
/// @param noted the nodes of which something was told meanwhile, which is to be told again
record Drawn(
    Map<String, Node> nodes,
    Map<String, SourceDefinition> sources,
    Map<String, List<Resource>> disabled,
    Set<String> noted) {
  Drawn {
    var copy = new HashMap<String, List<Resource>>();
    disabled.forEach((id, all) -> copy.put(id, List.copyOf(all)));
    disabled = copy;
  }

  /// The nodes whose edges may be others than in `other`.
  Set<String> changedSince(Drawn other) {
    return leadsAlike(other)
        ? nodes.keySet().stream().filter(id -> !isSame(id, other)).collect(Collectors.toSet())
        : nodes.keySet();
  }

  /// Whether every name leads where it led in `other`.
  private boolean leadsAlike(Drawn other) {
    return List.copyOf(nodes.keySet()).equals(List.copyOf(other.nodes.keySet()))
        && sources.equals(other.sources)
        && disabled.equals(other.disabled)
        && nodes.entrySet().stream()
            .allMatch(entry -> isAlike(entry.getValue(), other.nodes.get(entry.getKey())));
  }

  /// Whether the two are found under the same names by the same resources.
  private static boolean isAlike(Node one, @Nullable Node other) {
    return one.equals(other)
        || (other != null
            && one.getClass() == other.getClass()
            && one.identity().equals(other.identity())
            && one.version().equals(other.version())
            && one.properties().group().equals(other.properties().group())
            && !(one instanceof Model model && !isAlike(model, (Model) other)));
  }

  private static boolean isAlike(Model one, Model other) {
    return one.access() == other.access() && one.versions().equals(other.versions());
  }

  /// Whether a node's edges in `other`, which leads alike, are its own.
  private boolean isSame(String id, Drawn other) {
    return Objects.equals(nodes.get(id), other.nodes.get(id)) && !other.noted.contains(id);
  }
}
