package dev.bailey.project.selection;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what a criterion names, without what comes along with it.
final class Criteria {
  private final Manifest manifest;
  private final String projectName;
  private final ParsedProject project;
  private final PreviousState state;
  private final Map<String, Selection> named;
  private final BiFunction<Selection, Remarks, Set<String>> whole;
  private final Set<String> packages;
  private final ThreadLocal<Set<String>> open = ThreadLocal.withInitial(LinkedHashSet::new);

  Criteria(
      ParsedProject project,
      PreviousState state,
      Map<String, Selection> named,
      BiFunction<Selection, Remarks, Set<String>> whole) {
    this.project = project;
    this.manifest = project.manifest();
    this.projectName = project.config().name();
    this.state = state;
    this.named = Map.copyOf(named);
    this.whole = whole;
    this.packages = project.packages().keySet();
  }

  Set<String> find(Selection.Criterion criterion, Remarks remarks) {
    String value = criterion.value();
    Glob glob = Glob.of(value);
    return switch (criterion.method()) {
      case FQN -> ids(all(), fqn(value));
      case TAG -> ids(all(), resource -> tags(resource).stream().anyMatch(glob::matches));
      case GROUP -> ids(all(), resource -> group(resource).filter(glob::matches).isPresent());
      case ACCESS -> ids(nodes(), node -> access(node, value));
      case SOURCE -> ids(manifest.sources().values().stream(), source(value));
      case EXPOSURE -> ids(manifest.exposures().values().stream(), scoped("exposure", value));
      case PATH -> ids(all(), path(value));
      case FILE -> ids(all(), resource -> file(resource, glob));
      case PACKAGE -> ids(all(), packaged(value));
      case CONFIG -> ids(all(), config(criterion));
      case TEST_NAME -> ids(all(), node -> testName(node, glob));
      case TEST_TYPE -> ids(all(), testType(value));
      case RESOURCE_TYPE -> ids(all(), resourceType(value));
      case VERSION -> ids(nodes(), version(value));
      case STATE -> state(criterion, remarks);
      case RESULT -> result(value);
      case SOURCE_STATUS -> sourceStatus(value);
      case SELECTOR -> selector(value, remarks);
      case METRIC -> semantic(ResourceType.METRIC, value);
      case SEMANTIC_MODEL -> semantic(ResourceType.SEMANTIC_MODEL, value);
      case SAVED_QUERY -> semantic(ResourceType.SAVED_QUERY, value);
      case UNIT_TEST -> ids(manifest.unitTests().values().stream(), scoped("unit_test", value));
    };
  }

  private Stream<Resource> nodes() {
    return manifest.nodes().values().stream()
        .filter(node -> node.config().enabled())
        .map(node -> node);
  }

  private Stream<Resource> all() {
    return Stream.<Stream<? extends Resource>>of(
            nodes(),
            manifest.sources().values().stream(),
            manifest.exposures().values().stream(),
            manifest.semantics().values().stream(),
            manifest.unitTests().values().stream())
        .flatMap(resources -> resources);
  }

  private Set<String> semantic(ResourceType type, String value) {
    return ids(manifest.semantics(type).values().stream(), scoped(type.word(), value));
  }

  private static Set<String> ids(
      Stream<? extends Resource> resources, Predicate<Resource> condition) {
    var ids = new LinkedHashSet<String>();
    resources.filter(condition).forEach(resource -> ids.add(resource.uniqueId()));
    return ids;
  }

  private Predicate<Resource> fqn(String value) {
    var name = new FqnPattern(value);
    return resource ->
        !(resource instanceof SourceDefinition)
            && name.matches(resource.fqn(), isVersioned(resource), packages);
  }

  private static boolean isVersioned(Resource resource) {
    return resource instanceof Node node && node.version().isPresent();
  }

  private static List<String> tags(Resource resource) {
    return switch (resource) {
      case Node node -> node.properties().tags();
      case SourceDefinition source -> source.properties().tags();
      case Exposure exposure -> exposure.config().tags();
      case SemanticDefinition semantic -> new NodeConfig(semantic.said()).tags();
      case UnitTest test -> test.config().tags();
      default -> List.of();
    };
  }

