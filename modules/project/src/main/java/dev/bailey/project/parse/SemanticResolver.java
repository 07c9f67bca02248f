package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds what the resources of the semantic layer stand on: the models of semantic models, the
/// semantic models and metrics of metrics, the metrics of saved queries.
final class SemanticResolver {
  private static final String PARAMETERS = "type_params";
  private static final String MEASURES = "input_measures";

  private final Lookup lookup;
  private final Map<String, SemanticDefinition> all;
  private final Map<String, Span> places;
  private final Problems problems;
  private final Map<String, SemanticDefinition> done = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /// @param places where each is named
  SemanticResolver(
      Lookup lookup,
      Map<String, SemanticDefinition> all,
      Map<String, Span> places,
      Problems problems) {
    this.lookup = lookup;
    this.all = all;
    this.places = places;
    this.problems = problems;
  }

  Map<String, SemanticDefinition> resolve() {
    var resolved = new LinkedHashMap<String, SemanticDefinition>();
    all.values().forEach(one -> resolved.put(one.uniqueId(), resolve(one)));
    return resolved;
  }

  private SemanticDefinition resolve(SemanticDefinition one) {
    return switch (one.type()) {
      case SEMANTIC_MODEL -> semanticModel(one);
      case METRIC -> metric(one);
      case SAVED_QUERY -> savedQuery(one);
      default -> throw new IllegalArgumentException(one.uniqueId());
    };
  }

  private SemanticDefinition semanticModel(SemanticDefinition one) {
    for (Ref ref : one.links().refs()) {
      Optional<Node> model = lookup.ref(ref, one.packageName());
      if (model.isPresent()) {
        return one.with(one.said().with("node_relation", place(model.get())))
            .with(one.links().with(new DependsOn(List.of(), List.of(model.get().uniqueId()))));
      }
      missing(one, "model '" + ref.name() + "'");
    }
    return one;
  }

  private static Data place(Node model) {
    return Data.noEntries()
        .with("alias", Data.of(model.relation().alias()))
        .with("schema_name", Data.of(model.relation().schema()))
        .with("database", Data.of(model.relation().database()))
        .with("relation_name", Data.of(model.relation().rendered()));
  }

  private SemanticDefinition metric(SemanticDefinition metric) {
    SemanticDefinition known = done.get(metric.uniqueId());
    if (known != null) {
      return known;
    }
    if (!open.add(metric.uniqueId())) {
      problems.error(
          "metric",
          place(metric),
          "The metric '%s' is computed from itself: %s"
              .formatted(metric.name(), String.join(" --> ", open)));
      return metric;
    }
    Data.Dict parameters = metric.said().dict(PARAMETERS);
    String type = metric.said().find("type").flatMap(Data::asText).orElse("");
    SemanticDefinition resolved =
        switch (type) {
          case "derived" -> overMetrics(metric, parameters, Patch.dicts(parameters, "metrics"));
          case "ratio" ->
              overMetrics(metric, parameters, named(parameters, "numerator", "denominator"));
          case "conversion" -> conversion(metric, parameters);
          case "cumulative" -> cumulative(metric, parameters);
          default -> simple(metric, parameters);
        };
    open.remove(metric.uniqueId());
    done.put(metric.uniqueId(), resolved);
    return resolved;
  }

  /// Over a measure, or over a semantic model by an aggregation of its own.
  private SemanticDefinition simple(SemanticDefinition metric, Data.Dict parameters) {
    if (!(parameters.present("metric_aggregation_params").orElse(Data.nothing())
        instanceof Data.Dict aggregation)) {
      return overMeasures(metric, parameters, named(parameters, "measure"));
    }
    Optional<String> model = Patch.text(aggregation, "semantic_model");
    if (model.isEmpty()) {
      problems.error(
          "metric",
          place(metric),
          "The metric '%s' has an `agg` of its own and belongs to no model. Put it below the `metrics` of one."
              .formatted(metric.name()));
      return metric;
    }
    String id = "semantic_model." + metric.packageName() + "." + model.get();
    return over(metric, parameters, Set.of(id), List.of());
  }

  private SemanticDefinition cumulative(SemanticDefinition metric, Data.Dict parameters) {
    List<Data.Dict> metrics = named(parameters.dict("cumulative_type_params"), "metric");
    return metrics.isEmpty()
        ? overMeasures(metric, parameters, named(parameters, "measure"))
        : overMetrics(metric, parameters, metrics);
  }

