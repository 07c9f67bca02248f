package dev.bailey.project.parse;

import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Turns the refs, sources and functions of resources into edges of the graph.
final class Resolver {
  private final Lookup enabled;
  private final Lookup disabled;
  private final Map<String, ProjectConfig> packages;
  private final Problems problems;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  Resolver(
      Lookup enabled, Lookup disabled, Map<String, ProjectConfig> packages, Problems problems) {
    this.enabled = enabled;
    this.disabled = disabled;
    this.packages = packages;
    this.problems = problems;
  }

  /// The nodes of which something was told.
  Set<String> noted() {
    return noted;
  }

  /// The node with its edges. A test of what does not exist or is disabled is switched off, yet dbt
  /// keeps it among the nodes.
  Node resolve(Node node) {
    var edges = new Edges(node, node.code()::source, node.properties().group());
    Set<String> found = edges.of(node.links());
    NodeParts linked = node.parts().with(linked(node.links(), found));
    return node.with(edges.leadNowhere ? linked.with(switchedOff(linked.config())) : linked);
  }

  private static NodeConfig switchedOff(NodeConfig config) {
    return new NodeConfig(config.values().with("enabled", Data.of(false)));
  }

  /// @param at where it is named
  Exposure resolve(Exposure exposure, Supplier<Span> at) {
    var edges = new Edges(exposure, at, Optional.empty());
    Links links = linked(exposure.links(), edges.of(exposure.links()));
    return new Exposure(
        exposure.identity(),
        exposure.exposureType(),
        exposure.owner(),
        exposure.description(),
        exposure.label(),
        exposure.maturity(),
        exposure.url(),
        exposure.config(),
        exposure.unrenderedConfig(),
        links);
  }

  private static Links linked(Links links, Set<String> nodes) {
    return links.with(new DependsOn(links.dependsOn().macros(), List.copyOf(nodes)));
  }

  /// The edges of one resource.
  private final class Edges {
    private final Resource from;
    private final Supplier<Span> at;
    private final Optional<String> group;
    private boolean leadNowhere;

    Edges(Resource from, Supplier<Span> at, Optional<String> group) {
      this.from = from;
      this.at = at;
      this.group = group;
    }

    Set<String> of(Links links) {
      var ids = new LinkedHashSet<String>();
      links.sources().forEach(source -> source(source).ifPresent(s -> ids.add(s.uniqueId())));
      links.refs().forEach(ref -> ref(ref).ifPresent(n -> ids.add(n.uniqueId())));
      links.functions().forEach(name -> function(name).ifPresent(n -> ids.add(n.uniqueId())));
      return ids;
    }

    private Optional<SourceDefinition> source(SourceRef ref) {
      Optional<SourceDefinition> found = enabled.source(ref, from.packageName());
      if (found.isEmpty()) {
        boolean isDisabled = disabled.source(ref, from.packageName()).isPresent();
        missing(
            place(ref.table()),
            "source named '%s.%s'".formatted(ref.source(), ref.table()),
            isDisabled,
            enabled.near(ref));
        if (isDisabled && from.type() == ResourceType.TEST) {
          problems.warning(
              "disabled-test-target",
              place(ref.table()),
              "The test '%s' is switched off with the source '%s.%s'."
                  .formatted(from.uniqueId(), ref.source(), ref.table()));
        }
      }
      return found;
    }

    private Optional<Node> ref(Ref ref) {
      Optional<Node> found = enabled.ref(ref, from.packageName());
      if (found.isEmpty()) {
        boolean isDisabled = disabled.ref(ref, from.packageName()).isPresent();
        String wanted =
            "node named '%s'%s%s"
                .formatted(
                    ref.name(),
                    ref.version().map(v -> " with version '" + PythonText.str(v) + "'").orElse(""),
                    ref.packageName().map(p -> " in package or project '" + p + "'").orElse(""));
        missing(place(ref.name()), wanted, isDisabled, enabled.near(ref));
      }
      found.ifPresent(this::checkAccess);
      found.ifPresent(node -> checkDirection(ref, node));
      return found;
    }

    /// A package that leans on the project which installs it may close a cycle.
    private void checkDirection(Ref ref, Node to) {
      String root = enabled.root();
      if (to.packageName().equals(root)
          && !from.packageName().equals(root)
          && !ref.packageName().equals(Optional.of(root))) {
        noted.add(from.uniqueId());
        problems.warning(
            "package-depends-on-root",
            place(ref.name()),
            ("The node '%s' in package '%s' depends on the root project node '%s'. This may lead to"
                    + " unexpected cycles downstream. Name the package in the `ref`.")
                .formatted(from.name(), from.packageName(), to.uniqueId()));
      }
    }

    private Optional<Node> function(List<String> name) {
      Optional<Node> found = enabled.function(name, from.packageName());
      if (found.isEmpty()) {
        missing(
            place(name.getLast()),
            "function named '%s'".formatted(String.join(".", name)),
            disabled.function(name, from.packageName()).isPresent(),
            enabled.nearFunction(name));
      }
      return found;
    }

    /// Where the resource first names something; its own place when the name is put together.
    private Span place(String name) {
      Span whole = at.get();
      for (String quoted : List.of("'" + name + "'", '"' + name + '"')) {
        int start = whole.file().text().indexOf(quoted, whole.start());
        if (start >= 0) {
          return new Span(whole.file(), start, start + quoted.length());
        }
      }
      return whole;
    }

    /// dbt stops for everything but tests, which it warns of.
    private void missing(Span place, String wanted, boolean isDisabled, Optional<String> near) {
      noted.add(from.uniqueId());
      String message =
          "%s '%s' (%s) depends on a %s which %s.%s"
              .formatted(
                  capital(from.type().word()),
                  from.uniqueId(),
                  from.originalFilePath(),
                  wanted,
                  isDisabled ? "is disabled" : "was not found",
                  isDisabled
                      ? " Enable it, or disable what depends on it."
                      : near.map(n -> " Did you mean '" + n + "'?").orElse(""));
      if (from.type() == ResourceType.TEST) {
        leadNowhere = true;
        if (!isDisabled) {
          problems.warning("missing-ref", place, message);
        }
      } else {
        problems.error("missing-ref", place, message);
      }
    }

    private void checkAccess(Node to) {
      if (!(to instanceof Model model)) {
        return;
      }
      Optional<String> owner = to.properties().group();
      switch (model.access()) {
        case PRIVATE -> {
          if (owner.isEmpty() || !owner.equals(group) || isRestricted(to)) {
            refuse(to, "private to the '%s' group".formatted(owner.orElse("")));
          }
        }
        case PROTECTED -> {
          if (isRestricted(to)) {
            refuse(to, "protected to its own project");
          }
        }
        case PUBLIC -> {}
      }
    }

    private boolean isRestricted(Node to) {
      ProjectConfig config = packages.get(to.packageName());
      return !to.packageName().equals(from.packageName())
          && config != null
          && config.restrictAccess();
    }

    private void refuse(Node to, String why) {
      problems.error(
          "access",
          at.get(),
          ("Node %s attempted to reference node %s, which is not allowed because the referenced"
                  + " node is %s.")
              .formatted(from.uniqueId(), to.uniqueId(), why));
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
