package dev.bailey.project.parse;

import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.config.ConfigMerge;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.Capture;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Templates;
import dev.bailey.project.context.TestArguments;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Makes generic tests out of what properties files ask for.
final class TestFactory {
  /// Keys of a test that are config wherever they stand, in the order in which dbt writes them.
  private static final List<String> CONFIG =
      List.of(
          "severity",
          "tags",
          "enabled",
          "where",
          "limit",
          "warn_if",
          "error_if",
          "fail_calc",
          "store_failures",
          "store_failures_as",
          "sql_header",
          "meta",
          "database",
          "schema",
          "alias");

  /// What else may stand there.
  private static final Set<String> BESIDE_ARGUMENTS =
      Set.of("arguments", "config", "column_name", "description", "name");

  /// dbt does not render these: they can ask for nothing but the tested resource.
  private static final Set<String> STATIC =
      Set.of("macro.dbt.test_not_null", "macro.dbt.test_unique");

  private final Scope scope;
  private final Configs configs;
  private final NodeFactory nodes;
  private final Captures captures;
  private final Descriptions descriptions;
  private final ParseFlags flags;
  private final Problems problems;
  private final TestMacros macros;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  TestFactory(
      Scope scope,
      Configs configs,
      NodeFactory nodes,
      Captures captures,
      Descriptions descriptions,
      ParseFlags flags,
      Problems problems) {
    this.scope = scope;
    this.configs = configs;
    this.nodes = nodes;
    this.captures = captures;
    this.descriptions = descriptions;
    this.flags = flags;
    this.problems = problems;
    this.macros = new TestMacros(scope.macros());
  }

  /// What is tested.
  ///
  /// @param name as test names have it, such as `orders_v2` or `raw_orders`
  /// @param expression how templates ask for it, such as `ref('orders', version='2')`
  /// @param fileKey section and name in the properties file
  /// @param tags that its tests get too
  record Subject(
      String name,
      String expression,
      Optional<Ref> ref,
      Optional<SourceRef> source,
      Optional<String> uniqueId,
      Optional<String> group,
      String fileKey,
      List<String> tags) {}

  /// The compiled code of tests by text: most tests share theirs.
  Map<String, Template> templates() {
    return templates;
  }

  /// The tests of a resource and of its columns.
  ///
  /// @param columns as written
  List<GenericTest> tests(
      PropertiesFile file, Subject subject, Data.Items own, List<Data.Dict> columns, Span at) {
    var tests = new ArrayList<GenericTest>();
    own.items()
        .forEach(
            t -> test(file, subject, t, Optional.empty(), List.of(), at).ifPresent(tests::add));
    for (Data.Dict column : columns) {
      Optional<Data.Items> asked = VersionedPatch.ownTests(column);
      if (asked.isPresent() && !asked.get().items().isEmpty()) {
        String name = Patch.text(column, "name").orElse("");
        boolean quoted = column.present("quote").map(Data::truth).orElse(false);
        String quote = scope.macros().dialect().quoteCharacter();
        Optional<String> columnName = Optional.of(quoted ? quote + name + quote : name);
        var tags = new ArrayList<>(Patch.texts(column, "tags"));
        tags.addAll(Patch.texts(column.dict("config"), "tags"));
        asked
            .get()
            .items()
            .forEach(t -> test(file, subject, t, columnName, tags, at).ifPresent(tests::add));
      }
    }
    return tests;
  }

  private Optional<GenericTest> test(
      PropertiesFile file,
      Subject subject,
      Data asked,
      Optional<String> column,
      List<String> columnTags,
      Span at) {
    return request(asked, at)
        .map(written -> request(file, subject, written, column, at))
        .flatMap(request -> configured(file, request, at))
        .map(request -> build(file, subject, request, column, columnTags, at));
  }

