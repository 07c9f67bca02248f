package dev.bailey.project.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resources in the shape of dbt's manifest (version 12): what is written to `manifest.json`, and
/// what templates see as `model` and in `graph`. The times at which resources were made are left to
/// the writer.
public final class ManifestData {
  private ManifestData() {}

  /// Every key that dbt writes for a resource before it is compiled, except `created_at`.
  public static Data.Dict of(Resource resource) {
    var out = new LinkedHashMap<String, Data>();
    switch (resource) {
      case Node node -> node(node, out);
      case SourceDefinition source -> source(source, out);
      case Exposure exposure -> exposure(exposure, out);
      case SemanticDefinition semantic -> semantic(semantic, out);
      case UnitTest test -> unitTest(test, out);
      case MacroDefinition macro -> macro(macro, out);
      case Doc doc -> {
        identity(doc.identity(), out);
        out.put("block_contents", Data.of(doc.contents()));
      }
      case Group group -> {
        identity(group.identity(), out);
        out.put("owner", owner(group.owner()));
        out.put("description", Data.of(group.description()));
        out.put("config", group.config());
      }
    }
    return Data.dict(out);
  }

  private static void identity(Identity identity, Map<String, Data> out) {
    out.put("name", Data.of(identity.name()));
    out.put("resource_type", Data.of(identity.type().word()));
    out.put("package_name", Data.of(identity.packageName()));
    out.put("path", Data.of(identity.path()));
    out.put("original_file_path", Data.of(identity.originalFilePath()));
    out.put("unique_id", Data.of(identity.uniqueId()));
  }

  private static void place(RelationName relation, Map<String, Data> out) {
    out.put("database", Data.of(relation.database()));
    out.put("schema", Data.of(relation.schema()));
  }

  private static void node(Node node, Map<String, Data> out) {
    NodeParts parts = node.parts();
    place(parts.relation(), out);
    identity(parts.identity(), out);
    out.put("fqn", Data.texts(node.fqn()));
    out.put("alias", Data.of(parts.relation().alias()));
    out.put("checksum", checksum(parts.code().checksum()));
    out.put("config", parts.config().values());
    out.put("tags", Data.texts(parts.properties().tags()));
    out.put("description", Data.of(parts.properties().description()));
    out.put("columns", columns(parts.properties().columns()));
    out.put("meta", parts.config().meta());
    out.put("group", Data.of(parts.properties().group()));
    out.put("docs", docs(parts.config().docs()));
    out.put("patch_path", Data.of(parts.properties().patchPath()));
    out.put("build_path", Data.nothing());
    out.put("unrendered_config", parts.unrenderedConfig());
    out.put("relation_name", Data.of(parts.relation().rendered()));
    out.put("raw_code", Data.of(parts.code().raw()));
    out.put("doc_blocks", Data.texts(parts.properties().docBlocks()));
    if (node instanceof Seed seed) {
      out.put("root_path", Data.of(seed.rootPath()));
      var macros = new LinkedHashMap<String, Data>();
      macros.put("macros", Data.texts(node.dependsOn().macros()));
      out.put("depends_on", Data.dict(macros));
    } else {
      out.put("language", Data.of(parts.code().language()));
      links(parts.links(), out);
      out.put("functions", lists(parts.links().functions()));
      out.put("depends_on", dependsOn(parts.links().dependsOn()));
      out.put("compiled_path", Data.nothing());
      out.put("contract", contract(parts.contract()));
    }
    particulars(node, out);
  }

