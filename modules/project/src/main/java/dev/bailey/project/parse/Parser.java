package dev.bailey.project.parse;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.Derived;
import dev.bailey.project.Dialect;
import dev.bailey.project.NodeTemplates;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.Warnings;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Question;
import dev.bailey.project.context.RelationNaming;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Voice;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Parses a project: reads every file, asks every template what it needs, and puts the manifest
/// together; what an earlier parse made of the same is taken over. One parser parses once; its
/// steps use all cores.
public final class Parser {

  private final Packages packages;
  private final ParseOptions options;
  private final String contents;
  private final Inquiry inquiry;
  private final Ground ground;
  private final Macros macros;
  private final Scope scope;
  private final Optional<LastParse> last;
  private final Problems problems;
  private final Map<String, ProjectConfig> configs;
  private final Configs resourceConfigs;
  private final ParseFlags flags;
  private final Captures captures;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Resource>> disabled = new LinkedHashMap<>();
  private final NodeTemplates templates = new NodeTemplates();
  private final DocBlocks docs;
  private final Shelf<List<Outline>> outlines;
  private final Shelf<List<Pieces.Made>> code;
  private final Shelf<List<GenericTest>> tests;
  private final Shelf<List<Pieces.Table>> tables;
  private final Shelf<Exposure> exposures;
  private final Shelf<Group> groups;
  private final Shelf<List<MacroDefinition>> described;

  /// What is parsed, and with what.
  ///
  /// @param packages the project and its packages
  /// @param builtins the built-in macros by package, the most general first
  /// @param contents changes whenever a file of the project does
  /// @param found what was found when the packages were
  record Input(
      Packages packages,
      Supplier<Map<String, Map<String, MacroCatalog.Entry>>> builtins,
      Dialect dialect,
      ParseOptions options,
      Inquiry inquiry,
      String rootPath,
      String contents,
      List<Problem> found) {}

  private Parser(Input input, Ground ground, Optional<LastParse> last) {
    this.packages = input.packages();
    this.options = input.options();
    this.contents = input.contents();
    this.inquiry = input.inquiry();
    this.problems = new Problems();
    problems.addAll(input.found());
    this.ground = ground;
    this.last = last;
    this.macros = Macros.of(input, last, problems);
    this.docs = DocBlocks.of(packages, last, problems);
    this.configs = packages.configs();
    this.scope =
        new Scope(packages.root().config(), configs, options, macros.catalog(), input.inquiry());
    this.resourceConfigs = new Configs(packages.root().config(), configs);
    this.flags = ParseFlags.of(inquiry);
    this.captures = new Captures(scope, resourceConfigs, problems);
    var changed = new HashSet<>(macros.changed());
    changed.addAll(docs.changed());
    this.outlines = shelf(Pieces::properties, changed);
    this.code = shelf(Pieces::code, changed);
    this.tests = shelf(Pieces::tests, changed);
    this.tables = shelf(Pieces::tables, changed);
    this.exposures = shelf(Pieces::exposures, changed);
    this.groups = shelf(Pieces::groups, changed);
    this.described = shelf(Pieces::described, changed);
  }

  private <T> Shelf<T> shelf(Function<Pieces, Map<String, Piece<T>>> kind, Set<String> changed) {
    return new Shelf<>(last.map(LastParse::pieces).map(kind).orElse(Map.of()), changed, problems);
  }

  /// Parses.
  ///
  /// @param earlier parses of this project or others
  static Parse parse(Input input, List<LastParse> earlier) {
    Ground ground =
        Ground.of(input.packages(), input.dialect().type(), input.options(), input.rootPath());
    Optional<LastParse> last =
        earlier.stream().filter(parse -> parse.fits(ground, input.options())).findFirst();
    return last.flatMap(parse -> unchanged(input, parse))
        .orElseGet(() -> new Parser(input, ground, last).parse());
  }

  /// The project as it was parsed before, if no file has changed.
  private static Optional<Parse> unchanged(Input input, LastParse last) {
    return last.whole()
        .filter(whole -> whole.contents().equals(input.contents()))
        .map(whole -> {
          ProjectConfig root = input.packages().root().config();
          Map<String, ProjectConfig> configs = input.packages().configs();
          var project =
              new ParsedProject(
                  root,
                  configs,
                  new Scope(root, configs, input.options(), last.catalog(input), input.inquiry()),
                  whole.derived(),
                  whole.templates(),
                  SelectorsFile.of(
                          input.packages().root(), input.options(), input.inquiry(), new Problems())
                      .named(),
                  answers(Optional.of(last), input.inquiry()),
                  whole.warnings());
          return new Parse(new Outcome.Ok<>(project, project.warnings()), Optional.of(last));
        });
  }