  /// What a properties file asks for.
  ///
  /// @param name the test with its namespace
  /// @param kwargs without `model`
  /// @param config as written
  /// @param customName the name that the user gave the test
  private record Request(
      String name,
      Data.Dict kwargs,
      Data.Dict config,
      Optional<String> customName,
      String description) {

    String plainName() {
      return name.substring(name.indexOf('.') + 1);
    }

    Optional<String> namespace() {
      int dot = name.indexOf('.');
      return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
    }
  }

  /// A test as it stands in the file.
  ///
  /// @param given what stands below its name
  private record Written(String name, Data.Dict given) {}

  private Optional<Written> request(Data asked, Span at) {
    return switch (asked) {
      case Data.Text(String name) -> Optional.of(new Written(name, Data.noEntries()));
      case Data.Dict dict when dict.find("test_name").isPresent() ->
          Optional.of(
              new Written(Patch.text(dict, "test_name").orElse(""), without(dict, "test_name")));
      case Data.Dict(Map<Data, Data> entries) when entries.size() == 1 -> {
        Map.Entry<Data, Data> only = entries.entrySet().iterator().next();
        if (!(only.getValue() instanceof Data.Dict arguments)) {
          yield refused(
              at,
              "The arguments of the test '%s' are not a dictionary; remove the colon, or put arguments below it"
                  .formatted(PythonText.str(only.getKey())));
        }
        yield Optional.of(new Written(PythonText.str(only.getKey()), arguments));
      }
      case Data.Dict(Map<Data, Data> entries) ->
          refused(
              at,
              ("test definition dictionary must have exactly one key, got %d keys (%s). Indent the"
                      + " test's arguments below its name.")
                  .formatted(
                      entries.size(),
                      entries.keySet().stream()
                          .map(PythonText::str)
                          .collect(Collectors.joining(", "))));
      default ->
          refused(
              at,
              "A data test is a name or a dictionary, not '%s'".formatted(PythonText.str(asked)));
    };
  }

  private <T> Optional<T> refused(Span at, String message) {
    problems.error("data-test", at, message);
    return Optional.empty();
  }

  private static Data.Dict without(Data.Dict dict, String key) {
    var rest = new LinkedHashMap<>(dict.entries());
    rest.remove(Data.of(key));
    return new Data.Dict(rest);
  }

  /// Sorts what stands below a test, there or below `arguments`: config, name, description, and the
  /// arguments proper.
  private Request request(
      PropertiesFile file, Subject subject, Written written, Optional<String> column, Span at) {
    boolean areNested = flags.nestsTestArguments();
    checkWritten(written, at);
    if (areNested) {
      warnOfPlaces(file, subject, written, at);
    } else {
      warnOfArguments(written, at);
    }
    Data.Dict given = written.given();
    var all = new LinkedHashMap<>((areNested ? without(given, "arguments") : given).entries());
    column.ifPresent(c -> all.put(Data.of("column_name"), Data.of(c)));
    if (areNested) {
      all.putAll(given.dict("arguments").entries());
    }
    var kwargs = new LinkedHashMap<Data, Data>();
    var config = new LinkedHashMap<Data, Data>();
    Optional<String> customName = Optional.empty();
    String description = "";
    for (Map.Entry<Data, Data> entry : all.entrySet()) {
      String key = PythonText.str(entry.getKey());
      switch (key) {
        case "name" -> customName = Optional.of(PythonText.str(entry.getValue()));
        case "description" -> description = PythonText.str(entry.getValue());
        case "config" -> {}
        default -> (CONFIG.contains(key) ? config : kwargs).put(entry.getKey(), entry.getValue());
      }
    }
    config.putAll(new Data.Dict(all).dict("config").entries());
    return new Request(
        written.name(), new Data.Dict(kwargs), new Data.Dict(config), customName, description);
  }

