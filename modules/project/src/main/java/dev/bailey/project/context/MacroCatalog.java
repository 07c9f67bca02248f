package dev.bailey.project.context;

import dev.bailey.jinja.Macro;
import dev.bailey.jinja.Template;
import dev.bailey.project.Dialect;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.source.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All macros of a project, and where a name leads. Immutable, and shared by threads.
///
/// A plain name means the macro of the package whose resource is being rendered, else the root
/// project's, else a built-in one. Other packages' macros need their package's name and a dot.
public final class MacroCatalog {
  /// The package of built-in macros as templates name it, those of the adapter included.
  public static final String BUILTIN = "dbt";

  private final Dialect dialect;
  private final String root;
  private final Map<String, Map<String, Entry>> packages;
  private final Map<String, Map<String, Entry>> builtins;
  private final Map<String, Entry> global;
  private final Map<String, Entry> anywhere;
  private final Map<String, List<String>> searchOrders = new HashMap<>();

  /// A macro, and its compiled form when it is needed. Shared by threads.
  public static final class Entry {
    private final MacroDefinition definition;
    private volatile @Nullable Macro compiled;

    /// A macro that has been compiled.
    public Entry(MacroDefinition definition, Macro compiled) {
      this.definition = definition;
      this.compiled = compiled;
    }

    /// A macro that is known to compile, and is compiled when it is first used.
    public Entry(MacroDefinition definition) {
      this.definition = definition;
    }

    public MacroDefinition definition() {
      return definition;
    }

    public String uniqueId() {
      return definition.uniqueId();
    }

    /// The compiled form; two threads at once would only do the same work twice.
    public Macro compiled() {
      Macro known = compiled;
      if (known == null) {
        known =
            switch (Templates.SQL.compile(definition.source())) {
              case Outcome.Ok<Template>(Template template, _) -> template.macros().getFirst();
              case Outcome.Failed<Template>(var problems) ->
                  throw new IllegalStateException(
                      uniqueId() + " compiled before: " + problems.getFirst().message());
            };
        compiled = known;
      }
      return known;
    }
  }

  /// @param packages macros by package and name, without the built-in ones
  /// @param builtins the same for the packages of built-in macros, the most general first
  public MacroCatalog(
      Dialect dialect,
      ProjectConfig root,
      Map<String, Map<String, Entry>> packages,
      Map<String, Map<String, Entry>> builtins) {
    this.dialect = dialect;
    this.root = root.name();
    this.packages = new LinkedHashMap<>(packages);
    this.builtins = new LinkedHashMap<>(builtins);
    this.global = new HashMap<>();
    builtins.values().forEach(global::putAll);
    this.anywhere = new HashMap<>(global);
    packages.values().forEach(anywhere::putAll);
    anywhere.putAll(packages.getOrDefault(this.root, Map.of()));
    root.dispatch().forEach(d -> searchOrders.put(d.macroNamespace(), d.searchOrder()));
  }

  public Dialect dialect() {
    return dialect;
  }

  /// What a plain name means in a resource of `packageName`.
  public Optional<Entry> find(String packageName, String name) {
    Making.asks(Making.macroName(name));
    return in(packages, packageName, name)
        .or(() -> in(packages, root, name))
        .or(() -> Optional.ofNullable(global.get(name)));
  }

  /// What a plain name means where no package counts more than another: the root project's macro,
  /// else that of any package, else a built-in one.
  public Optional<Entry> anywhere(String name) {
    Making.asks(Making.macroName(name));
    return Optional.ofNullable(anywhere.get(name));
  }

  /// What dbt takes a name for that stands in the text of a macro, or in a properties file as that
  /// of a test: a macro of `packageName`, whether that is a package or not, else one of any.
  public Optional<Entry> named(String packageName, String name) {
    Making.asks(Making.macroName(name));
    return in(packages, packageName, name)
        .or(() -> in(builtins, packageName, name))
        .or(() -> anywhere(name));
  }