  private static Optional<String> group(Resource resource) {
    return resource instanceof Node node
        ? node.properties().group().or(() -> node.config().group())
        : Optional.empty();
  }

  private static boolean access(Resource resource, String value) {
    return resource instanceof Model model && model.access().word().equals(value);
  }

  private static Predicate<Resource> source(String value) {
    List<String> parts = List.of(value.split("\\.", -1));
    if (parts.size() > 3) {
      throw new SelectionException(
          ("Invalid source selector value \"%s\". Sources must be of the form `${source_name}`,"
                  + " `${source_name}.${target_name}`, or"
                  + " `${package_name}.${source_name}.${target_name}`")
              .formatted(value));
    }
    int n = parts.size();
    Glob owner = Glob.of(n == 3 ? parts.getFirst() : "*");
    Glob name = Glob.of(n == 1 ? parts.getFirst() : parts.get(n - 2));
    Glob table = Glob.of(n == 1 ? "*" : parts.getLast());
    return resource ->
        resource instanceof SourceDefinition source
            && owner.matches(source.packageName())
            && name.matches(source.source().name())
            && table.matches(source.name());
  }

  /// `name` or `package.name`.
  private static Predicate<Resource> scoped(String kind, String value) {
    List<String> parts = List.of(value.split("\\.", -1));
    if (parts.size() > 2) {
      throw new SelectionException(
          ("Invalid %s selector value \"%s\". It must be of the form ${%s_name} or"
                  + " ${package_name}.${%s_name}")
              .formatted(kind, value, kind, kind));
    }
    Glob owner = Glob.of(parts.size() == 2 ? parts.getFirst() : "*");
    Glob name = Glob.of(parts.getLast());
    return resource -> owner.matches(resource.packageName()) && name.matches(resource.name());
  }

  private Predicate<Resource> path(String value) {
    Glob glob = Glob.ofPath(value);
    return resource ->
        isBelow(resource, resource.originalFilePath(), glob)
            || patchPath(resource).filter(path -> isBelow(resource, path, glob)).isPresent();
  }

  private static Optional<String> patchPath(Resource resource) {
    Optional<String> patch =
        switch (resource) {
          case Node node -> node.properties().patchPath();
          case SourceDefinition source -> source.properties().patchPath();
          default -> Optional.empty();
        };
    return patch.map(path -> path.substring(path.indexOf("://") + 3));
  }