  private void checkWritten(Written written, Span at) {
    Data.Dict given = written.given();
    Optional<Data> config = given.present("config");
    if (config.isPresent() && !(config.get() instanceof Data.Dict)) {
      refused(at, "The config of the test '%s' is no dictionary.".formatted(written.name()));
    }
    if (given.find("model").isPresent() || given.dict("arguments").find("model").isPresent()) {
      refused(
          at,
          "The test '%s' has the argument 'model', which dbt sets itself. Remove it."
              .formatted(written.name()));
    }
    Data.Dict below = given.dict("config");
    CONFIG.stream()
        .filter(key -> given.find(key).isPresent() && below.find(key).isPresent())
        .forEach(key ->
            refused(
                at,
                "The test '%s' has '%s' in its config and beside it. Keep it in the config."
                    .formatted(written.name(), key)));
    for (Data.Dict place : List.of(given, below)) {
      if (place.find("tags").orElse(Data.noItems()) instanceof Data.Items(List<Data> tags)
          && !tags.stream().allMatch(Data.Text.class::isInstance)) {
        refused(
            at, "A tag of the test '%s' is no text. Put it in quotes.".formatted(written.name()));
      }
    }
  }

  /// Config belongs below `config`, arguments below `arguments`.
  private void warnOfPlaces(PropertiesFile file, Subject subject, Written written, Span at) {
    List<String> keys = written.given().entries().keySet().stream().map(PythonText::str).toList();
    for (String key : keys) {
      if (CONFIG.contains(key)) {
        problems.deprecation(
            "property-moved-to-config",
            at,
            "Found `%s` as a top-level property of `data_tests.%s` in file `%s`. Move it into the `config` of the test."
                .formatted(key, written.name(), file.path()));
      }
    }
    boolean hasArguments = written.given().find("arguments").map(Data::truth).orElse(false);
    if (!hasArguments
        && keys.stream()
            .anyMatch(key -> !BESIDE_ARGUMENTS.contains(key) && !CONFIG.contains(key))) {
      problems.deprecation(
          "missing-arguments-property-in-generic-test",
          at,
          "Found top-level arguments to test `%s` defined on '%s' in package '%s' (%s). Nest them under the `arguments` property."
              .formatted(written.name(), subject.name(), file.packageFiles().name(), file.path()));
    }
  }

  /// A test may have an argument of that name, which will mean something else.
  private void warnOfArguments(Written written, Span at) {
    if (written.given().find("arguments").isPresent()) {
      problems.deprecation(
          "arguments-property-in-generic-test",
          at,
          "Found `arguments` property in the test `%s`. It will hold the arguments of the test; rename an argument of this name."
              .formatted(written.name()));
    }
  }

  /// The request with its config rendered and in dbt's order.
  private Optional<Request> configured(PropertiesFile file, Request request, Span at) {
    if (request.config().isEmpty()) {
      return Optional.of(request);
    }
    var found = new ArrayList<Problem>();
    var renderer = new YamlRenderer(scope.yaml(file.packageFiles().name(), file.path()), found);
    var config = new LinkedHashMap<Data, Data>();
    for (String key : CONFIG) {
      request
          .config()
          .find(key)
          .ifPresent(v -> config.put(Data.of(key), rendered(v, renderer, at)));
    }
    request
        .config()
        .entries()
        .forEach((key, value) -> config.putIfAbsent(key, rendered(value, renderer, at)));
    // a config that is null was not said
    config.values().removeIf(Data.Nothing.class::isInstance);
    problems.addAll(found);
    if (!areTags(config.getOrDefault(Data.of("tags"), Data.noItems()))) {
      refused(at, "The tags of the test '%s' are no list of texts.".formatted(request.name()));
    }
    return Optional.of(
        new Request(
            request.name(),
            request.kwargs(),
            new Data.Dict(config),
            request.customName(),
            request.description()));
  }

  private static boolean areTags(Data value) {
    return value instanceof Data.Text
        || (value instanceof Data.Items(List<Data> tags)
            && tags.stream().allMatch(Data.Text.class::isInstance));
  }

  private static Data rendered(Data value, YamlRenderer renderer, Span at) {
    return value instanceof Data.Text(String text) ? renderer.text(text, at) : value;
  }