  private static void particulars(Node node, Map<String, Data> out) {
    switch (node) {
      case Model model -> {
        out.put("access", Data.of(model.access().word()));
        out.put("constraints", items(model.constraints(), c -> constraint(c, true)));
        out.put("version", model.versions().version().orElse(Data.nothing()));
        out.put("latest_version", model.versions().latest().orElse(Data.nothing()));
        out.put("deprecation_date", Data.of(model.deprecationDate()));
        out.put("primary_key", Data.texts(model.primaryKey()));
        out.put("time_spine", model.timeSpine().<Data>map(d -> d).orElse(Data.nothing()));
      }
      case GenericTest test -> {
        out.put("column_name", Data.of(test.columnName()));
        out.put("file_key_name", Data.of(test.fileKeyName()));
        out.put("attached_node", Data.of(test.attachedNode()));
        var metadata = new LinkedHashMap<String, Data>();
        metadata.put("name", Data.of(test.metadata().name()));
        metadata.put("kwargs", test.metadata().kwargs());
        metadata.put("namespace", Data.of(test.metadata().namespace()));
        out.put("test_metadata", Data.dict(metadata));
      }
      case Operation operation -> out.put("index", Data.of(operation.index()));
      case UnitTestNode unit -> {
        out.put("tested_node_unique_id", Data.of(unit.test().dependsOn().nodes().getFirst()));
        out.put("overrides", overrides(unit.test()));
      }
      case UserFunction function -> {
        var returns = new LinkedHashMap<String, Data>();
        returns.put("data_type", Data.of(function.returns().dataType()));
        returns.put("description", Data.of(function.returns().description()));
        out.put("returns", Data.dict(returns));
        out.put("arguments", items(function.arguments(), ManifestData::argument));
        out.put("overloads", Data.noItems());
      }
      case Seed _, Snapshot _, Analysis _, SingularTest _, InlineQuery _ -> {}
    }
  }

  private static void links(Links links, Map<String, Data> out) {
    out.put("refs", items(links.refs(), ManifestData::ref));
    out.put("sources", items(links.sources(), s -> Data.texts(List.of(s.source(), s.table()))));
    out.put("metrics", lists(links.metrics()));
  }

  private static Data ref(Ref ref) {
    var out = new LinkedHashMap<String, Data>();
    out.put("name", Data.of(ref.name()));
    out.put("package", Data.of(ref.packageName()));
    out.put("version", ref.version().orElse(Data.nothing()));
    return Data.dict(out);
  }

  private static Data dependsOn(DependsOn dependsOn) {
    var out = new LinkedHashMap<String, Data>();
    out.put("macros", Data.texts(dependsOn.macros()));
    out.put("nodes", Data.texts(dependsOn.nodes()));
    return Data.dict(out);
  }

  private static Data checksum(Checksum checksum) {
    var out = new LinkedHashMap<String, Data>();
    out.put("name", Data.of(checksum.name()));
    out.put("checksum", Data.of(checksum.value()));
    return Data.dict(out);
  }

  private static Data contract(Contract contract) {
    var out = new LinkedHashMap<String, Data>();
    out.put("enforced", Data.of(contract.enforced()));
    out.put("alias_types", Data.of(contract.aliasTypes()));
    out.put("checksum", Data.of(contract.checksum()));
    return Data.dict(out);
  }

  private static Data docs(Docs docs) {
    var out = new LinkedHashMap<String, Data>();
    out.put("show", Data.of(docs.show()));
    out.put("node_color", Data.of(docs.nodeColor()));
    return Data.dict(out);
  }

  private static Data columns(Map<String, Column> columns) {
    var out = new LinkedHashMap<String, Data>();
    columns.forEach((name, column) -> out.put(name, column(column)));
    return Data.dict(out);
  }

  private static Data column(Column column) {
    var out = new LinkedHashMap<String, Data>();
    out.put("name", Data.of(column.name()));
    out.put("description", Data.of(column.description()));
    out.put("meta", column.meta());
    out.put("data_type", Data.of(column.dataType()));
    out.put("constraints", items(column.constraints(), c -> constraint(c, false)));
    out.put("quote", column.quote().map(Data::of).orElse(Data.nothing()));
    var config = new LinkedHashMap<String, Data>();
    config.put("meta", column.meta());
    config.put("tags", Data.texts(column.tags()));
    out.put("config", Data.dict(config));
    out.put("tags", Data.texts(column.tags()));
    for (String key : List.of("granularity", "dimension", "entity")) {
      out.put(key, Data.nothing());
    }
    out.put("doc_blocks", Data.texts(column.docBlocks()));
    column
        .extra()
        .entries()
        .forEach((key, value) -> key.asText().ifPresent(k -> out.put(k, value)));
    return Data.dict(out);
  }