  private SemanticDefinition conversion(SemanticDefinition metric, Data.Dict parameters) {
    Data.Dict own = parameters.dict("conversion_type_params");
    List<Data.Dict> metrics = named(own, "base_metric", "conversion_metric");
    return metrics.isEmpty()
        ? overMeasures(metric, parameters, named(own, "base_measure", "conversion_measure"))
        : overMetrics(metric, parameters, metrics);
  }

  private static List<Data.Dict> named(Data.Dict parameters, String... keys) {
    var found = new ArrayList<Data.Dict>();
    for (String key : keys) {
      if (parameters.present(key).orElse(Data.nothing()) instanceof Data.Dict one) {
        found.add(one);
      }
    }
    return found;
  }

  private SemanticDefinition overMeasures(
      SemanticDefinition metric, Data.Dict parameters, List<Data.Dict> measures) {
    if (measures.isEmpty()) {
      problems.error(
          "metric",
          place(metric),
          "The metric '%s' names no measure; add `measure:` to its type_params"
              .formatted(metric.name()));
    }
    var nodes = new LinkedHashSet<String>();
    for (Data.Dict measure : measures) {
      String name = Patch.text(measure, "name").orElse("");
      withMeasure(name, metric.packageName())
          .ifPresentOrElse(
              model -> nodes.add(model.uniqueId()),
              () -> missing(metric, "semantic model with the measure '" + name + "'"));
    }
    return over(metric, parameters, nodes, List.<Data>copyOf(measures));
  }

  private Optional<SemanticDefinition> withMeasure(String measure, String packageName) {
    List<SemanticDefinition> found =
        all.values().stream()
            .filter(one -> one.type() == ResourceType.SEMANTIC_MODEL)
            .filter(one ->
                Patch.dicts(one.said(), "measures").stream()
                    .anyMatch(m -> Patch.text(m, "name").filter(measure::equals).isPresent()))
            .toList();
    return found.stream()
        .filter(one -> one.packageName().equals(packageName))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  private SemanticDefinition overMetrics(
      SemanticDefinition metric, Data.Dict parameters, List<Data.Dict> inputs) {
    var nodes = new LinkedHashSet<String>();
    var measures = new LinkedHashSet<Data>();
    for (Data.Dict input : inputs) {
      String name = Patch.text(input, "name").orElse("");
      Optional<SemanticDefinition> found = findMetric(name, metric.packageName());
      if (found.isEmpty()) {
        missing(metric, "metric '" + name + "'");
        continue;
      }
      SemanticDefinition resolved = metric(found.get());
      nodes.add(resolved.uniqueId());
      measures.addAll(Patch.dicts(resolved.said().dict(PARAMETERS), MEASURES));
    }
    return over(metric, parameters, nodes, List.copyOf(measures));
  }

  private static SemanticDefinition over(
      SemanticDefinition metric, Data.Dict parameters, Set<String> nodes, List<Data> measures) {
    Data.Dict filled = parameters.with(MEASURES, new Data.Items(measures));
    return metric
        .with(metric.said().with(PARAMETERS, filled))
        .with(metric.links().with(new DependsOn(List.of(), List.copyOf(nodes))));
  }

  private Optional<SemanticDefinition> findMetric(String name, String packageName) {
    List<SemanticDefinition> found =
        all.values().stream()
            .filter(one -> one.type() == ResourceType.METRIC && one.name().equals(name))
            .toList();
    return found.stream()
        .filter(one -> one.packageName().equals(packageName))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  private SemanticDefinition savedQuery(SemanticDefinition query) {
    var nodes = new LinkedHashSet<String>();
    for (String name : Patch.texts(query.said().dict("query_params"), "metrics")) {
      findMetric(name, query.packageName())
          .ifPresentOrElse(
              metric -> nodes.add(metric.uniqueId()),
              () -> missing(query, "metric '" + name + "'"));
    }
    return query.with(query.links().with(new DependsOn(List.of(), List.copyOf(nodes))));
  }

  private Span place(SemanticDefinition of) {
    return Objects.requireNonNull(places.get(of.uniqueId()));
  }

  private void missing(SemanticDefinition from, String wanted) {
    problems.error(
        "missing-ref",
        place(from),
        "'%s' (%s) depends on a %s which was not found or is disabled."
            .formatted(from.uniqueId(), from.originalFilePath(), wanted));
  }
}