  private GenericTest build(
      PropertiesFile file,
      Subject subject,
      Request request,
      Optional<String> column,
      List<String> columnTags,
      Span at) {
    GenericTestName name = name(request, subject);
    Data.Dict config = request.config();
    if (!name.shortName().equals(name.fullName()) && config.find("alias").isEmpty()) {
      config = config.with("alias", Data.of(name.shortName()));
    }
    Data.Dict kwargs =
        request
            .kwargs()
            .with("model", Data.of("{{ get_where_subquery(" + subject.expression() + ") }}"));
    var metadata = new GenericTest.TestMetadata(request.plainName(), kwargs, request.namespace());
    Identity identity = identity(file, name, metadata);
    checkKnown(request, at);
    // dbt looks for a macro of that name in any package, whatever the test's namespace
    Optional<MacroCatalog.Entry> macro =
        scope.macros().named(identity.packageName(), "test_" + request.plainName());
    String code = code(request, config);
    Asked asked = ask(identity, subject, macro, kwargs, config, code, at);
    var place = new Configs.Place(ResourceType.TEST, identity.packageName(), identity.fqn());
    NodeConfig effective = configs.effective(place, Data.noEntries(), asked.calls());
    problems.config(ResourceType.TEST, identity.name(), effective, at);
    Data.Dict unrendered =
        configs.unrendered(
            place,
            Data.noEntries(),
            flags.keepsAsWritten() ? asked.unrenderedCalls() : asked.calls());
    var source = new Code("sql", code, Checksum.NONE, at);
    RelationName relation = nodes.relation(identity, effective, source, Optional.empty());
    var own = new TreeSet<>(columnTags);
    own.addAll(subject.tags());
    own.addAll(Patch.texts(config, "tags"));
    var tags = new LinkedHashSet<>(own);
    tags.addAll(effective.tags());
    Descriptions.Description description =
        descriptions
            .of(effective.enabled())
            .read(request.description(), identity.packageName(), at);
    var properties =
        new Properties(
            description.text(),
            description.blocks(),
            Map.of(),
            List.copyOf(tags),
            subject.group().or(effective::group),
            Optional.empty());
    var parts =
        new NodeParts(
            identity,
            relation,
            effective,
            unrendered,
            properties,
            source,
            asked.links(),
            Contract.NONE);
    return new GenericTest(parts, column, subject.fileKey(), subject.uniqueId(), metadata);
  }

  private static GenericTestName name(Request request, Subject subject) {
    if (request.customName().isPresent()) {
      String name = request.customName().get();
      return new GenericTestName(name, name);
    }
    String type =
        request.namespace().map(n -> n + "_").orElse("")
            + (subject.source().isPresent() ? "source_" : "")
            + request.plainName();
    var arguments = new LinkedHashMap<String, Data>();
    request.kwargs().entries().forEach((key, value) -> arguments.put(PythonText.str(key), value));
    return GenericTestName.of(type, subject.name(), arguments);
  }

  private static Identity identity(
      PropertiesFile file, GenericTestName name, GenericTest.TestMetadata metadata) {
    var hashed = new LinkedHashMap<String, Data>();
    hashed.put("name", Data.of(metadata.name()));
    hashed.put("kwargs", metadata.kwargs());
    hashed.put("namespace", Data.of(metadata.namespace()));
    String packageName = file.packageFiles().name();
    // not from the source path, but from the folder: of the source path `a/b` is `b` part of the
    // fqn
    String belowFolder = file.path().substring(file.path().indexOf('/') + 1);
    return new Identity(
        "test.%s.%s.%s"
            .formatted(
                packageName,
                name.fullName(),
                GenericTestName.hash(name.fullName(), Data.dict(hashed))),
        ResourceType.TEST,
        name.fullName(),
        packageName,
        name.shortName() + ".sql",
        file.path(),
        Drafts.fqn(packageName, belowFolder, name.fullName()));
  }

