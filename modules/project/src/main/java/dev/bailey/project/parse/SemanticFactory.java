package dev.bailey.project.parse;

import dev.bailey.project.config.Configs;
import dev.bailey.project.context.RelationNaming;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes semantic models, metrics and saved queries out of what properties files say.
final class SemanticFactory {
  private static final Set<String> METRICS =
      Set.of("simple", "ratio", "cumulative", "derived", "conversion");

  private final Configs configs;
  private final Descriptions descriptions;
  private final RelationNaming naming;
  private final Problems problems;

  SemanticFactory(
      Configs configs, Descriptions descriptions, RelationNaming naming, Problems problems) {
    this.configs = configs;
    this.descriptions = descriptions;
    this.naming = naming;
    this.problems = problems;
  }

  /// A semantic model; where its model stands is left open.
  SemanticDefinition semanticModel(Patch patch) {
    Data.Dict all = patch.rendered();
    Identity identity = identity(ResourceType.SEMANTIC_MODEL, patch);
    Configured configured = configured(identity, patch);
    var said = new LinkedHashMap<String, Data>();
    said.put("model", Data.of(Patch.text(all, "model")));
    said.put("node_relation", Data.nothing());
    described(said, patch, configured);
    said.put(
        "defaults",
        all.present("defaults").map(SemanticShapes.DEFAULTS::one).orElse(Data.nothing()));
    said.put("entities", elements(all, "entities", SemanticShapes.ENTITY, configured, patch));
    said.put("measures", measures(all, configured, patch));
    said.put(
        "dimensions", elements(all, "dimensions", SemanticShapes.DIMENSION, configured, patch));
    said.put("metadata", Data.nothing());
    said.put("primary_entity", Data.of(Patch.text(all, "primary_entity")));
    return definition(
        identity,
        said,
        configured,
        new Links(model(patch), List.of(), List.of(), List.of(), DependsOn.NOTHING));
  }

  private List<Ref> model(Patch patch) {
    var refs = new ArrayList<Ref>();
    String model = Patch.text(patch.rendered(), "model").orElse("");
    if (!StaticCall.read(model, refs::add, _ -> {}) || refs.isEmpty()) {
      problems.error(
          "semantic-model",
          patch.at(),
          "The semantic model '%s' has the model '%s'; write ref('model')"
              .formatted(patch.name(), model));
    }
    return refs;
  }

  private Data measures(Data.Dict all, Configured configured, Patch patch) {
    var measures = new ArrayList<Data>();
    if (elements(all, "measures", SemanticShapes.MEASURE, configured, patch)
        instanceof Data.Items(List<Data> items)) {
      items.forEach(item ->
          measures.add(
              item instanceof Data.Dict measure
                  ? measure.with("create_metric", Data.of(false))
                  : item));
    }
    return new Data.Items(measures);
  }

  private Data elements(
      Data.Dict all, String key, Shape shape, Configured configured, Patch patch) {
    var elements = new ArrayList<Data>();
    for (Data.Dict one : Patch.dicts(all, key)) {
      if (one.present("name").isEmpty()) {
        problems.error(
            "semantic-model",
            patch.at(),
            "An entry of the %s of '%s' has no name; add `name:`".formatted(key, patch.name()));
      }
      Data.Dict own = one.dict("config").dict("meta");
      elements.add(
          shape
              .fill(one)
              .with("description", description(one, patch, configured))
              .with(
                  "config",
                  Data.noEntries().with("meta", configured.config().meta().updated(own))));
    }
    return new Data.Items(elements);
  }

  /// The metrics that a semantic model asks for by `create_metric`.
  List<SemanticDefinition> metricsOf(Patch patch, SemanticDefinition semanticModel) {
    var metrics = new ArrayList<SemanticDefinition>();
    for (Data.Dict measure : Patch.dicts(patch.rendered(), "measures")) {
      if (measure.find("create_metric").map(Data::truth).orElse(false)) {
        metrics.add(metricOf(patch, semanticModel, measure));
      }
    }
    return metrics;
  }

