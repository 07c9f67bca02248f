package dev.bailey.project.parse;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.manifest.UserFunction;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what `ref`, `source` and `function` mean. Immutable, and shared by threads.
public final class Lookup {
  private final String root;
  private final Map<String, List<Node>> nodes = new HashMap<>();
  private final Map<String, List<Node>> functions = new HashMap<>();
  private final Map<SourceRef, List<SourceDefinition>> sources = new HashMap<>();

  /// @param root the name of the root project
  public Lookup(
      String root, Collection<? extends Resource> nodes, Collection<SourceDefinition> sources) {
    this.root = root;
    for (Resource resource : nodes) {
      if (resource instanceof Node node && node.type().isRefable()) {
        this.nodes.computeIfAbsent(node.name(), _ -> new ArrayList<>()).add(node);
      } else if (resource instanceof UserFunction function) {
        functions.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function);
      }
    }
    sources.forEach(source ->
        this.sources
            .computeIfAbsent(
                new SourceRef(source.source().name(), source.name()), _ -> new ArrayList<>())
            .add(source));
  }

  /// The name of the root project.
  String root() {
    return root;
  }

  /// What a `ref` in a resource of `packageName` means: the named package, else the root project,
  /// the resource's own package, any other.
  public Optional<Node> ref(Ref ref, String packageName) {
    return pick(nodes.getOrDefault(ref.name(), List.of()), ref, packageName);
  }

  /// What `function` in a resource of `packageName` means, found as `ref` finds models.
  ///
  /// @param name one name, or a package and a name
  public Optional<Node> function(List<String> name, String packageName) {
    Optional<String> wanted = name.size() > 1 ? Optional.of(name.getFirst()) : Optional.empty();
    return pick(
        functions.getOrDefault(name.getLast(), List.of()),
        new Ref(name.getLast(), wanted, Optional.empty()),
        packageName);
  }

  private Optional<Node> pick(List<Node> named, Ref ref, String packageName) {
    if (ref.packageName().isPresent()) {
      return pick(named, ref, ref.packageName());
    }
    return pick(named, ref, Optional.of(root))
        .or(() -> pick(named, ref, Optional.of(packageName)))
        .or(() -> pick(named, ref, Optional.empty()));
  }

  private static Optional<Node> pick(List<Node> named, Ref ref, Optional<String> packageName) {
    return named.stream()
        .filter(node -> packageName.isEmpty() || node.packageName().equals(packageName.get()))
        .filter(node -> isVersion(node, ref.version()))
        .findFirst();
  }

  /// A `ref` without a version means the latest one.
  private static boolean isVersion(Node node, Optional<Data> version) {
    Optional<Data> own = node.version();
    if (version.isPresent()) {
      return own.isPresent() && PythonText.str(own.get()).equals(PythonText.str(version.get()));
    }
    return !(node instanceof Model model) || own.isEmpty() || model.versions().isLatest();
  }

  /// What a `source` in a resource of `packageName` means.
  public Optional<SourceDefinition> source(SourceRef ref, String packageName) {
    List<SourceDefinition> named = sources.getOrDefault(ref, List.of());
    return in(named, root).or(() -> in(named, packageName)).or(() -> named.stream().findFirst());
  }

  private static Optional<SourceDefinition> in(List<SourceDefinition> named, String packageName) {
    return named.stream().filter(s -> s.packageName().equals(packageName)).findFirst();
  }

  /// The name that was probably meant by a `ref` that leads nowhere.
  public Optional<String> near(Ref ref) {
    return Spelling.nearest(ref.name(), nodes.keySet());
  }

  /// The function that was probably meant.
  public Optional<String> nearFunction(List<String> name) {
    return Spelling.nearest(name.getLast(), functions.keySet());
  }

  /// The source that was probably meant, as `source.table`.
  public Optional<String> near(SourceRef ref) {
    return Spelling.nearest(
        ref.source() + "." + ref.table(),
        sources.keySet().stream().map(s -> s.source() + "." + s.table()).toList());
  }
}