  private static Data constraint(Constraint constraint, boolean ofModel) {
    var out = new LinkedHashMap<String, Data>();
    out.put("type", Data.of(constraint.type()));
    out.put("name", Data.of(constraint.name()));
    out.put("expression", Data.of(constraint.expression()));
    out.put("warn_unenforced", Data.of(constraint.warnUnenforced()));
    out.put("warn_unsupported", Data.of(constraint.warnUnsupported()));
    out.put("to", Data.of(constraint.to()));
    out.put("to_columns", Data.texts(constraint.toColumns()));
    if (ofModel) {
      out.put("columns", Data.texts(constraint.columns()));
    }
    return Data.dict(out);
  }

  private static void source(SourceDefinition source, Map<String, Data> out) {
    place(source.relation(), out);
    identity(source.identity(), out);
    out.put("fqn", Data.texts(source.fqn()));
    out.put("source_name", Data.of(source.source().name()));
    out.put("source_description", Data.of(source.source().description()));
    out.put("loader", Data.of(source.source().loader()));
    out.put("identifier", Data.of(source.identifier()));
    out.put("quoting", quoting(source.quoting()));
    out.put("loaded_at_field", Data.of(source.loadedAt().field()));
    out.put("loaded_at_query", Data.of(source.loadedAt().query()));
    out.put("freshness", source.freshness().map(ManifestData::freshness).orElse(Data.nothing()));
    out.put("external", source.external().<Data>map(d -> d).orElse(Data.nothing()));
    out.put("description", Data.of(source.properties().description()));
    out.put("columns", columns(source.properties().columns()));
    out.put("meta", source.config().meta());
    out.put("source_meta", source.source().meta());
    out.put("tags", Data.texts(source.properties().tags()));
    out.put("config", source.config().values());
    out.put("patch_path", Data.of(source.properties().patchPath()));
    out.put("unrendered_config", source.unrenderedConfig());
    out.put("relation_name", Data.of(source.relation().rendered()));
    out.put("unrendered_database", Data.of(source.unrenderedDatabase()));
    out.put("unrendered_schema", Data.of(source.unrenderedSchema()));
    out.put("doc_blocks", Data.texts(source.properties().docBlocks()));
  }

  private static Data quoting(Quoting quoting) {
    var out = new LinkedHashMap<String, Data>();
    out.put("database", truth(quoting.database()));
    out.put("schema", truth(quoting.schema()));
    out.put("identifier", truth(quoting.identifier()));
    out.put("column", truth(quoting.column()));
    return Data.dict(out);
  }

  private static Data truth(Optional<Boolean> value) {
    return value.map(Data::of).orElse(Data.nothing());
  }

  /// dbt's `freshness` object.
  public static Data freshness(Freshness freshness) {
    var out = new LinkedHashMap<String, Data>();
    out.put(
        "warn_after", freshness.warnAfter().map(ManifestData::threshold).orElse(Data.nothing()));
    out.put(
        "error_after", freshness.errorAfter().map(ManifestData::threshold).orElse(Data.nothing()));
    out.put("filter", Data.of(freshness.filter()));
    return Data.dict(out);
  }

  private static Data threshold(Freshness.Threshold threshold) {
    var out = new LinkedHashMap<String, Data>();
    out.put("count", threshold.count().map(Data::of).orElse(Data.nothing()));
    out.put("period", Data.of(threshold.period()));
    return Data.dict(out);
  }

  private static void exposure(Exposure exposure, Map<String, Data> out) {
    identity(exposure.identity(), out);
    out.put("fqn", Data.texts(exposure.fqn()));
    out.put("type", Data.of(exposure.exposureType()));
    out.put("owner", owner(exposure.owner()));
    out.put("description", Data.of(exposure.description()));
    out.put("label", Data.of(exposure.label()));
    out.put("maturity", Data.of(exposure.maturity()));
    out.put("meta", exposure.config().meta());
    out.put("tags", Data.texts(exposure.config().tags()));
    out.put("config", exposure.config().values());
    out.put("unrendered_config", exposure.unrenderedConfig());
    out.put("url", Data.of(exposure.url()));
    out.put("depends_on", dependsOn(exposure.links().dependsOn()));
    links(exposure.links(), out);
  }

