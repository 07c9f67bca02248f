package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.AdapterValue;
import dev.bailey.engine.context.ExceptionsValue;
import dev.bailey.engine.context.LazyValue;
import dev.bailey.engine.context.Place;
import dev.bailey.engine.context.StatementResults;
import dev.bailey.engine.context.WarehouseRelations;
import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.RelationSpec;
import dev.bailey.project.context.RuntimeNames;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.relation.ApiValue;
import dev.bailey.project.relation.EventTimeFilter;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationValue;
import dev.bailey.project.relation.TimeWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the engine adds to the names of the templates of one node, hook or operation: the way into
/// the warehouse over one connection. One thread at a time.
final class Scene implements RuntimeNames {
  private final Work work;
  private final Place place;
  private final StatementResults results = new StatementResults();
  private final Map<String, Value> names = new HashMap<>();
  private final Optional<TimeWindow> seen;
  private @Nullable Context root;

  /// A scene of which every input is seen whole.
  Scene(Work work, Connection connection) {
    this(work, connection, Optional.empty());
  }

  /// @param seen the window of event time that inputs are confined to
  Scene(Work work, Connection connection, Optional<TimeWindow> seen) {
    this.work = work;
    this.seen = seen;
    this.place =
        new Place(
            work.adapter(),
            connection,
            work.cache(),
            work.quoting(),
            this::callMacro,
            work.reporter());
    names.putAll(results.functions());
    names.put("graph", new LazyValue(work.graph()::value));
    names.put("exceptions", new ExceptionsValue(work.reporter()));
    names.put("selected_resources", new LazyValue(this::selected));
  }

  private Value selected() {
    return ListValue.copyOf(work.selected().stream().map(Str::of).toList());
  }

  /// The results of the node's statements.
  StatementResults results() {
    return results;
  }

  Place place() {
    return place;
  }

  /// Adds a name.
  void put(String name, Value value) {
    names.put(name, value);
  }

  @Override
  public Value adapter() {
    return new AdapterValue(place);
  }

  @Override
  public Value api() {
    return new ApiValue(place.adapter(), place.quoting());
  }

  @Override
  public Map<String, Value> names() {
    return names;
  }

  @Override
  public Value relation(RelationSpec spec) {
    Adapter adapter = work.adapter();
    if (spec.kind() == RelationSpec.Kind.EPHEMERAL) {
      var path =
          new Relation.Path(Optional.empty(), Optional.empty(), Optional.of(spec.identifier()));
      return new RelationValue(
          Relation.of(path, new Relation.Policy(false, false, false), adapter.relationStyle())
              .typed(Optional.of("cte"))
              .read(reading(spec.resource())));
    }
    Relation relation = relation(spec, place(spec));
    if (spec.kind() == RelationSpec.Kind.FUNCTION) {
      return new RelationValue(relation.typed(Optional.of("function")));
    }
    boolean isInput = spec.kind() != RelationSpec.Kind.THIS;
    return new RelationValue(isInput ? relation.read(reading(spec.resource())) : relation);
  }

  /// What is seen of an input. Only one that says which column its event time is can be confined.
  private Relation.Reading reading(Resource input) {
    return new Relation.Reading(
        work.options().empty() ? Optional.of(0) : Optional.empty(),
        seen.flatMap(window ->
            EventTimes.field(input, work.adapter().relationStyle())
                .map(field -> new EventTimeFilter(field, window, work.adapter().timePrefix()))));
  }

  private Relation relation(RelationSpec spec, Relation.Path path) {
    Relation named =
        Relation.of(path, Relation.Policy.of(spec.quoting()), work.adapter().relationStyle());
    return spec.resource() instanceof SourceDefinition source
        ? work.adapter().location(source).map(named::at).orElse(named)
        : named;
  }

  /// Where the relation stands: here, unless `--defer` has `ref` lead elsewhere.
  private Relation.Path place(RelationSpec spec) {
    var here =
        new Relation.Path(
            spec.database(), Optional.of(spec.schema()), Optional.of(spec.identifier()));
    String id = spec.resource().uniqueId();
    Optional<RelationName> elsewhere =
        spec.kind() == RelationSpec.Kind.REF || spec.kind() == RelationSpec.Kind.FUNCTION
            ? work.deferral().ofRef(id)
            : Optional.empty();
    return elsewhere
        .filter(_ -> (work.deferral().favored() && !work.selected().contains(id)) || !isThere(here))
        .map(Scene::path)
        .orElse(here);
  }

  private boolean isThere(Relation.Path path) {
    return find(path).isPresent();
  }

  private Optional<Relation> find(Relation.Path path) {
    return new WarehouseRelations(place).find(path, Scope.runRendering(Work.BUDGET));
  }

  /// The relation of `node`, if the warehouse has it.
  Optional<Relation> existing(Node node) {
    return find(path(node.relation()));
  }

  private static Relation.Path path(RelationName name) {
    return new Relation.Path(
        name.database(), Optional.of(name.schema()), Optional.of(name.alias()));
  }

  /// What stands in for `node` in the environment that is deferred to: `defer_relation`.
  Value deferred(Node node) {
    return work.deferral()
        .of(node.uniqueId())
        .<Value>map(name ->
            new RelationValue(
                Relation.of(
                    path(name),
                    Relation.Policy.of(node.config().quoting()),
                    work.adapter().relationStyle())))
        .orElse(None.NONE);
  }

  /// Calls a macro as the root project sees it.
  Value callMacro(String macro, Map<String, Value> named, Execution x) {
    Value function = root().find(macro);
    if (function == null) {
      throw new IllegalStateException("there is no macro " + macro);
    }
    return Operations.call(function, new Arguments(List.of(), named), x);
  }

  /// The names of the root project, outside of any node.
  Context root() {
    Context found = root;
    if (found == null) {
      found = work.contexts().root(this);
      root = found;
    }
    return found;
  }

  /// Renders a query comment, which is the body of a macro: it may `return`.
  String comment(String template, Optional<Node> node, String connectionName) {
    put("connection_name", Str.of(connectionName));
    put("node", node.<Value>map(n -> Values.of(ManifestData.of(n))).orElse(None.NONE));
    Context fresh = work.contexts().root(this);
    names.remove("connection_name");
    names.remove("node");
    String macro = "{%- macro query_comment_macro() -%}\n" + template + "\n{% endmacro %}";
    return work.contexts()
        .render(
            macro + "{{ dbt_macro__query_comment_macro() }}",
            fresh,
            Scope.runRendering(Work.BUDGET));
  }

  @Override
  public void log(String message, boolean info) {
    work.reporter().log(message, info);
  }

  @Override
  public void print(String message) {
    work.reporter().print(message);
  }

  @Override
  public void warn(String message) {
    work.reporter().warn(message);
  }
}