  private Parse parse() {
    List<OutlinedFile> properties = properties();
    var descriptions =
        new Descriptions(
            scope, packages.own().stream().map(PackageFiles::name).toList(), docs.all(), problems);
    var naming = new RelationNaming(scope, new Quiet());
    var factory =
        new NodeFactory(
            captures, resourceConfigs, naming, descriptions, flags, problems, ground.rootPath());
    Map<String, List<String>> named = named();
    var patches = new Patches(properties, name -> named.getOrDefault(name, List.of()), problems);
    List<Described> made = describe(patches, factory);
    var testFactory =
        new TestFactory(scope, resourceConfigs, factory, captures, descriptions, flags, problems);
    var sourceFactory = new SourceFactory(scope, resourceConfigs, naming, descriptions, problems);
    List<Sourced> sources =
        patches
            .sources()
            .parallel()
            .flatMap(entry ->
                tables(
                    entry,
                    patches.override(entry.packageName(), entry.name()),
                    sourceFactory,
                    testFactory))
            .toList();
    List<GenericTest> generic =
        Stream.concat(
                tested(patches, made).parallelStream().flatMap(t -> nodeTests(t, testFactory)),
                sources.stream().flatMap(sourced -> sourced.table().tests().stream()))
            .toList();
    Map<String, SourceDefinition> enabledSources = sources(sources);
    checkSpaces(sources);
    made.forEach(d -> keep(d.node(), nodes));
    generic.forEach(test -> keep(test, nodes));
    var lookup = new Lookup(packages.root().name(), nodes.values(), enabledSources.values());
    var resolver = new Resolver(lookup, disabledLookup(), configs, problems);
    var drawn = new Drawn(nodes, enabledSources, disabled, resolver.noted());
    Outcome<ParsedProject> outcome = finish(patches, descriptions, naming, resolver, drawn);
    return new Parse(outcome, Optional.of(left(outcome, drawn)));
  }

  /// Also what was asked by what was taken over.
  private static Map<Question, Data> answers(Optional<LastParse> last, Inquiry inquiry) {
    var answers = new HashMap<>(last.map(LastParse::answers).orElse(Map.of()));
    answers.putAll(inquiry.answers());
    return Map.copyOf(answers);
  }

  private LastParse left(Outcome<ParsedProject> outcome, Drawn drawn) {
    var pieces =
        new Pieces(
            described.pieces(),
            docs.stamp(),
            docs.all(),
            outlines.pieces(),
            code.pieces(),
            tests.pieces(),
            tables.pieces(),
            exposures.pieces(),
            groups.pieces());
    Optional<LastParse.Whole> whole =
        outcome instanceof Outcome.Ok<ParsedProject>(ParsedProject project, _)
            ? Optional.of(
                new LastParse.Whole(
                    contents,
                    project.found(),
                    project.derived(),
                    project.templates(),
                    Optional.of(drawn)))
            : last.flatMap(LastParse::whole);
    return new LastParse(ground, answers(last, inquiry), macros, pieces, whole);
  }