  /// What `namespace.name` means.
  public Optional<Entry> member(String namespace, String name) {
    Making.asks(Making.macroName(name));
    return namespace.equals(BUILTIN)
        ? Optional.ofNullable(global.get(name))
        : in(packages, namespace, name).or(() -> in(builtins, namespace, name));
  }

  /// Whether a plain name is that of a package, so that it can be followed by a dot.
  public boolean isNamespace(String name) {
    return name.equals(BUILTIN) || packages.containsKey(name) || builtins.containsKey(name);
  }

  /// The names of the macros in one namespace.
  public Collection<String> names(String namespace) {
    Making.asks(Making.anyMacro());
    return namespace.equals(BUILTIN)
        ? global.keySet()
        : packages.getOrDefault(namespace, Map.of()).keySet();
  }

  /// What `adapter.dispatch(name, namespace)` finds.
  ///
  /// @param unqualified where names lead when there is no such namespace
  public Optional<Entry> dispatch(
      String name, Optional<String> namespace, Function<String, Optional<Entry>> unqualified) {
    Optional<List<String>> places = namespace.flatMap(this::searchOrder);
    return places.isEmpty()
        ? prefixes().flatMap(p -> unqualified.apply(p + name).stream()).findFirst()
        : places.get().stream()
            .flatMap(place -> prefixes().flatMap(p -> member(place, p + name).stream()))
            .findFirst();
  }

  /// The packages that `dispatch` looks into for a namespace, in order; empty when it is no
  /// package, for dbt then looks wherever it does without a namespace.
  public Optional<List<String>> searchOrder(String namespace) {
    return Optional.ofNullable(searchOrders.get(namespace))
        .or(() ->
            isNamespace(namespace) ? Optional.of(List.of(root, namespace)) : Optional.empty());
  }

  /// What `dispatch` puts before a name, in order, each with its two underscores.
  public Stream<String> prefixes() {
    return Stream.concat(adapterTypes(), Stream.of("default")).map(type -> type + "__");
  }

  private Stream<String> adapterTypes() {
    return Stream.concat(Stream.of(dialect.type()), dialect.parents().stream());
  }

  /// The materialization of that name: the one for the nearest adapter, and of these the root
  /// project's before those of packages before the built-in one. A package may not replace a
  /// built-in materialization on its own.
  public Optional<Entry> materialization(String name) {
    boolean isBuiltin =
        Stream.concat(adapterTypes(), Stream.of("default"))
            .anyMatch(type -> global.containsKey(materializationName(name, type)));
    return Stream.concat(adapterTypes(), Stream.of("default"))
        .map(type -> materializationName(name, type))
        .flatMap(macro -> candidates(macro, isBuiltin).stream())
        .findFirst();
  }

  private static String materializationName(String name, String type) {
    return "materialization_" + name + "_" + type;
  }

  private List<Entry> candidates(String macro, boolean isBuiltin) {
    var found = new ArrayList<Entry>();
    in(packages, root, macro).ifPresent(found::add);
    if (!isBuiltin) {
      packages.keySet().stream()
          .filter(name -> !name.equals(root))
          .forEach(name -> in(packages, name, macro).ifPresent(found::add));
    }
    Optional.ofNullable(global.get(macro)).ifPresent(found::add);
    return found;
  }

  /// Which `generate_schema_name`, `generate_alias_name` or `generate_database_name` names the
  /// relations of a package.
  public Optional<Entry> generator(String packageName, String name) {
    return find(packageName, name);
  }

  /// Every macro, built-in ones last.
  public Stream<Entry> all() {
    Making.asks(Making.anyMacro());
    return Stream.of(packages, builtins)
        .flatMap(map -> map.values().stream())
        .flatMap(map -> map.values().stream());
  }

  private static Optional<Entry> in(
      Map<String, Map<String, Entry>> packages, String packageName, String name) {
    return Optional.ofNullable(packages.getOrDefault(packageName, Map.of()).get(name));
  }
}