  private SemanticDefinition metricOf(
      Patch patch, SemanticDefinition semanticModel, Data.Dict measure) {
    String name = Patch.text(measure, "name").orElse("");
    Data.Dict parameters =
        Data.noEntries()
            .with("measure", Data.of(name))
            .with("expr", measure.present("expr").orElse(Data.of(name)));
    Data.Dict said =
        Data.noEntries()
            .with("name", Data.of(name))
            .with("label", measure.present("label").orElse(Data.of(name)))
            .with("type", Data.of("simple"))
            .with("type_params", parameters)
            .with(
                "description",
                measure
                    .present("description")
                    .orElse(Data.of("Metric created from measure " + name)))
            .with(
                "config",
                Data.noEntries()
                    .with("enabled", Data.of(true))
                    .with("meta", semanticModel.config().meta()));
    return metric(new Patch(patch.file(), "metrics", name, patch.node(), said, said));
  }

  /// A metric of the section `metrics`; what it is computed from is left open.
  SemanticDefinition metric(Patch patch) {
    return metric(patch, Optional.empty());
  }

  /// A metric.
  ///
  /// @param model whose own it is
  SemanticDefinition metric(Patch patch, Optional<ModelSemantics> model) {
    boolean hasParameters = patch.rendered().find("type_params").isPresent();
    Data.Dict all =
        hasParameters ? patch.rendered() : ModelSemantics.withParameters(patch.rendered(), model);
    Identity identity = identity(ResourceType.METRIC, patch);
    Configured configured = configured(identity, patch);
    String type = Patch.text(all, "type").orElse("simple");
    if (!METRICS.contains(type)) {
      problems.error(
          "metric",
          patch.at(),
          "The metric '%s' has the type '%s'; it must be one of %s"
              .formatted(patch.name(), type, String.join(", ", new TreeSet<>(METRICS))));
    }
    Patch.text(all, "agg")
        .filter(agg -> !SemanticShapes.AGGREGATIONS.contains(agg.toLowerCase(Locale.ROOT)))
        .ifPresent(agg ->
            problems.error(
                "metric",
                patch.at(),
                "The metric '%s' has the agg '%s'; it must be one of %s"
                    .formatted(patch.name(), agg, String.join(", ", SemanticShapes.AGGREGATIONS))));
    var said = new LinkedHashMap<String, Data>();
    described(said, patch, configured);
    said.computeIfPresent(
        "description", (_, text) -> text instanceof Data.Nothing ? Data.of("") : text);
    said.put("label", all.present("label").orElse(Data.of(patch.name())));
    said.put("type", Data.of(type));
    said.put("type_params", parameters(type, all.dict("type_params")));
    said.put("filter", all.present("filter").map(SemanticShapes::filter).orElse(Data.nothing()));
    said.put("metadata", Data.nothing());
    said.put("time_granularity", Data.of(Patch.text(all, "time_granularity")));
    said.put("sources", Data.noItems());
    said.put("metrics", Data.noItems());
    Data.Dict meta = configured.config().meta();
    Data.Dict older = meta.isEmpty() ? all.dict("meta") : meta;
    said.put("meta", hasParameters ? older : Data.noEntries());
    said.put("tags", Data.texts(Patch.texts(all, "tags")));
    return definition(identity, said, configured, Links.NONE);
  }

  private static Data.Dict parameters(String type, Data.Dict said) {
    Data.Dict filled = SemanticShapes.METRIC_PARAMETERS.fill(cumulative(type, said));
    return type.equals("cumulative")
        ? filled
        : filled.with("cumulative_type_params", Data.nothing());
  }