  private Outcome<ParsedProject> finish(
      Patches patches,
      Descriptions descriptions,
      RelationNaming naming,
      Resolver resolver,
      Drawn drawn) {
    Map<String, SourceDefinition> sources = drawn.sources();
    var factory = new ExposureFactory(resourceConfigs, captures, descriptions, problems);
    Set<String> fresh =
        last.flatMap(LastParse::whole)
            .flatMap(LastParse.Whole::drawn)
            .map(drawn::changedSince)
            .orElse(nodes.keySet());
    Map<String, Node> linked = link(resolver, fresh);
    new MicrobatchModels(scope.macros().dialect(), problems).check(linked, sources);
    new PrimaryKeys(linked, disabledTests()).fill(fresh);
    Map<String, Exposure> shown = exposures(patches, factory, resolver);
    Map<String, Group> named = groups(patches, factory);
    SelectorsFile selectors = SelectorsFile.of(packages.root(), options, inquiry, problems);
    List<String> groupNames = named.values().stream().map(Group::name).toList();
    linked.values().stream()
        .filter(node -> node.type().isRefable())
        .forEach(node ->
            node.properties()
                .group()
                .ifPresent(group -> checkGroup(group, groupNames, node.code().source())));
    reuse(linked);
    var linkedLookup = new Lookup(packages.root().name(), linked.values(), sources.values());
    Map<String, SemanticDefinition> semantics =
        semantics(
            patches,
            new SemanticFactory(resourceConfigs, descriptions, naming, problems),
            linkedLookup,
            linked,
            groupNames);
    Map<String, UnitTest> unitTests = unitTests(patches, linked, linkedLookup);
    Map<String, MacroDefinition> known = macros(patches, descriptions);
    patches.reportUnused(allSources(sources));
    checkNames(linked);
    checkRelations(linked);
    var manifest =
        new Manifest(
            linked,
            sources,
            shown,
            known,
            byId(docs.all()),
            named,
            semantics,
            unitTests,
            disabled,
            selectors.written(),
            last.flatMap(LastParse::whole)
                .map(whole -> whole.derived().manifest().createdAt())
                .orElse(options.startedAt()));
    new UnusedConfigs(packages.root().config(), manifest).warn(problems);
    if (problems.haveErrors()) {
      return new Outcome.Failed<>(problems.sorted());
    }
    last.flatMap(LastParse::whole)
        .ifPresent(whole -> templates.takeOver(whole.templates(), manifest.nodes()));
    var project =
        new ParsedProject(
            packages.root().config(),
            configs,
            scope,
            Derived.after(
                last.flatMap(LastParse::whole).map(LastParse.Whole::derived),
                packages.root().name(),
                manifest,
                linkedLookup),
            templates,
            selectors.named(),
            answers(last, inquiry),
            Warnings.of(manifest, problems.sorted()));
    return new Outcome.Ok<>(project, project.warnings());
  }

  /// Nodes that are what they were before stay the same objects, so that what was worked out of
  /// them is recognized as theirs.
  private void reuse(Map<String, Node> linked) {
    last.flatMap(LastParse::whole)
        .map(whole -> whole.derived().manifest().nodes())
        .ifPresent(earlier ->
            linked.replaceAll((id, node) -> node.equals(earlier.get(id)) ? earlier.get(id) : node));
  }

  /// The packages that have a file named after a model, seed or snapshot, by its name; nothing in a
  /// project without packages.
  private Map<String, List<String>> named() {
    var named = new HashMap<String, List<NamedFile>>();
    if (packages.own().size() > 1) {
      for (PackageFiles files : packages.own()) {
        named(ResourceType.MODEL, files, files.models(), named);
        named(ResourceType.SEED, files, files.seeds(), named);
        named(ResourceType.SNAPSHOT, files, files.snapshots(), named);
      }
    }
    var byName = new HashMap<String, List<String>>();
    named.forEach((name, all) ->
        byName.put(name, enabled(all).stream().map(NamedFile::packageName).distinct().toList()));
    return byName;
  }

  private static void named(
      ResourceType type,
      PackageFiles files,
      List<SourcePaths.Found> all,
      Map<String, List<NamedFile>> named) {
    for (SourcePaths.Found found : all) {
      named
          .computeIfAbsent(Drafts.name(found.relative()), _ -> new ArrayList<>())
          .add(new NamedFile(type, files.name(), found.relative()));
    }
  }

  /// A file of a node that is named after it.
  private record NamedFile(ResourceType type, String packageName, String relative) {
    Configs.Place place() {
      return new Configs.Place(
          type, packageName, Drafts.fqn(packageName, relative, Drafts.name(relative)));
    }
  }

  /// Of several nodes of a name those that no tree of a dbt_project.yml switches off: whoever
  /// replaces a seed of a package by one of his own switches the package's off.
  private List<NamedFile> enabled(List<NamedFile> all) {
    if (all.size() == 1) {
      return all;
    }
    List<NamedFile> enabled =
        all.stream()
            .filter(one ->
                resourceConfigs
                    .effective(one.place(), Data.noEntries(), Data.noEntries())
                    .enabled())
            .toList();
    return enabled.isEmpty() ? all : enabled;
  }