  private void checkKnown(Request request, Span at) {
    String name = "test_" + request.plainName();
    Optional<MacroCatalog.Entry> macro =
        request.namespace().isPresent()
            ? scope.macros().member(request.namespace().get(), name)
            : scope.macros().anywhere(name);
    if (macro.isEmpty()) {
      List<String> tests =
          scope
              .macros()
              .all()
              .map(entry -> entry.definition().name())
              .filter(other -> other.startsWith("test_"))
              .map(other -> other.substring("test_".length()))
              .toList();
      problems.warning(
          "unknown-test",
          at,
          "There is no generic test '%s'%s. Check for typos, and that the package which defines it is installed."
              .formatted(
                  request.name(),
                  Spelling.nearest(request.plainName(), tests)
                      .map(near -> "; did you mean '" + near + "'?")
                      .orElse("")));
    }
  }

  private static String code(Request request, Data.Dict config) {
    String macro = request.namespace().map(n -> n + ".").orElse("") + "test_" + request.plainName();
    String call = "{{ " + macro + "(**" + TestArguments.NAME + ") }}";
    if (config.isEmpty()) {
      return call;
    }
    String arguments =
        config.entries().entrySet().stream()
            .map(e -> PythonText.str(e.getKey()) + "=" + argument(e.getValue()))
            .collect(Collectors.joining(","));
    return call + "{{ config(" + arguments + ") }}";
  }

  private static String argument(Data value) {
    return value instanceof Data.Text(String text)
        ? "\"" + text.replace("\"", "\\\"") + "\""
        : PythonText.str(value);
  }

  /// What a test asks for.
  private record Asked(Data.Dict calls, Data.Dict unrenderedCalls, Links links) {}

  private Asked ask(
      Identity identity,
      Subject subject,
      Optional<MacroCatalog.Entry> macro,
      Data.Dict kwargs,
      Data.Dict config,
      String code,
      Span at) {
    List<String> macros = macro.map(m -> List.of(m.uniqueId())).orElse(List.of());
    Optional<Template> template = template(code, at);
    if (macro.isEmpty() || STATIC.contains(macro.get().uniqueId())) {
      var links =
          new Links(
              subject.ref().map(List::of).orElse(List.of()),
              subject.source().map(List::of).orElse(List.of()),
              List.of(),
              List.of(),
              new DependsOn(macros, List.of()));
      Data.Dict calls = ConfigMerge.calls(Data.noEntries(), config);
      return new Asked(calls, calls, links);
    }
    var capture = new Capture();
    capture.macro(macro.get().uniqueId());
    capture.config(config);
    template.ifPresent(t -> ask(identity, t, code, kwargs, macro.get(), capture, at));
    var links =
        new Links(
            capture.refs(),
            capture.sources(),
            capture.metrics(),
            capture.functions(),
            new DependsOn(capture.macros(), List.of()));
    Data.Dict written =
        template(code, at).flatMap(t -> Unparser.configCall(t.body())).orElse(capture.config());
    return new Asked(capture.config(), written, links);
  }

  private void ask(
      Identity identity,
      Template template,
      String code,
      Data.Dict kwargs,
      MacroCatalog.Entry macro,
      Capture capture,
      Span at) {
    try {
      captures.test(identity, template, code, kwargs, macros.of(macro), capture);
    } catch (TemplateException e) {
      problems.error("data-test", at, e.text() + "\n> in test " + identity.name());
    }
  }

  private Optional<Template> template(String code, Span at) {
    Template known = templates.get(code);
    if (known != null) {
      return Optional.of(known);
    }
    return switch (Templates.SQL.compile(new SourceFile("generic test", code))) {
      case Outcome.Ok(Template template, _) -> {
        templates.put(code, template);
        yield Optional.of(template);
      }
      case Outcome.Failed(List<Problem> found) -> {
        found.forEach(p -> problems.error(p.code(), at, p.message()));
        yield Optional.empty();
      }
    };
  }
}