  /// The window of a cumulative metric may also stand where it stood before there was a place for
  /// it.
  private static Data.Dict cumulative(String type, Data.Dict said) {
    if (!type.equals("cumulative")) {
      return said;
    }
    Data.Dict own = said.dict("cumulative_type_params");
    for (String key : List.of("window", "grain_to_date")) {
      Optional<Data> older = said.present(key);
      if (older.isPresent() && own.present(key).isEmpty()) {
        own = own.with(key, older.get());
      }
    }
    return said.with("cumulative_type_params", own);
  }

  /// A saved query.
  SemanticDefinition savedQuery(Patch patch) {
    Data.Dict all = patch.rendered();
    Identity identity = identity(ResourceType.SAVED_QUERY, patch);
    Configured configured = configured(identity, patch);
    var said = new LinkedHashMap<String, Data>();
    said.put("query_params", SemanticShapes.QUERY.fill(all.dict("query_params")));
    said.put("exports", exports(patch, identity, configured.config()));
    described(said, patch, configured);
    said.put("metadata", Data.nothing());
    var tags = new TreeSet<>(configured.config().tags());
    tags.addAll(Patch.texts(all, "tags"));
    said.put("tags", Data.texts(List.copyOf(tags)));
    return definition(identity, said, configured, Links.NONE);
  }

  private Data exports(Patch patch, Identity identity, NodeConfig config) {
    var exports = new ArrayList<Data>();
    for (Data.Dict export : Patch.dicts(patch.rendered(), "exports")) {
      String name = Patch.text(export, "name").orElse("");
      Data.Dict own = export.dict("config");
      Data.Dict shown =
          Data.noEntries()
              .with("name", Data.of(name))
              .with("config", place(own, config, identity, name))
              .with("unrendered_config", own);
      exports.add(shown);
    }
    return new Data.Items(exports);
  }

  private Data.Dict place(Data.Dict own, NodeConfig config, Identity identity, String name) {
    String packageName = identity.packageName();
    Data.Dict node = Data.noEntries().with("name", Data.of(name));
    String schema =
        Patch.text(own, "schema")
            .or(config::schema)
            .orElseGet(() -> named("schema", packageName, Optional.empty(), node));
    String database = named("database", packageName, Patch.text(own, "database"), node);
    Data kind = own.present("export_as").or(() -> config.get("export_as")).orElse(Data.nothing());
    return Data.noEntries()
        .with("export_as", kind)
        .with("schema_name", Data.of(schema))
        .with("alias", own.present("alias").orElse(Data.of(name)))
        .with("database", Data.of(database));
  }

  private String named(String part, String packageName, Optional<String> custom, Data.Dict node) {
    return naming.generate(part, packageName, custom, () -> node).orElse("");
  }

  private static Identity identity(ResourceType type, Patch patch) {
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    return new Identity(
        type.word() + "." + packageName + "." + patch.name(),
        type,
        patch.name(),
        packageName,
        file.relative(),
        file.path(),
        Drafts.fqn(packageName, file.relative(), patch.name()));
  }

  private record Configured(NodeConfig config, Data.Dict unrendered) {}

  private Configured configured(Identity identity, Patch patch) {
    var place = new Configs.Place(identity.type(), identity.packageName(), identity.fqn());
    return new Configured(
        configs.effective(place, patch.rendered().dict("config"), Data.noEntries()),
        configs.unrendered(place, patch.written().dict("config"), Data.noEntries()));
  }

  private void described(Map<String, Data> said, Patch patch, Configured configured) {
    said.put("description", description(patch.rendered(), patch, configured));
    said.put("label", Data.of(Patch.text(patch.rendered(), "label")));
  }

  private Data description(Data.Dict of, Patch patch, Configured configured) {
    return Data.of(
        Patch.text(of, "description")
            .map(text ->
                descriptions
                    .of(configured.config().enabled())
                    .read(text, patch.file().packageFiles().name(), patch.at())
                    .text()));
  }

  private static SemanticDefinition definition(
      Identity identity, Map<String, Data> said, Configured configured, Links links) {
    return new SemanticDefinition(
        identity, Data.dict(said), configured.config(), configured.unrendered(), links);
  }
}
