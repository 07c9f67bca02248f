package dev.bailey.project.parse;

import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.Derived;
import dev.bailey.project.Dialect;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.EnvironmentVariables;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.RelationNaming;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Voice;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Doc;
import dev.bailey.project.manifest.Docs;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.selection.SelectorsData;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Parses a project: reads every file, asks every template what it needs, and puts the manifest
/// together. One parser parses once; its steps use all cores.
public final class Parser {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);

  private final Packages packages;
  private final ParseOptions options;
  private final Scope scope;
  private final EnvironmentVariables environment;
  private final Map<String, ProjectConfig> configs;
  private final Problems problems = new Problems();
  private final Configs resourceConfigs;
  private final Captures captures;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Resource>> disabled = new LinkedHashMap<>();
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  private Parser(
      Packages packages, ParseOptions options, EnvironmentVariables environment, Scope scope) {
    this.packages = packages;
    this.options = options;
    this.environment = environment;
    this.scope = scope;
    this.configs = packages.configs();
    this.resourceConfigs = new Configs(packages.root().config(), configs);
    this.captures = new Captures(scope, resourceConfigs, problems);
  }

  /// The project of `packages`.
  ///
  /// @param builtins the built-in macros by package, the most general first
  static Outcome<ParsedProject> parse(
      Packages packages,
      Map<String, Map<String, MacroCatalog.Entry>> builtins,
      Dialect dialect,
      ParseOptions options,
      EnvironmentVariables environment,
      String rootPath) {
    var problems = new Problems();
    var macros = new LinkedHashMap<String, Map<String, MacroCatalog.Entry>>();
    packages.own().forEach(p -> macros.put(p.name(), MacroFiles.read(p, problems)));
    ProjectConfig root = packages.root().config();
    var catalog = new MacroCatalog(dialect, root, macros, builtins);
    var scope = new Scope(root, packages.configs(), options, catalog, environment);
    var parser = new Parser(packages, options, environment, scope);
    parser.problems.addAll(problems.sorted());
    return parser.parse(rootPath);
  }

  private Outcome<ParsedProject> parse(String rootPath) {
    List<PropertiesFile> properties = properties();
    List<Doc> docs = docs();
    var descriptions =
        new Descriptions(
            scope, packages.own().stream().map(PackageFiles::name).toList(), docs, problems);
    var naming = new RelationNaming(scope, new Quiet());
    var factory =
        new NodeFactory(captures, resourceConfigs, naming, descriptions, problems, rootPath);
    var patches = new Patches(properties, scope, problems);
    List<Described> described = describe(patches, factory);
    var sources = new SourceFactory(scope, resourceConfigs, naming, descriptions, problems);
    List<SourceFactory.Table> tables =
        patches.section("sources").parallelStream()
            .flatMap(patch -> sources.tables(patch).stream())
            .toList();
    var tests = new TestFactory(scope, resourceConfigs, factory, captures, descriptions, problems);
    List<GenericTest> generic =
        Stream.concat(
                tested(patches, described).parallelStream().flatMap(t -> nodeTests(t, tests)),
                tables.parallelStream().flatMap(t -> tableTests(t, tests)))
            .toList();
    Map<String, SourceDefinition> enabledSources = sources(tables);
    described.forEach(d -> keep(d.node(), nodes));
    generic.forEach(test -> keep(test, nodes));
    return finish(patches, descriptions, naming, docs, enabledSources, tests);
  }

  private Outcome<ParsedProject> finish(
      Patches patches,
      Descriptions descriptions,
      RelationNaming naming,
      List<Doc> docs,
      Map<String, SourceDefinition> sources,
      TestFactory tests) {
    var exposures = new ExposureFactory(resourceConfigs, descriptions, problems);
    var lookup = new Lookup(packages.root().name(), nodes.values(), sources.values());
    var resolver = new Resolver(lookup, disabledLookup(), configs, problems);
    Map<String, Node> linked = link(resolver);
    new MicrobatchModels(problems).check(linked, sources);
    new PrimaryKeys(linked).fill();
    Map<String, Exposure> shown = exposures(patches, exposures, resolver);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Patch patch : patches.section("groups")) {
      add(exposures.group(patch), groups, patch.at());
    }
    checkGroups(linked, groups);
    var linkedLookup = new Lookup(packages.root().name(), linked.values(), sources.values());
    Map<String, SemanticDefinition> semantics =
        semantics(
            patches,
            new SemanticFactory(resourceConfigs, descriptions, naming, problems),
            linkedLookup);
    Map<String, UnitTest> unitTests = unitTests(patches, linked, linkedLookup, descriptions);
    Map<String, MacroDefinition> macros = macros(patches, descriptions);
    patches.reportUnused();
    checkRelations(linked);
    var manifest =
        new Manifest(
            linked,
            sources,
            shown,
            macros,
            byId(docs),
            groups,
            semantics,
            unitTests,
            disabled,
            selectors(),
            options.startedAt());
    if (problems.haveErrors()) {
      return new Outcome.Failed<>(problems.sorted());
    }
    tests.templates().forEach(templates::putIfAbsent);
    return new Outcome.Ok<>(
        new ParsedProject(
            packages.root().config(),
            configs,
            scope,
            manifest,
            new Derived(manifest),
            linkedLookup,
            templates,
            environment.read(),
            problems.sorted()),
        problems.sorted());
  }

  /// What is wrong with them is told when they are used.
  private Data.Dict selectors() {
    return packages
        .root()
        .read("selectors.yml", problems)
        .map(file -> YAML.read(file))
        .filter(Outcome.Ok.class::isInstance)
        .map(read -> SelectorsData.of(YamlData.of(((Outcome.Ok<YamlNode>) read).value())))
        .orElse(Data.noEntries());
  }

  private List<PropertiesFile> properties() {
    return packages.own().stream()
        .flatMap(p -> p.properties().stream().map(found -> Map.entry(p, found)))
        .toList()
        .parallelStream()
        .flatMap(e -> PropertiesFile.read(e.getKey(), e.getValue(), problems).stream())
        .toList();
  }

  private List<Doc> docs() {
    return Stream.concat(packages.own().stream(), packages.builtins().stream())
        .flatMap(p -> DocFiles.read(p, problems).stream())
        .toList();
  }

  /// A node with the patch that described it.
  private record Described(Node node, Optional<VersionedPatch> patch) {}

  private List<Described> describe(Patches patches, NodeFactory factory) {
    List<Draft> drafts =
        packages.own().stream()
            .flatMap(p -> new Drafts(p, captures, problems).read().stream())
            .toList();
    Stream<Draft> all = Stream.concat(drafts.stream(), patches.snapshotDrafts(captures));
    List<Work> work = all.map(draft -> new Work(draft, patches.of(draft))).toList();
    return work.parallelStream()
        .map(w -> {
          Node node = factory.node(w.draft(), w.patch());
          w.draft().template().ifPresent(t -> templates.put(node.uniqueId(), t));
          return new Described(node, w.patch());
        })
        .toList();
  }

  /// What properties files say, with the node of which they say it. dbt makes the tests of a node
  /// that does not exist, too, and switches them off.
  private record Tested(VersionedPatch patch, Optional<Node> node) {}

  private static List<Tested> tested(Patches patches, List<Described> described) {
    var tested = new ArrayList<Tested>();
    Map<Patches.Named, Node> nodes = new HashMap<>();
    for (Described one : described) {
      Node node = one.node();
      if (node.type() != ResourceType.ANALYSIS && node.type() != ResourceType.TEST) {
        one.patch().ifPresent(patch -> tested.add(new Tested(patch, Optional.of(node))));
      }
      boolean isRefable =
          node.type() == ResourceType.MODEL
              || node.type() == ResourceType.SEED
              || node.type() == ResourceType.SNAPSHOT;
      if (isRefable && node.config().enabled()) {
        nodes.put(new Patches.Named(node.packageName(), node.name()), node);
      }
    }
    patches.unplaced(nodes).forEach(one -> tested.add(new Tested(one.patch(), one.node())));
    return tested;
  }

  private record Work(Draft draft, Optional<VersionedPatch> patch) {}

  private static Stream<GenericTest> nodeTests(Tested tested, TestFactory tests) {
    VersionedPatch patch = tested.patch();
    return tests
        .tests(
            patch.patch().file(),
            subject(tested),
            patch.tests(),
            patch.writtenColumns(),
            patch.patch().at())
        .stream();
  }

  private static TestFactory.Subject subject(Tested tested) {
    Patch patch = tested.patch().patch();
    String name = tested.node().map(Node::name).orElse(patch.name());
    Optional<Data> version =
        tested
            .node()
            .map(Node::version)
            .orElseGet(() -> tested.patch().version().map(VersionedPatch.Version::number));
    String suffix = version.map(v -> "_v" + PythonText.str(v)).orElse("");
    String expression =
        "ref('%s'%s)"
            .formatted(name, version.map(v -> ", version='" + PythonText.str(v) + "'").orElse(""));
    return new TestFactory.Subject(
        name + suffix,
        expression,
        Optional.of(new dev.bailey.project.manifest.Ref(name, Optional.empty(), version)),
        Optional.empty(),
        tested.node().map(Node::uniqueId),
        tested.node().flatMap(node -> node.properties().group()),
        patch.section() + "." + name,
        List.of());
  }

  private static Stream<GenericTest> tableTests(SourceFactory.Table table, TestFactory tests) {
    Optional<Data.Items> own = VersionedPatch.ownTests(table.written());
    return tests
        .tests(
            table.patch().file(),
            table.subject(),
            own.orElse(Data.noItems()),
            Patch.dicts(table.written(), "columns"),
            table.patch().at())
        .stream();
  }

  private Map<String, SourceDefinition> sources(List<SourceFactory.Table> tables) {
    var enabled = new LinkedHashMap<String, SourceDefinition>();
    for (SourceFactory.Table table : tables) {
      SourceDefinition source = table.source();
      if (source.config().enabled()) {
        add(source, enabled, table.patch().at());
      } else {
        disable(source);
      }
    }
    return enabled;
  }

  private void keep(Node node, Map<String, Node> enabled) {
    if (!node.config().enabled()) {
      disable(node);
      return;
    }
    Node first = enabled.putIfAbsent(node.uniqueId(), node);
    if (first != null && !isSameTest(first, node)) {
      problems.error(
          "duplicate-resource",
          node.code().source(),
          ("dbt found two %ss with the name \"%s\": %s and %s. Since ref(\"%s\") could mean either,"
                  + " rename one of them.")
              .formatted(
                  node.type().word(),
                  node.name(),
                  first.originalFilePath(),
                  node.originalFilePath(),
                  node.name()));
    }
  }

  /// The same test asked for twice in one file is one test.
  private static boolean isSameTest(Node first, Node second) {
    return first instanceof GenericTest && second instanceof GenericTest;
  }

  private void disable(Resource resource) {
    disabled.computeIfAbsent(resource.uniqueId(), _ -> new ArrayList<>()).add(resource);
  }

  private <T extends Resource> void add(T resource, Map<String, T> all, Span at) {
    T first = all.putIfAbsent(resource.uniqueId(), resource);
    if (first != null) {
      problems.error(
          "duplicate-resource",
          at,
          "dbt found two %ss with the name \"%s\": in %s and in %s. Rename or remove one of them."
              .formatted(
                  resource.type().word(),
                  resource.name(),
                  first.originalFilePath(),
                  resource.originalFilePath()));
    }
  }

  private Lookup disabledLookup() {
    List<Resource> all = disabled.values().stream().flatMap(Collection::stream).toList();
    return new Lookup(
        packages.root().name(),
        all,
        all.stream()
            .filter(SourceDefinition.class::isInstance)
            .map(SourceDefinition.class::cast)
            .toList());
  }

  private Map<String, Node> link(Resolver resolver) {
    List<Node> all = List.copyOf(nodes.values()).parallelStream().map(resolver::resolve).toList();
    var linked = new LinkedHashMap<String, Node>();
    all.forEach(node -> linked.put(node.uniqueId(), node));
    return linked;
  }

  private Map<String, Exposure> exposures(
      Patches patches, ExposureFactory factory, Resolver resolver) {
    var enabled = new LinkedHashMap<String, Exposure>();
    for (Patch patch : patches.section("exposures")) {
      Exposure exposure = factory.exposure(patch);
      if (exposure.config().enabled()) {
        add(resolver.resolve(exposure, patch.at()), enabled, patch.at());
      } else {
        disable(exposure);
      }
    }
    return enabled;
  }

  private Map<String, SemanticDefinition> semantics(
      Patches patches, SemanticFactory factory, Lookup lookup) {
    var all = new LinkedHashMap<String, SemanticDefinition>();
    var places = new HashMap<String, Span>();
    for (Patch patch : patches.section("semantic_models")) {
      SemanticDefinition model = factory.semanticModel(patch);
      keep(model, all, patch.at(), places);
      if (model.config().enabled()) {
        factory.metricsOf(patch, model).forEach(metric -> keep(metric, all, patch.at(), places));
      }
    }
    patches
        .section("metrics")
        .forEach(patch -> keep(factory.metric(patch), all, patch.at(), places));
    patches
        .section("saved_queries")
        .forEach(patch -> keep(factory.savedQuery(patch), all, patch.at(), places));
    return new SemanticResolver(lookup, all, places, problems).resolve();
  }

  private void keep(
      SemanticDefinition one,
      Map<String, SemanticDefinition> enabled,
      Span at,
      Map<String, Span> places) {
    if (one.config().enabled()) {
      places.put(one.uniqueId(), at);
      add(one, enabled, at);
    } else {
      disable(one);
    }
  }

  private Map<String, UnitTest> unitTests(
      Patches patches, Map<String, Node> linked, Lookup lookup, Descriptions descriptions) {
    var files = new HashMap<String, PackageFiles>();
    packages.own().forEach(p -> files.put(p.name(), p));
    var factory =
        new UnitTestFactory(
            resourceConfigs,
            new UnitTestFactory.Known(lookup, disabledLookup(), linked.values(), files),
            descriptions,
            problems);
    var enabled = new LinkedHashMap<String, UnitTest>();
    for (Patch patch : patches.section("unit_tests")) {
      for (UnitTest test : factory.tests(patch)) {
        if (test.config().enabled()) {
          add(test, enabled, patch.at());
        } else {
          disable(test);
        }
      }
    }
    return enabled;
  }

  private void checkGroups(Map<String, Node> linked, Map<String, Group> groups) {
    List<String> names = groups.values().stream().map(Group::name).toList();
    for (Node node : linked.values()) {
      if (node instanceof Model model && model.properties().group().isPresent()) {
        String group = model.properties().group().get();
        if (!names.contains(group)) {
          problems.error(
              "group",
              model.code().source(),
              "Invalid group '%s', expected one of %s.%s"
                  .formatted(group, names, Spelling.hint(group, names)));
        }
      }
    }
  }

  private void checkRelations(Map<String, Node> linked) {
    Map<String, Node> byRelation = new HashMap<>();
    for (Node node : linked.values()) {
      boolean refable =
          node.type() == ResourceType.MODEL
              || node.type() == ResourceType.SEED
              || node.type() == ResourceType.SNAPSHOT;
      if (refable && node.relation().rendered().isPresent()) {
        String relation = node.relation().rendered().get();
        Node first = byRelation.putIfAbsent(relation, node);
        if (first != null) {
          problems.error(
              "ambiguous-relation",
              node.code().source(),
              ("dbt found two resources with the database representation '%s': %s (%s) and %s (%s)."
                      + " Give one of them another alias, schema or database.")
                  .formatted(
                      relation,
                      first.uniqueId(),
                      first.originalFilePath(),
                      node.uniqueId(),
                      node.originalFilePath()));
        }
      }
    }
  }

  private Map<String, MacroDefinition> macros(Patches patches, Descriptions descriptions) {
    var calls = new MacroCalls(scope.macros());
    var all = new LinkedHashMap<String, MacroDefinition>();
    List<MacroDefinition> linked =
        scope.macros().all().toList().parallelStream()
            .map(entry -> macro(entry, calls.of(entry), patches, descriptions))
            .toList();
    linked.forEach(macro -> all.put(macro.uniqueId(), macro));
    return all;
  }

  private MacroDefinition macro(
      MacroCatalog.Entry entry, List<String> calls, Patches patches, Descriptions descriptions) {
    MacroDefinition macro = entry.definition();
    Optional<Patch> patch = patches.find(macro.packageName(), "macros", macro.name());
    if (patch.isEmpty()) {
      return new MacroDefinition(
          macro.identity(),
          macro.sql(),
          macro.source(),
          calls,
          macro.description(),
          macro.meta(),
          macro.docs(),
          macro.patchPath(),
          macro.arguments(),
          macro.supportedLanguages());
    }
    Data.Dict all = patch.get().rendered();
    Data.Dict config = patch.get().config();
    Data.Dict docs = Patch.dict(config, "docs");
    List<MacroDefinition.Argument> arguments =
        Patch.dicts(all, "arguments").stream()
            .map(a ->
                new MacroDefinition.Argument(
                    Patch.text(a, "name").orElse(""),
                    Patch.text(a, "type"),
                    descriptions
                        .render(
                            Patch.text(a, "description").orElse(""),
                            macro.packageName(),
                            patch.get().at())
                        .text()))
            .toList();
    return new MacroDefinition(
        macro.identity(),
        macro.sql(),
        macro.source(),
        calls,
        descriptions
            .render(
                Patch.text(all, "description").orElse(""), macro.packageName(), patch.get().at())
            .text(),
        Patch.dict(config, "meta"),
        new Docs(docs.find("show").map(Data::truth).orElse(true), Patch.text(docs, "node_color")),
        Optional.of(patch.get().patchPath()),
        arguments.isEmpty() ? macro.arguments() : arguments,
        macro.supportedLanguages());
  }

  private static <T extends Resource> Map<String, T> byId(List<T> all) {
    var byId = new LinkedHashMap<String, T>();
    all.forEach(one -> byId.put(one.uniqueId(), one));
    return byId;
  }

  /// While parsing, nobody listens.
  private static final class Quiet implements Voice {
    @Override
    public void log(String message, boolean info) {}

    @Override
    public void print(String message) {}

    @Override
    public void warn(String message) {}
  }
}
