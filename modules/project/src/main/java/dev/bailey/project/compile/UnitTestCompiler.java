package dev.bailey.project.compile;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.context.RuntimeNames;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Access;
import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.project.manifest.Versions;
import dev.bailey.project.parse.StaticCall;
import dev.bailey.project.yaml.PythonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Compiles unit tests: the code of a model, with the given rows as common table expressions where
/// the model has a `ref` or a `source`.
public final class UnitTestCompiler {
  private static final String ROWS = "dbt_unit_test_rows";

  private final ParsedProject project;
  private final Contexts contexts;
  private final Budget budget;

  UnitTestCompiler(ParsedProject project, Contexts contexts, Budget budget) {
    this.project = project;
    this.contexts = contexts;
    this.budget = budget;
  }

  /// What is compiled and run for a test: the model's code under the test's name.
  public static UnitTestNode node(UnitTest test, ParsedProject project) {
    Node tested = tested(test, project);
    Data rows = written(test.expect().rows());
    Data.Dict config =
        Data.noEntries()
            .with("materialized", Data.of("unit"))
            .with("enabled", Data.of(true))
            .with("expected_rows", rows instanceof Data.Items ? rows : Data.noItems())
            .with("expected_sql", rows instanceof Data.Text ? rows : Data.nothing());
    var relation =
        new RelationName(
            tested.relation().database(),
            tested.relation().schema(),
            test.versionedName(),
            Optional.empty());
    Identity own = test.identity();
    String file = own.originalFilePath();
    var identity =
        new Identity(
            own.uniqueId(),
            own.type(),
            test.versionedName(),
            own.packageName(),
            test.versionedName() + ".sql",
            file,
            List.of(own.uniqueId().split("\\.")));
    return new UnitTestNode(
        new NodeParts(
            identity,
            relation,
            new NodeConfig(config),
            Data.noEntries(),
            Properties.NONE,
            tested.code(),
            Links.NONE.with(test.dependsOn()),
            new Contract(false, true, Optional.empty())),
        test);
  }

  private static Node tested(UnitTest test, ParsedProject project) {
    return project
        .manifest()
        .node(test.dependsOn().nodes().getFirst())
        .orElseThrow(() -> new IllegalStateException(test.uniqueId() + " tests no model"));
  }

  CompiledNode compile(UnitTestNode node, Function<Node, RuntimeNames> runtime) {
    Inputs inputs = inputs(node.test());
    Set<Node> read = new LinkedHashSet<>();
    Set<String> macros = new LinkedHashSet<>();
    Context names =
        contexts.unitTest(
            node, inputs.standIns, runtime.apply(node), new Contexts.Watch(read::add, macros::add));
    Rendering rendering = contexts.rendering(budget);
    String plain =
        project
            .templates()
            .of(tested(node.test(), project))
            .map(template -> template.render(names, rendering))
            .orElse(node.code().raw());
    var ctes = new ArrayList<CompiledNode.Cte>();
    for (Node input : read) {
      Given given = Objects.requireNonNull(inputs.given.get(input));
      String sql = fixtureSql(given, runtime.apply(given.place()));
      ctes.add(Compiler.cte(new CompiledNode(input, sql, sql, List.of(), List.of())));
    }
    return new CompiledNode(
        node, CteInjection.inject(plain, ctes), plain, ctes, List.copyOf(macros));
  }

  private String fixtureSql(Given given, RuntimeNames runtime) {
    Data rows = written(given.fixture().rows());
    Rendering rendering = contexts.rendering(budget);
    Context names =
        contexts.node(given.place(), runtime, Contexts.Watch.NONE, Map.of(ROWS, Values.of(rows)));
    String code =
        rows instanceof Data.Text(String sql) ? sql : "{{ get_fixture_sql(" + ROWS + ", none) }}";
    return contexts.render(code, names, rendering);
  }