  private List<OutlinedFile> properties() {
    return packages.own().stream()
        .flatMap(p -> p.properties().stream().map(found -> Map.entry(p, found)))
        .toList()
        .parallelStream()
        .map(e -> properties(e.getKey(), e.getValue()))
        .toList();
  }

  private OutlinedFile properties(PackageFiles files, SourcePaths.Found found) {
    var read = new ArrayList<Patch>();
    List<Outline> known =
        outlines.get(
            files.name() + ":" + found.entry().path(),
            found.entry().contentId() + " " + found.relative(),
            () -> {
              read.addAll(OutlinedFile.read(files, found, scope, problems));
              return read.stream().map(Outline::of).toList();
            });
    var file = new OutlinedFile(files, found, known, scope);
    return read.isEmpty() ? file : file.with(read);
  }

  /// A node with what is said of it.
  ///
  /// @param switchedOff the node without it, where it is switched off by itself
  private record Described(Node node, Optional<Entry.Versioned> entry, Optional<Node> switchedOff) {
    boolean isOn() {
      return entry.isPresent() && switchedOff.isEmpty();
    }
  }

  /// A place where nodes are made: a file, the hooks of a project, an entry of a properties file.
  ///
  /// @param key what the place is called in every parse
  private record Place(String key, String inputs, Supplier<List<Draft>> drafts) {}

  private List<Described> describe(Patches patches, NodeFactory factory) {
    var places = new ArrayList<Place>();
    for (PackageFiles files : packages.own()) {
      var drafts = new Drafts(files, captures, flags, problems);
      for (Drafts.Task task : drafts.tasks()) {
        SourcePaths.Found found = task.found();
        places.add(
            new Place(
                task.type().word()
                    + ":"
                    + files.name()
                    + ":"
                    + found.searched()
                    + ":"
                    + found.relative(),
                found.entry().contentId(),
                () -> drafts.read(task)));
      }
      places.add(new Place("hooks:" + files.name(), "", drafts::hooks));
    }
    patches
        .snapshots()
        .forEach(entry ->
            places.add(
                new Place(
                    "entry:" + entry.key(),
                    entry.file().contentId(),
                    () -> List.of(Patches.snapshot(entry.patch(), captures)))));
    return describedWhereOn(
        places.parallelStream().flatMap(place -> made(place, patches, factory)).toList());
  }

  /// Of several nodes of a name dbt describes the one that is on, and all where none is.
  private static List<Described> describedWhereOn(List<Described> all) {
    var on = new HashSet<String>();
    all.stream().filter(Described::isOn).forEach(one -> on.add(one.node().uniqueId()));
    return all.stream()
        .map(one ->
            on.contains(one.node().uniqueId())
                ? one.switchedOff()
                    .map(node -> new Described(node, Optional.empty(), Optional.empty()))
                    .orElse(one)
                : one)
        .toList();
  }

  private Stream<Described> made(Place place, Patches patches, NodeFactory factory) {
    List<Pieces.Made> all =
        code.get(
            place.key(),
            place.inputs(),
            before ->
                before.stream().allMatch(one -> patch(patches, one.draft()).equals(one.patch())),
            () ->
                place.drafts().get().stream().map(draft -> made(draft, patches, factory)).toList());
    return all.stream()
        .map(one -> new Described(one.node(), patches.of(one.draft()), one.switchedOff()));
  }

  private static String patch(Patches patches, Identity draft) {
    return patches.of(draft).map(Entry.Versioned::stamp).orElse("");
  }

  private Pieces.Made made(Draft draft, Patches patches, NodeFactory factory) {
    Optional<VersionedPatch> said = patches.of(draft.identity()).map(Entry.Versioned::patch);
    Node node = factory.node(draft, said);
    draft.template().ifPresent(template -> templates.keep(node, template));
    Optional<Node> switchedOff = said.flatMap(patch -> factory.switchedOff(draft, node, patch));
    return new Pieces.Made(draft.identity(), patch(patches, draft.identity()), node, switchedOff);
  }

  /// What properties files say, with the node of which they say it. dbt makes the tests of a node
  /// that does not exist, too, and switches them off.
  private record Tested(Entry.Versioned entry, Optional<Node> node) {}

