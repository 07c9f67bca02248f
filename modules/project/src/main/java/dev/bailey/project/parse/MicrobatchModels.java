package dev.bailey.project.parse;

import dev.bailey.jinja.library.datetime.IsoText;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.Dialect;
import dev.bailey.project.batch.BatchSize;
import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.yaml.PythonText;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model must say of itself to be built batch by batch.
final class MicrobatchModels {
  private final Dialect dialect;
  private final Problems problems;

  MicrobatchModels(Dialect dialect, Problems problems) {
    this.dialect = dialect;
    this.problems = problems;
  }

  /// Checks every microbatch model, and makes a moment of its `begin`, as dbt does.
  void check(Map<String, Node> nodes, Map<String, SourceDefinition> sources) {
    List<Node> found =
        nodes.values().stream().filter(Microbatch::isOne).map(this::checked).toList();
    found.forEach(node -> nodes.put(node.uniqueId(), node));
    found.forEach(node -> checkInputs(node, nodes, sources));
    found.stream()
        .filter(node ->
            node.links().dependsOn().nodes().stream()
                .noneMatch(input -> hasEventTime(input, nodes, sources)))
        .forEach(this::warnOfInputs);
    if (!found.isEmpty() && !dialect.buildsBatchesAtOnce()) {
      warnOfConcurrency(
          nodes.values().stream()
              .filter(node -> node.config().isTrue("concurrent_batches"))
              .toList());
    }
  }

  private void warnOfConcurrency(List<Node> nodes) {
    if (!nodes.isEmpty()) {
      problems.warning(
          "concurrent-batches",
          nodes.getFirst().code().source(),
          ("Found %d microbatch model%s with the `concurrent_batches` config set to true, but the"
                  + " %s adapter does not support running batches concurrently. Batches will be run"
                  + " sequentially.")
              .formatted(nodes.size(), nodes.size() == 1 ? "" : "s", dialect.type()));
    }
  }

  private static boolean hasEventTime(
      String input, Map<String, Node> nodes, Map<String, SourceDefinition> sources) {
    return eventTime(input, nodes, sources).isPresent();
  }

  private static Optional<Data> eventTime(
      String input, Map<String, Node> nodes, Map<String, SourceDefinition> sources) {
    return Optional.ofNullable(nodes.get(input))
        .map(Node::config)
        .or(() -> Optional.ofNullable(sources.get(input)).map(SourceDefinition::config))
        .flatMap(config -> config.get("event_time"))
        .filter(Data::truth);
  }

  private void checkInputs(
      Node node, Map<String, Node> nodes, Map<String, SourceDefinition> sources) {
    for (String input : node.links().dependsOn().nodes()) {
      eventTime(input, nodes, sources)
          .filter(time -> !(time instanceof Data.Text))
          .ifPresent(time ->
              complain(
                  node,
                  "depends on %s, whose 'event_time' is %s and not the name of a column."
                      .formatted(input, PythonText.repr(time))));
    }
  }

  private void warnOfInputs(Node node) {
    problems.warning(
        "microbatch",
        node.code().source(),
        ("The microbatch model '%s' has no 'ref' or 'source' input with an 'event_time'"
                + " configuration. \nThis means no filtering can be applied and can result in"
                + " unexpected duplicate records in the resulting microbatch model.")
            .formatted(node.name()));
  }

  private Node checked(Node node) {
    NodeConfig config = node.config();
    requireText(node, config.get("event_time").orElse(Data.nothing()));
    String size = config.text("batch_size").orElse("None");
    if (BatchSize.named(size).isEmpty()) {
      complain(
          node,
          "must provide a 'batch_size' config that is one of %s, but got: %s."
              .formatted(PythonText.repr(Data.texts(BatchSize.words())), size));
    }
    requireKind(
        node,
        "lookback",
        Data.Whole.class,
        "must provide the optional 'lookback' config as type int");
    requireKind(
        node,
        "concurrent_batches",
        Data.Truth.class,
        "optional 'concurrent_batches' config must be of type `bool` if specified");
    return begin(node)
        .<Node>map(begin -> node.with(node.parts().with(with(config, begin))))
        .orElse(node);
  }

  private static NodeConfig with(NodeConfig config, Data begin) {
    var values = new LinkedHashMap<>(config.values().entries());
    values.put(Data.of("begin"), begin);
    return new NodeConfig(new Data.Dict(values));
  }

  private void requireText(Node node, Data eventTime) {
    if (eventTime instanceof Data.Nothing) {
      complain(
          node,
          "must provide an 'event_time' (string) config that indicates the name of the event time"
              + " column.");
    } else if (!(eventTime instanceof Data.Text)) {
      complain(
          node,
          "must provide an 'event_time' config of type string, but got: %s."
              .formatted(PythonText.repr(eventTime)));
    }
  }

  private void requireKind(Node node, String key, Class<? extends Data> kind, String demand) {
    Data value = node.config().get(key).orElse(Data.nothing());
    if (!(value instanceof Data.Nothing) && !kind.isInstance(value)) {
      complain(node, demand + ", but got: " + PythonText.repr(value) + ".");
    }
  }

  private Optional<Data> begin(Node node) {
    Data written = node.config().get("begin").orElse(Data.nothing());
    switch (written) {
      case Data.Moment moment -> {
        return Optional.of(moment);
      }
      case Data.Text(String text) -> {
        return moment(node, text);
      }
      case Data.Nothing _ ->
          complain(
              node,
              "must provide a 'begin' (datetime) config that indicates the earliest timestamp the"
                  + " microbatch model should be built from.");
      default ->
          complain(
              node,
              "must provide a 'begin' config of type datetime, but got: %s. Write it with its time,"
                      .formatted(PythonText.repr(written))
                  + " as 2024-01-01T00:00:00, or between quotes.");
    }
    return Optional.empty();
  }

  private Optional<Data> moment(Node node, String text) {
    try {
      DateTimeValue moment = IsoText.datetime(text);
      Integer offset = moment.utcOffset();
      return Optional.of(
          new Data.Moment(
              moment.value(), Optional.ofNullable(offset).map(ZoneOffset::ofTotalSeconds)));
    } catch (TemplateException e) {
      complain(
          node,
          "must provide a 'begin' config of valid datetime (ISO format), but got: %s."
              .formatted(text));
      return Optional.empty();
    }
  }

  private void complain(Node node, String what) {
    problems.error(
        "microbatch", node.code().source(), "Microbatch model '" + node.name() + "' " + what);
  }
}