  /// The rows with times as the texts that SQL has for them.
  private static Data written(Data rows) {
    return switch (rows) {
      case Data.Date _, Data.Moment _ -> Data.of(PythonText.str(rows));
      case Data.Items(List<Data> items) ->
          new Data.Items(items.stream().map(UnitTestCompiler::written).toList());
      case Data.Dict dict -> {
        var entries = new LinkedHashMap<Data, Data>();
        dict.entries().forEach((key, value) -> entries.put(key, written(value)));
        yield new Data.Dict(entries);
      }
      default -> rows;
    };
  }

  /// What is given of one input.
  ///
  /// @param place a node where the input itself stands, whose columns have the types of the rows
  private record Given(Node place, UnitTest.Fixture fixture) {}

  /// The stand-ins of a test, and what is given of each.
  private record Inputs(Contexts.StandIns standIns, Map<Node, Given> given) {}

  private Inputs inputs(UnitTest test) {
    Map<String, Node> standIns = new HashMap<>();
    Map<Node, Given> given = new LinkedHashMap<>();
    Node tested = tested(test, project);
    Optional<Node> own = Optional.empty();
    for (UnitTest.Input input : test.given()) {
      Resource original = original(input, test, tested);
      Node place = standIn(original, test);
      Node standIn = place.with(place.parts().with(renamed(place.relation(), cteName(original))));
      standIns.put(original.uniqueId(), standIn);
      given.put(standIn, new Given(place, input.fixture()));
      if (original.equals(tested)) {
        own = Optional.of(standIn);
      }
    }
    return new Inputs(new Contexts.StandIns(standIns, own), given);
  }

  private Resource original(UnitTest.Input input, UnitTest test, Node tested) {
    if (input.relation().strip().equals("this")) {
      return tested;
    }
    var found = new ArrayList<Resource>();
    boolean understood =
        StaticCall.read(
            input.relation(),
            ref -> project.lookup().ref(ref, test.packageName()).ifPresent(found::add),
            (SourceRef ref) ->
                project.lookup().source(ref, test.packageName()).ifPresent(found::add));
    if (!understood) {
      throw TemplateException.of(
          "CompilationError",
          "Unit test given inputs must be either a 'ref', 'source' or 'this' call. Got: '%s'."
              .formatted(input.relation()));
    }
    if (found.isEmpty()) {
      throw TemplateException.of(
          "CompilationError",
          "Unit test '%s' had an input (%s) which was not found in the manifest."
              .formatted(test.name(), input.relation()));
    }
    return found.getFirst();
  }

  /// Tables of two sources may have the same name.
  private static String cteName(Resource original) {
    return switch (original) {
      case SourceDefinition source -> source.source().name() + "__" + source.name();
      case Node node -> node.relation().alias();
      default -> original.name();
    };
  }

  private static RelationName renamed(RelationName relation, String alias) {
    return new RelationName(relation.database(), relation.schema(), alias, relation.rendered());
  }

  /// An ephemeral model of the name and place of what it stands in for.
  private static Node standIn(Resource original, UnitTest test) {
    RelationName relation =
        switch (original) {
          case SourceDefinition source -> renamed(source.relation(), source.identifier());
          case Node node -> node.relation();
          default -> throw new IllegalArgumentException(original.uniqueId());
        };
    var identity =
        new Identity(
            "model." + original.packageName() + "." + cteName(original),
            ResourceType.MODEL,
            original.name(),
            original.packageName(),
            original.name() + ".sql",
            test.originalFilePath(),
            original.fqn());
    var parts =
        new NodeParts(
            identity,
            relation,
            new NodeConfig(Data.noEntries().with("materialized", Data.of("ephemeral"))),
            Data.noEntries(),
            Properties.NONE,
            new Code("sql", "", Checksum.NONE, nowhere(test)),
            Links.NONE,
            new Contract(false, true, Optional.empty()));
    return new Model(
        parts,
        Access.PROTECTED,
        List.of(),
        Versions.NONE,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static dev.bailey.source.Span nowhere(UnitTest test) {
    return new dev.bailey.source.Span(
        new dev.bailey.source.SourceFile(test.originalFilePath(), ""), 0, 0);
  }
}