  private static List<Tested> tested(Patches patches, List<Described> described) {
    var subjects = new LinkedHashMap<Entry.Versioned, Node>();
    Map<Patches.Named, Node> nodes = new HashMap<>();
    for (Described one : described) {
      Node node = one.node();
      if (node.type() != ResourceType.ANALYSIS && node.type() != ResourceType.TEST) {
        one.entry().ifPresent(entry -> subjects.merge(entry, node, Parser::switchedOn));
      }
      if (node.type().isRefable() && node.config().enabled()) {
        nodes.put(new Patches.Named(node.packageName(), node.name()), node);
      }
    }
    var tested = new ArrayList<Tested>();
    subjects.forEach((entry, node) -> tested.add(new Tested(entry, Optional.of(node))));
    patches.unplaced(nodes).forEach(one -> tested.add(new Tested(one.entry(), one.node())));
    return tested;
  }

  /// Of two nodes of one name the one that counts.
  private static Node switchedOn(Node one, Node other) {
    return one.config().enabled() || !other.config().enabled() ? one : other;
  }

  private Stream<GenericTest> nodeTests(Tested tested, TestFactory factory) {
    TestFactory.Subject subject = subject(tested);
    return tests
        .get(
            tested.entry().key(),
            tested.entry().stamp() + " " + subject,
            () -> {
              VersionedPatch patch = tested.entry().patch();
              return factory.tests(
                  patch.patch().file(),
                  subject,
                  patch.tests(),
                  patch.writtenColumns(),
                  patch.patch().at());
            })
        .stream();
  }

  private static TestFactory.Subject subject(Tested tested) {
    Entry.Versioned entry = tested.entry();
    String name = tested.node().map(Node::name).orElse(entry.entry().name());
    Optional<Data> version = tested.node().map(Node::version).orElseGet(entry::number);
    String suffix = version.map(v -> "_v" + PythonText.str(v)).orElse("");
    String expression =
        "ref('"
            + name
            + "'"
            + version.map(v -> ", version='" + PythonText.str(v) + "'").orElse("")
            + ")";
    // dbt looks for it in the package of the properties file, and among what is switched off in all
    String packageName = entry.patch().patch().file().packageFiles().name();
    Optional<Node> attached =
        tested
            .node()
            .filter(node -> node.packageName().equals(packageName) || !node.config().enabled());
    return new TestFactory.Subject(
        name + suffix,
        expression,
        Optional.of(new Ref(name, Optional.empty(), version)),
        Optional.empty(),
        attached.map(Node::uniqueId),
        attached.flatMap(node -> node.properties().group()),
        entry.entry().section() + "." + name,
        List.of());
  }

  /// A table of a source with the entry that says so.
  private record Sourced(Pieces.Table table, Entry entry) {}

  private Stream<Sourced> tables(
      Entry entry, Optional<Entry> override, SourceFactory factory, TestFactory tests) {
    List<Pieces.Table> all =
        tables.get(
            entry.key(),
            entry.file().contentId()
                + override.map(one -> " " + one.key() + "@" + one.file().contentId()).orElse(""),
            () ->
                factory.tables(entry.patch(), override.map(Entry::patch)).stream()
                    .map(table -> new Pieces.Table(table.source(), tests(table, tests)))
                    .toList());
    return all.stream().map(table -> new Sourced(table, entry));
  }

  private static List<GenericTest> tests(SourceFactory.Table table, TestFactory tests) {
    Optional<Data.Items> own = VersionedPatch.ownTests(table.written());
    return tests.tests(
        table.patch().file(),
        table.subject(),
        own.orElse(Data.noItems()),
        Patch.dicts(table.written(), "columns"),
        table.patch().at());
  }

  private Map<String, SourceDefinition> sources(List<Sourced> tables) {
    var enabled = new LinkedHashMap<String, SourceDefinition>();
    for (Sourced sourced : tables) {
      SourceDefinition source = sourced.table().source();
      if (source.config().enabled()) {
        add(source, enabled, sourced.entry()::at);
      } else {
        disable(source);
      }
    }
    return enabled;
  }

  private List<SourceDefinition> allSources(Map<String, SourceDefinition> enabled) {
    return Stream.concat(
            enabled.values().stream(),
            disabled.values().stream()
                .flatMap(Collection::stream)
                .filter(SourceDefinition.class::isInstance)
                .map(SourceDefinition.class::cast))
        .toList();
  }