  private static void semantic(SemanticDefinition semantic, Map<String, Data> out) {
    identity(semantic.identity(), out);
    out.put("fqn", Data.texts(semantic.fqn()));
    semantic
        .said()
        .entries()
        .forEach((key, value) -> key.asText().ifPresent(name -> out.put(name, value)));
    out.put("config", semantic.config().values());
    out.put("unrendered_config", semantic.unrenderedConfig());
    out.put("group", Data.of(semantic.config().group()));
    out.put("refs", items(semantic.links().refs(), ManifestData::ref));
    out.put("depends_on", dependsOn(semantic.links().dependsOn()));
  }

  private static void unitTest(UnitTest test, Map<String, Data> out) {
    out.put("model", Data.of(test.model()));
    out.put(
        "given",
        items(
            test.given(),
            input -> fixture(input.fixture()).with("input", Data.of(input.relation()))));
    out.put("expect", fixture(test.expect()));
    identity(test.identity(), out);
    out.put("fqn", Data.texts(test.fqn()));
    out.put("description", Data.of(test.description()));
    out.put("overrides", overrides(test));
    out.put("depends_on", dependsOn(test.dependsOn()));
    out.put("config", test.config().values());
    out.put("checksum", Data.of(test.checksum()));
    out.put("schema", Data.of(test.schema()));
    out.put("versions", test.versions().<Data>map(v -> v).orElse(Data.nothing()));
    out.put("version", test.version().orElse(Data.nothing()));
  }

  private static Data.Dict fixture(UnitTest.Fixture fixture) {
    var out = new LinkedHashMap<String, Data>();
    out.put("rows", fixture.rows());
    out.put("format", Data.of(fixture.format()));
    out.put("fixture", Data.of(fixture.file()));
    return Data.dict(out);
  }

  private static Data overrides(UnitTest test) {
    return test.overrides()
        .<Data>map(overrides -> {
          var out = new LinkedHashMap<String, Data>();
          out.put("macros", overrides.macros());
          out.put("vars", overrides.variables());
          out.put("env_vars", overrides.environment());
          return Data.dict(out);
        })
        .orElse(Data.nothing());
  }

  private static Data owner(Owner owner) {
    var out = new LinkedHashMap<String, Data>();
    out.put("email", owner.email().orElse(Data.nothing()));
    out.put("name", Data.of(owner.name()));
    owner.extra().entries().forEach((key, value) -> key.asText().ifPresent(k -> out.put(k, value)));
    return Data.dict(out);
  }

  private static void macro(MacroDefinition macro, Map<String, Data> out) {
    identity(macro.identity(), out);
    out.put("macro_sql", Data.of(macro.sql()));
    var macros = new LinkedHashMap<String, Data>();
    macros.put("macros", Data.texts(macro.dependsOn()));
    out.put("depends_on", Data.dict(macros));
    out.put("description", Data.of(macro.description()));
    out.put("meta", macro.meta());
    out.put("docs", docs(macro.docs()));
    var config = new LinkedHashMap<String, Data>();
    config.put("meta", macro.meta());
    config.put("docs", docs(macro.docs()));
    out.put("config", Data.dict(config));
    out.put("patch_path", Data.of(macro.patchPath()));
    out.put("arguments", items(macro.arguments(), ManifestData::argument));
    out.put(
        "supported_languages",
        macro.supportedLanguages().<Data>map(Data::texts).orElse(Data.nothing()));
  }

  private static Data argument(UserFunction.Argument argument) {
    var out = new LinkedHashMap<String, Data>();
    out.put("name", Data.of(argument.name()));
    out.put("data_type", Data.of(argument.dataType()));
    out.put("description", Data.of(argument.description()));
    out.put("default_value", argument.defaultValue().orElse(Data.nothing()));
    return Data.dict(out);
  }

  private static Data argument(MacroDefinition.Argument argument) {
    var out = new LinkedHashMap<String, Data>();
    out.put("name", Data.of(argument.name()));
    out.put("type", Data.of(argument.type()));
    out.put("description", Data.of(argument.description()));
    return Data.dict(out);
  }

  private static Data lists(List<List<String>> lists) {
    return items(lists, Data::texts);
  }

  private static <T> Data items(List<T> items, java.util.function.Function<T, Data> shape) {
    var out = new ArrayList<Data>(items.size());
    items.forEach(item -> out.add(shape.apply(item)));
    return new Data.Items(out);
  }
}
