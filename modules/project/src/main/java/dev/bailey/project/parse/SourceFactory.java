package dev.bailey.project.parse;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.config.ConfigTypes;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.RelationNaming;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Freshness;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Makes sources out of what properties files say.
final class SourceFactory {
  private static final Shape PARTITION =
      Shape.empty()
          .with("name", "data_type")
          .with("description", Data.of(""))
          .with("meta", Data.noEntries());
  private static final Shape EXTERNAL =
      Shape.empty()
          .with("location", "file_format", "row_format", "tbl_properties")
          .with("partitions", Data.nothing(), SourceFactory::partitions);

  private final Scope scope;
  private final Configs configs;
  private final RelationNaming naming;
  private final Descriptions descriptions;
  private final Problems problems;

  SourceFactory(
      Scope scope,
      Configs configs,
      RelationNaming naming,
      Descriptions descriptions,
      Problems problems) {
    this.scope = scope;
    this.configs = configs;
    this.naming = naming;
    this.descriptions = descriptions;
    this.problems = problems;
  }

  /// A table with what its tests need to know.
  record Table(SourceDefinition source, Patch patch, Data.Dict written) {

    TestFactory.Subject subject() {
      String group = source.source().name();
      String table = source.name();
      return new TestFactory.Subject(
          group + "_" + table,
          "source('" + group + "', '" + table + "')",
          Optional.empty(),
          Optional.of(new SourceRef(group, table)),
          Optional.empty(),
          Optional.empty(),
          "sources." + group,
          tags());
    }

    /// What stands in a `config` is for the source alone.
    private List<String> tags() {
      var tags = new ArrayList<>(Patch.texts(patch.rendered(), "tags"));
      tags.addAll(Patch.texts(written, "tags"));
      return List.copyOf(tags);
    }
  }

  /// The tables of one source.
  ///
  /// @param override what the project that uses the source's package changes in it
  List<Table> tables(Patch source, Optional<Patch> override) {
    Patch patch = override.map(change -> SourceOverride.of(source, change)).orElse(source);
    List<Data.Dict> rendered = Patch.dicts(patch.rendered(), "tables");
    List<Data.Dict> written = Patch.dicts(patch.written(), "tables");
    var tables = new ArrayList<Table>();
    for (int i = 0; i < rendered.size(); i++) {
      if (Patch.text(rendered.get(i), "name").isEmpty()) {
        problems.error(
            "properties-file",
            patch.at(),
            "A table of the source '%s' has no name; add `name:`".formatted(patch.name()));
      } else {
        tables.add(
            new Table(located(source(patch, rendered.get(i)), patch), patch, written.get(i)));
      }
    }
    return tables;
  }

  private SourceDefinition located(SourceDefinition source, Patch patch) {
    try {
      return scope.macros().dialect().location(source).map(source::renderedAs).orElse(source);
    } catch (TemplateException e) {
      problems.error(
          "source-location",
          patch.at(),
          "Could not work out the place of the source '%s.%s': %s"
              .formatted(source.source().name(), source.name(), e.text()));
      return source;
    }
  }

  private SourceDefinition source(Patch patch, Data.Dict table) {
    Data.Dict group = patch.rendered();
    Identity identity = identity(patch, Patch.text(table, "name").orElse(""));
    var layers = new Layers(group, table);
    check(identity, layers, patch.at());
    NodeConfig config = config(identity, layers);
    problems.config(ResourceType.SOURCE, patch.name(), config, patch.at());
    Quoting quoting = quoting(table.dict("quoting")).or(quoting(group.dict("quoting")));
    Optional<String> database =
        Patch.text(group, "database").or(() -> scope.options().target().database());
    String schema = Patch.text(group, "schema").orElse(patch.name());
    String identifier = Patch.text(table, "identifier").orElse(identity.name());
    String rendered = naming.render(database, schema, identifier, naming.quoting(quoting));
    boolean enabled = config.enabled();
    return new SourceDefinition(
        identity,
        new SourceDefinition.SourceGroup(
            patch.name(),
            description(group, identity, patch.at(), enabled).text(),
            Patch.text(group, "loader").orElse(""),
            layers.groupMeta()),
        new RelationName(database, schema, identifier, Optional.of(rendered)),
        quoting,
        new SourceDefinition.LoadedAt(
            layers.text("loaded_at_field"), layers.text("loaded_at_query")),
        layers.freshness(),
        table
            .find("external")
            .filter(Data.Dict.class::isInstance)
            .map(said -> withOthers(EXTERNAL, (Data.Dict) said)),
        properties(table, identity, layers, patch.at(), enabled),
        config,
        unrendered(identity, layers),
        Patch.text(patch.written(), "database"),
        Patch.text(patch.written(), "schema"));
  }