  private void keep(Node node, Map<String, Node> enabled) {
    if (!node.config().enabled()) {
      disable(node);
      return;
    }
    Node first = enabled.putIfAbsent(node.uniqueId(), node);
    if (first != null) {
      problems.error(
          "duplicate-resource",
          node.code().source(),
          "dbt found two %ss with the name \"%s\": in %s and in %s. %s one of them."
              .formatted(
                  node.type().word(),
                  node.name(),
                  first.originalFilePath(),
                  node.originalFilePath(),
                  node instanceof GenericTest ? "Remove" : "Rename"));
    }
  }

  private void disable(Resource resource) {
    disabled.computeIfAbsent(resource.uniqueId(), _ -> new ArrayList<>()).add(resource);
  }

  private <T extends Resource> void add(T resource, Map<String, T> all, Supplier<Span> at) {
    T first = all.putIfAbsent(resource.uniqueId(), resource);
    if (first != null) {
      problems.error(
          "duplicate-resource",
          at.get(),
          "dbt found two %ss with the name \"%s\": in %s and in %s. Rename or remove one of them."
              .formatted(
                  resource.type().word(),
                  resource.name(),
                  first.originalFilePath(),
                  resource.originalFilePath()));
    }
  }

  private List<GenericTest> disabledTests() {
    return disabled.values().stream()
        .flatMap(Collection::stream)
        .filter(GenericTest.class::isInstance)
        .map(GenericTest.class::cast)
        .toList();
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

  /// The nodes with their edges.
  ///
  /// @param fresh those whose edges are not taken over
  private Map<String, Node> link(Resolver resolver, Set<String> fresh) {
    Map<String, Node> known =
        last.flatMap(LastParse::whole)
            .map(whole -> whole.derived().manifest().nodes())
            .orElse(Map.of());
    var linked = new LinkedHashMap<String, Node>(nodes);
    linked.replaceAll((id, node) -> fresh.contains(id) ? node : known.getOrDefault(id, node));
    List<Node> resolved = fresh.parallelStream().map(nodes::get).map(resolver::resolve).toList();
    resolved.forEach(node -> linked.put(node.uniqueId(), node));
    return linked;
  }

  private Map<String, Exposure> exposures(
      Patches patches, ExposureFactory factory, Resolver resolver) {
    var enabled = new LinkedHashMap<String, Exposure>();
    for (Entry entry : patches.section("exposures")) {
      Exposure exposure =
          exposures.get(
              entry.key(), entry.file().contentId(), () -> factory.exposure(entry.patch()));
      if (exposure.config().enabled()) {
        add(resolver.resolve(exposure, entry::at), enabled, entry::at);
      } else {
        disable(exposure);
      }
    }
    return enabled;
  }

  private Map<String, Group> groups(Patches patches, ExposureFactory factory) {
    var all = new LinkedHashMap<String, Group>();
    for (Entry entry : patches.section("groups")) {
      Group group =
          groups.get(entry.key(), entry.file().contentId(), () -> factory.group(entry.patch()));
      add(group, all, entry::at);
    }
    return all;
  }

  private Map<String, SemanticDefinition> semantics(
      Patches patches,
      SemanticFactory factory,
      Lookup lookup,
      Map<String, Node> linked,
      List<String> groups) {
    var all = new LinkedHashMap<String, SemanticDefinition>();
    var places = new HashMap<String, Span>();
    for (Entry entry : patches.section("semantic_models")) {
      Patch patch = entry.patch();
      SemanticDefinition model = factory.semanticModel(patch);
      keep(model, all, patch.at(), places);
      if (model.config().enabled()) {
        factory.metricsOf(patch, model).forEach(metric -> keep(metric, all, patch.at(), places));
      }
    }
    for (Entry entry : patches.section("models")) {
      if (entry.outline().isSemantic() && entry.outline().versions().isEmpty()) {
        ModelSemantics.of(entry.patch())
            .ifPresent(own -> {
              keep(factory.semanticModel(own.semanticModel()), all, entry.at(), places);
              own.metrics()
                  .forEach(metric ->
                      keep(factory.metric(metric, Optional.of(own)), all, entry.at(), places));
            });
      }
    }
    patches
        .section("metrics")
        .forEach(entry -> keep(factory.metric(entry.patch()), all, entry.at(), places));
    patches
        .section("saved_queries")
        .forEach(entry -> keep(factory.savedQuery(entry.patch()), all, entry.at(), places));
    all.forEach((id, one) ->
        one.config()
            .group()
            .filter(group -> !group.isEmpty())
            .ifPresent(group -> checkGroup(group, groups, Objects.requireNonNull(places.get(id)))));
    Map<String, SemanticDefinition> resolved =
        new SemanticResolver(lookup, all, places, problems).resolve();
    checkSemantics(resolved, places, linked);
    return resolved;
  }

  private void checkSemantics(
      Map<String, SemanticDefinition> all, Map<String, Span> places, Map<String, Node> linked) {
    Map<ResourceType, List<SemanticDefinition>> byType =
        all.values().stream().collect(Collectors.groupingBy(SemanticDefinition::type));
    List<SemanticDefinition> models = byType.getOrDefault(ResourceType.SEMANTIC_MODEL, List.of());
    List<SemanticDefinition> metrics = byType.getOrDefault(ResourceType.METRIC, List.of());
    if (models.isEmpty()) {
      return;
    }
    var told = new SemanticProblems(places, problems);
    var rules = new SemanticRules(models, spines(linked), told);
    rules.requireSpine(
        linked.values().stream()
            .anyMatch(
                node -> node instanceof Model && node.name().equals("metricflow_time_spine")));
    if (metrics.isEmpty()) {
      return;
    }
    rules.check();
    new MetricRules(models, metrics, ownGrains(linked), told)
        .check(byType.getOrDefault(ResourceType.SAVED_QUERY, List.of()));
  }

  /// The granularities of the time spines.
  private static List<String> spines(Map<String, Node> nodes) {
    var grains = new ArrayList<String>();
    for (Node node : nodes.values()) {
      if (node instanceof Model model && model.timeSpine().isPresent()) {
        Patch.text(model.timeSpine().get(), "standard_granularity_column")
            .map(model.columns()::get)
            .flatMap(column -> column.extra().present("granularity"))
            .flatMap(Data::asText)
            .ifPresent(grains::add);
      }
    }
    return grains;
  }

  private static Set<String> ownGrains(Map<String, Node> nodes) {
    return nodes.values().stream()
        .filter(Model.class::isInstance)
        .flatMap(node -> ((Model) node).timeSpine().stream())
        .flatMap(spine -> Patch.dicts(spine, "custom_granularities").stream())
        .map(SemanticRules::name)
        .collect(Collectors.toSet());
  }

  private void keep(
      SemanticDefinition one,
      Map<String, SemanticDefinition> enabled,
      Span at,
      Map<String, Span> places) {
    if (one.config().enabled()) {
      places.put(one.uniqueId(), at);
      add(one, enabled, () -> at);
    } else {
      disable(one);
    }
  }

  private Map<String, UnitTest> unitTests(
      Patches patches, Map<String, Node> linked, Lookup lookup) {
    var files = new HashMap<String, PackageFiles>();
    packages.own().forEach(p -> files.put(p.name(), p));
    var factory =
        new UnitTestFactory(
            resourceConfigs,
            new UnitTestFactory.Known(lookup, disabledLookup(), linked.values(), files),
            problems);
    var enabled = new LinkedHashMap<String, UnitTest>();
    for (Entry entry : patches.section("unit_tests")) {
      for (UnitTest test : factory.tests(entry.patch())) {
        if (test.config().enabled()) {
          add(test, enabled, entry::at);
        } else {
          disable(test);
        }
      }
    }
    return enabled;
  }

  private void checkGroup(String group, List<String> names, Span at) {
    if (!names.contains(group)) {
      problems.error(
          "group",
          at,
          "Invalid group '%s', expected one of %s.%s"
              .formatted(group, names, Spelling.hint(group, names)));
    }
  }

  private void checkNames(Map<String, Node> linked) {
    Map<Patches.Named, Node> byName = new HashMap<>();
    var spaced = new LinkedHashMap<String, Span>();
    for (Node node : linked.values()) {
      if (node.name().indexOf(' ') >= 0) {
        spaced.put(node.uniqueId(), node.code().source());
      }
      if (node.type().isRefable() && node.version().isEmpty()) {
        var name = new Patches.Named(node.packageName(), node.name());
        Node first = byName.putIfAbsent(name, node);
        if (first != null) {
          sameName(first, node);
        }
      }
    }
    checkSpaces(spaced, flags.refusesSpaces());
  }

  private void checkSpaces(List<Sourced> sources) {
    var spaced = new LinkedHashMap<String, Span>();
    for (Sourced sourced : sources) {
      SourceDefinition source = sourced.table().source();
      if (source.config().enabled() && source.source().name().contains(" ")) {
        spaced.put(
            "source." + source.packageName() + "." + source.source().name(), sourced.entry().at());
      }
    }
    checkSpaces(spaced, flags.refusesSpacesInSources());
  }

  /// Of names that are accepted for now, dbt tells the first and how many there are.
  ///
  /// @param spaced where each is named
  private void checkSpaces(Map<String, Span> spaced, boolean areRefused) {
    if (areRefused) {
      spaced.forEach((id, at) ->
          problems.error(
              "resource-names-with-spaces",
              at,
              "Resource names cannot contain spaces: '%s'. Rename it.".formatted(id)));
    } else if (!spaced.isEmpty()) {
      Map.Entry<String, Span> first = spaced.entrySet().iterator().next();
      problems.deprecation(
          "spaces-in-resource-name",
          first.getValue(),
          "Found spaces in the name of `%s`. Rename it.".formatted(first.getKey()));
      problems.deprecation(
          "resource-names-with-spaces",
          first.getValue(),
          "There are spaces in the names of %d resources.".formatted(spaced.size()));
    }
  }

  private void sameName(Node first, Node second) {
    String message =
        "Found resources with the same name '%s' in package '%s': '%s' and '%s'. Rename one of them."
            .formatted(second.name(), second.packageName(), first.uniqueId(), second.uniqueId());
    if (flags.refusesSameNames()) {
      problems.error("duplicate-resource", second.code().source(), message);
    } else {
      problems.deprecation("duplicate-name-distinct-node-types", second.code().source(), message);
    }
  }

  private void checkRelations(Map<String, Node> linked) {
    Map<String, Node> byRelation = new HashMap<>();
    for (Node node : linked.values()) {
      if (node.type().isRefable() && node.relation().rendered().isPresent()) {
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
    List<Optional<Entry>> said =
        scope
            .macros()
            .all()
            .map(macro ->
                patches.find(macro.definition().packageName(), "macros", macro.definition().name()))
            .toList();
    var inputs = new StringBuilder(macros.files());
    for (Optional<Entry> entry : said) {
      entry.ifPresent(e -> inputs.append('\n').append(e.key()).append(e.file().contentId()));
    }
    List<MacroDefinition> all =
        described.get("macros", inputs.toString(), () -> described(said, descriptions));
    return byId(all);
  }

  private List<MacroDefinition> described(List<Optional<Entry>> said, Descriptions descriptions) {
    List<MacroCatalog.Entry> all = scope.macros().all().toList();
    var calls = new MacroCalls(scope.macros());
    List<List<String>> called =
        all.parallelStream()
            .map(macro -> calls.of(macro).stream().map(MacroCatalog.Entry::uniqueId).toList())
            .toList();
    var macros = new ArrayList<MacroDefinition>();
    for (int i = 0; i < all.size(); i++) {
      macros.add(macro(all.get(i), called.get(i), said.get(i).map(Entry::patch), descriptions));
    }
    return macros;
  }

  private MacroDefinition macro(
      MacroCatalog.Entry entry,
      List<String> calls,
      Optional<Patch> patch,
      Descriptions descriptions) {
    MacroDefinition macro = entry.definition();
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
    Data.Dict docs = config.dict("docs");
    List<MacroDefinition.Argument> arguments =
        Patch.dicts(all, "arguments").stream()
            .map(a ->
                new MacroDefinition.Argument(
                    Patch.text(a, "name").orElse(""),
                    Patch.text(a, "type"),
                    descriptions
                        .of(true)
                        .read(
                            Patch.text(a, "description").orElse(""),
                            macro.packageName(),
                            patch.get().at())
                        .text()))
            .toList();
    if (flags.checksMacroArguments()) {
      new MacroArguments(macro, patch.get().at(), problems).check(arguments);
    }
    return new MacroDefinition(
        macro.identity(),
        macro.sql(),
        macro.source(),
        calls,
        descriptions
            .of(true)
            .read(Patch.text(all, "description").orElse(""), macro.packageName(), patch.get().at())
            .text(),
        config.dict("meta"),
        new dev.bailey.project.manifest.Docs(
            docs.find("show").map(Data::truth).orElse(true), Patch.text(docs, "node_color")),
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