  /// dbt looks for the glob among the files and folders of the root project, and packages may have
  /// the same folders.
  private boolean isBelow(Resource resource, String path, Glob glob) {
    boolean isOurs = resource.packageName().equals(projectName);
    int start = isOurs ? path.length() : path.lastIndexOf('/');
    for (int end = start; end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (glob.matches(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean file(Resource resource, Glob glob) {
    String path = resource.originalFilePath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return glob.matches(name) || (dot > 0 && glob.matches(name.substring(0, dot)));
  }

  private Predicate<Resource> packaged(String value) {
    Glob glob = Glob.of(value.equals("this") ? projectName : value);
    return resource -> glob.matches(resource.packageName());
  }

  private static Predicate<Resource> config(Selection.Criterion criterion) {
    var wanted = new ConfigValue(criterion.value());
    return resource ->
        configOf(resource)
            .filter(config -> wanted.isAt(config.values(), criterion.arguments()))
            .isPresent();
  }

  private static Optional<NodeConfig> configOf(Resource resource) {
    return switch (resource) {
      case Node node -> Optional.of(node.config());
      case SourceDefinition source -> Optional.of(source.config());
      default -> Optional.empty();
    };
  }

  private static Predicate<Resource> resourceType(String value) {
    ResourceType type =
        ResourceType.named(value)
            .orElseThrow(() ->
                new SelectionException("Invalid resource_type selector \"%s\"".formatted(value)));
    return resource -> resource.type() == type;
  }

  private static boolean testName(Resource resource, Glob glob) {
    return switch (resource) {
      case GenericTest test -> glob.matches(test.metadata().name());
      case UnitTest test -> glob.matches(test.name());
      default -> false;
    };
  }

  private static Predicate<Resource> testType(String value) {
    return switch (value) {
      case "generic", "schema" -> GenericTest.class::isInstance;
      case "singular" -> SingularTest.class::isInstance;
      case "data" ->
          resource -> resource instanceof GenericTest || resource instanceof SingularTest;
      case "unit" -> UnitTest.class::isInstance;
      default ->
          throw new SelectionException(
              ("Invalid test type selector %s: expected \"generic\", \"singular\", \"unit\","
                      + " or \"data\"")
                  .formatted(value));
    };
  }

  private static Predicate<Resource> version(String value) {
    return switch (value) {
      case "latest" -> models(model -> model.versions().isLatest());
      case "prerelease" -> models(model -> Versioned.compareToLatest(model) > 0);
      case "old" -> models(model -> Versioned.compareToLatest(model) < 0);
      case "none" -> models(model -> model.versions().version().isEmpty());
      default ->
          throw new SelectionException(
              ("Invalid version type selector %s: expected one of: \"latest\", \"prerelease\","
                      + " \"old\", or \"none\"")
                  .formatted(value));
    };
  }

  private static Predicate<Resource> models(Predicate<Model> condition) {
    return resource -> resource instanceof Model model && condition.test(model);
  }

  private Set<String> state(Selection.Criterion criterion, Remarks remarks) {
    StateManifest previous =
        state
            .manifest()
            .orElseThrow(() ->
                new SelectionException("Got a state selector method, but no comparison manifest"));
    String kind = String.join(".", prepend(criterion.value(), criterion.arguments()));
    return new StateComparison(project, previous, remarks).find(kind, all());
  }

  private static List<String> prepend(String value, List<String> arguments) {
    return Stream.concat(arguments.stream(), Stream.of(value)).toList();
  }

  private Set<String> result(String status) {
    Map<String, String> results =
        state
            .results()
            .orElseThrow(
                () -> new SelectionException("Internal Error", "No comparison run_results"));
    return ids(all(), resource -> status.equals(results.get(resource.uniqueId())));
  }

  private Set<String> sourceStatus(String status) {
    Map<String, Instant> then = state.loaded().orElseThrow(() -> noFreshness("previous"));
    Map<String, Instant> now = state.loadedNow().orElseThrow(() -> noFreshness("current"));
    return ids(
        manifest.sources().values().stream(),
        source ->
            status.equals("fresher")
                && isLater(now.get(source.uniqueId()), then.get(source.uniqueId())));
  }

  private static boolean isLater(@Nullable Instant now, @Nullable Instant then) {
    return now != null && (then == null || now.isAfter(then));
  }

  private static SelectionException noFreshness(String which) {
    return new SelectionException(
        "Internal Error",
        "No %s state comparison freshness results in sources.json".formatted(which));
  }

  private Set<String> selector(String name, Remarks remarks) {
    Selection selection = named.get(name);
    if (selection == null) {
      throw new SelectionException(
          "Could not find selector named %s, expected one of %s"
              .formatted(name, List.copyOf(new java.util.TreeSet<>(named.keySet()))));
    }
    if (!open.get().add(name)) {
      throw new SelectionException("Selector '%s' refers to itself".formatted(name));
    }
    try {
      return whole.apply(selection, remarks);
    } finally {
      open.get().remove(name);
    }
  }

  /// Compares versions as dbt does: numbers as numbers, all else as text.
  private static final class Versioned {
    static int compareToLatest(Model model) {
      Optional<Data> version = model.versions().version();
      Optional<Data> latest = model.versions().latest();
      return version.isEmpty() || latest.isEmpty() ? 0 : compare(version.get(), latest.get());
    }

    private static int compare(Data a, Data b) {
      Optional<Double> left = number(a);
      Optional<Double> right = number(b);
      return left.isPresent() && right.isPresent()
          ? Double.compare(left.get(), right.get())
          : text(a).compareTo(text(b));
    }

    private static Optional<Double> number(Data data) {
      try {
        return Optional.of(Double.parseDouble(text(data)));
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }

    private static String text(Data data) {
      return switch (data) {
        case Data.Text(String value) -> value;
        case Data.Whole(var value) -> value.toString();
        case Data.Real(double value) -> String.valueOf(value);
        default -> data.toString();
      };
    }
  }
}