  /// All keys that dbt knows, and those that packages have added.
  private static Data.Dict withOthers(Shape shape, Data.Dict said) {
    var all = new LinkedHashMap<>(shape.fill(said).entries());
    said.entries().forEach(all::putIfAbsent);
    return new Data.Dict(all);
  }

  private static Data partitions(Data said) {
    return said instanceof Data.Items(List<Data> items)
        ? new Data.Items(items.stream().map(SourceFactory::partition).toList())
        : said;
  }

  /// A column of a partition has a name and a type; dbt takes what lacks one of them for a text.
  private static Data partition(Data said) {
    if (!(said instanceof Data.Dict dict)) {
      return said;
    }
    if (!isFilled(dict, "name") || !isFilled(dict, "data_type")) {
      return Shape.text(dict);
    }
    return withOthers(PARTITION, dict);
  }

  private static boolean isFilled(Data.Dict dict, String key) {
    return dict.find(key).filter(Data::truth).isPresent();
  }

  private void check(Identity identity, Layers layers, Span at) {
    String name = identity.fqn().get(identity.fqn().size() - 2);
    for (Data.Dict layer : List.of(layers.group(), layers.table())) {
      Data.Dict own = layer.dict("config");
      if (own.find("tags").orElse(Data.noItems()) instanceof Data.Items(List<Data> tags)
          && !tags.stream().allMatch(Data.Text.class::isInstance)) {
        problems.warning(
            "validation",
            at,
            "A tag of the source '%s' is no text, so it does not count. Put it in quotes."
                .formatted(name));
      }
      if (isSaid(layer, "loaded_at_field") && isSaid(layer, "loaded_at_query")) {
        problems.error(
            "source",
            at,
            "The source '%s' has both a loaded_at_field and a loaded_at_query in one place. Keep one of them."
                .formatted(name));
      }
      own.find("freshness")
          .map(ConfigTypes.FRESHNESS.orNull()::faults)
          .orElse(List.of())
          .forEach(fault ->
              problems.error(
                  "source",
                  at,
                  "The freshness of the source '%s' cannot be used: %s."
                      .formatted(name, fault.sentence())));
    }
    boolean isWatched = layers.freshness().filter(Freshness::isSet).isPresent();
    if (isWatched
        && layers.text("loaded_at_field").isEmpty()
        && layers.text("loaded_at_query").isEmpty()) {
      problems.warning(
          "freshness-config",
          at,
          "The freshness of '%s.%s' cannot be found out here without a loaded_at_field. Give it one."
              .formatted(name, identity.name()));
    }
  }

  private static boolean isSaid(Data.Dict layer, String key) {
    return layer.present(key).or(() -> layer.dict("config").present(key)).isPresent();
  }

  private Properties properties(
      Data.Dict table, Identity identity, Layers layers, Span at, boolean enabled) {
    Descriptions.Description description = description(table, identity, at, enabled);
    Map<String, Column> columns =
        new Columns(descriptions.of(enabled))
            .of(Patch.dicts(table, "columns"), identity.packageName(), at);
    return new Properties(
        description.text(),
        description.blocks(),
        columns,
        layers.tags(),
        Optional.empty(),
        Optional.empty());
  }

  private Descriptions.Description description(
      Data.Dict owner, Identity identity, Span at, boolean enabled) {
    String text = Patch.text(owner, "description").orElse("");
    return descriptions.of(enabled).read(text, identity.packageName(), at);
  }

  private static Identity identity(Patch patch, String table) {
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    var fqn = new ArrayList<String>();
    fqn.add(packageName);
    String[] segments = file.relative().split("/");
    fqn.addAll(Arrays.asList(segments).subList(0, segments.length - 1));
    fqn.add(patch.name());
    fqn.add(table);
    return new Identity(
        "source." + packageName + "." + patch.name() + "." + table,
        ResourceType.SOURCE,
        table,
        packageName,
        file.path(),
        file.path(),
        fqn);
  }

  private static Configs.Place place(Identity identity) {
    return new Configs.Place(ResourceType.SOURCE, identity.packageName(), identity.fqn());
  }

  private NodeConfig config(Identity identity, Layers layers) {
    Data.Dict written = layers.plainConfig();
    NodeConfig config = configs.effective(place(identity), written, Data.noEntries());
    Data.Dict values =
        config
            .values()
            .with("freshness", layers.freshnessData())
            .with("loaded_at_field", Data.of(layers.text("loaded_at_field")))
            .with("loaded_at_query", Data.of(layers.text("loaded_at_query")))
            .with("meta", layers.meta())
            .with("tags", Data.texts(layers.tags()));
    return new NodeConfig(values);
  }

  private Data.Dict unrendered(Identity identity, Layers layers) {
    Data.Dict written = layers.plainConfig();
    if (layers.hasFreshness()) {
      written = written.with("freshness", layers.freshnessData());
    }
    return configs.unrendered(
        place(identity),
        written
            .with("loaded_at_field", Data.of(layers.text("loaded_at_field")))
            .with("loaded_at_query", Data.of(layers.text("loaded_at_query")))
            .with("meta", layers.meta())
            .with("tags", Data.texts(layers.tags())),
        Data.noEntries());
  }

  private static Quoting quoting(Data.Dict quoting) {
    return new Quoting(
        quoting.present("database").map(Data::truth),
        quoting.present("schema").map(Data::truth),
        quoting.present("identifier").map(Data::truth),
        quoting.present("column").map(Data::truth));
  }

  /// A source and one of its tables, each with its own `config`.
  private record Layers(Data.Dict group, Data.Dict table) {

    private static Optional<Data> find(Data.Dict layer, String key) {
      return layer.dict("config").find(key).or(() -> layer.find(key));
    }

    Optional<String> text(String key) {
      return find(table, key)
          .filter(value -> !(value instanceof Data.Nothing))
          .or(() -> find(group, key))
          .flatMap(Data::asText);
    }

    Data.Dict groupMeta() {
      return meta(group);
    }

    Data.Dict meta() {
      return meta(group).updated(meta(table));
    }

    private static Data.Dict meta(Data.Dict layer) {
      return layer.dict("meta").updated(layer.dict("config").dict("meta"));
    }

    List<String> tags() {
      var tags = new TreeSet<String>();
      for (Data.Dict layer : List.of(group, table)) {
        tags.addAll(Patch.texts(layer, "tags"));
        ownTags(layer).forEach(tag -> tag.asText().ifPresent(tags::add));
      }
      return List.copyOf(tags);
    }

    private static List<Data> ownTags(Data.Dict layer) {
      return switch (layer.dict("config").find("tags").orElse(Data.nothing())) {
        case Data.Items(List<Data> items) -> items;
        case Data one -> List.of(one);
      };
    }

    /// The config of both that has no rule of its own.
    Data.Dict plainConfig() {
      var merged = new LinkedHashMap<Data, Data>();
      for (Data.Dict layer : List.of(group, table)) {
        merged.putAll(layer.dict("config").entries());
      }
      List.of("freshness", "loaded_at_field", "loaded_at_query", "meta", "tags")
          .forEach(key -> merged.remove(Data.of(key)));
      return new Data.Dict(merged);
    }

    boolean hasFreshness() {
      return find(group, "freshness").isPresent() || find(table, "freshness").isPresent();
    }

    Data freshnessData() {
      return freshness().map(ManifestData::freshness).orElse(Data.nothing());
    }

    /// What the table says over what its source says; an explicit `null` switches it off.
    Optional<Freshness> freshness() {
      Optional<Freshness> general =
          freshness(find(group, "freshness"), Optional.of(Freshness.NONE));
      return find(table, "freshness")
          .map(own -> freshness(Optional.of(own), general))
          .orElse(general);
    }

    private static Optional<Freshness> freshness(
        Optional<Data> written, Optional<Freshness> general) {
      if (written.isEmpty()) {
        return general;
      }
      if (!(written.get() instanceof Data.Dict dict)) {
        return Optional.empty();
      }
      Freshness base = general.orElse(Freshness.NONE);
      return Optional.of(
          new Freshness(
              threshold(dict, "warn_after", base.warnAfter()),
              threshold(dict, "error_after", base.errorAfter()),
              Patch.text(dict, "filter").or(base::filter)));
    }

    /// An age that lacks its count or its period does not count; one that is null takes away the
    /// general one.
    private static Optional<Freshness.Threshold> threshold(
        Data.Dict dict, String key, Optional<Freshness.Threshold> general) {
      if (dict.find(key).orElse(Data.noEntries()) instanceof Data.Nothing) {
        return Optional.empty();
      }
      return dict.dict(key).present("count").orElse(Data.nothing()) instanceof Data.Whole(var count)
              && Patch.text(dict.dict(key), "period").isPresent()
          ? Optional.of(
              new Freshness.Threshold(
                  Optional.of(count.longValue()), Patch.text(dict.dict(key), "period")))
          : general;
    }
  }
}
