package dev.bailey.project.parse;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.config.Configs;
import dev.bailey.project.context.Capture;
import dev.bailey.project.context.ParseNames;
import dev.bailey.project.context.RelationNaming;
import dev.bailey.project.manifest.Access;
import dev.bailey.project.manifest.Analysis;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Column;
import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.SourceRef;
import dev.bailey.project.manifest.UserFunction;
import dev.bailey.project.manifest.Versions;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the nodes of the manifest out of what was read: code, properties, config.
final class NodeFactory {
  private final Captures captures;
  private final Configs configs;
  private final RelationNaming naming;
  private final Descriptions descriptions;
  private final ParseFlags flags;
  private final Problems problems;
  private final String rootPath;

  NodeFactory(
      Captures captures,
      Configs configs,
      RelationNaming naming,
      Descriptions descriptions,
      ParseFlags flags,
      Problems problems,
      String rootPath) {
    this.captures = captures;
    this.configs = configs;
    this.naming = naming;
    this.descriptions = descriptions;
    this.flags = flags;
    this.problems = problems;
    this.rootPath = rootPath;
  }

  /// The node of `draft`, described by `patch`.
  Node node(Draft draft, Optional<VersionedPatch> patch) {
    Identity identity =
        patch
            .flatMap(p -> p.version().map(v -> v.identity(draft.identity())))
            .orElse(draft.identity());
    var place = new Configs.Place(identity.type(), identity.packageName(), identity.fqn());
    Data.Dict calls = draft.capture().config();
    NodeConfig config = configs.effective(place, config(draft, patch), calls);
    Span described = patch.map(p -> p.patch().at()).orElse(draft.code().source());
    problems.config(identity.type(), identity.name(), config, described);
    Capture asked = draft.capture().copy();
    if (identity.type() != ResourceType.TEST) {
      captures.hooks(identity, config, draft.code().source(), asked);
    }
    Data.Dict unrendered = unrendered(draft, patch, place);
    Optional<Data> version = patch.flatMap(VersionedPatch::version).map(v -> v.number());
    RelationName relation = relation(identity, config, draft.code(), version);
    List<Constraint> constraints = patch.map(VersionedPatch::constraints).orElse(List.of());
    Properties properties = properties(draft, patch, config, place, calls);
    Links links = links(asked, properties, constraints);
    Contract contract = Contracts.of(config, properties.columns().values(), constraints);
    var parts =
        new NodeParts(
            identity, relation, config, unrendered, properties, draft.code(), links, contract);
    patch.ifPresent(said -> checkDescribed(parts, said, constraints));
    return ofKind(parts, draft, patch, constraints);
  }

  /// The node of `draft` without what properties files say of it, where it is switched off by
  /// itself.
  ///
  /// @param described the node with what they say
  Optional<Node> switchedOff(Draft draft, Node described, VersionedPatch patch) {
    if (described.config().enabled() && patch.config().find("enabled").isEmpty()) {
      return Optional.empty();
    }
    Identity identity = draft.identity();
    var place = new Configs.Place(identity.type(), identity.packageName(), identity.fqn());
    NodeConfig config =
        configs.effective(place, config(draft, Optional.empty()), draft.capture().config());
    return config.enabled() ? Optional.empty() : Optional.of(node(draft, Optional.empty()));
  }

  private Data.Dict unrendered(Draft draft, Optional<VersionedPatch> patch, Configs.Place place) {
    Data.Dict calls = draft.capture().config();
    Data.Dict unrendered =
        flags.keepsAsWritten()
            ? configs.unrendered(
                place,
                patch.map(VersionedPatch::writtenConfig).orElse(Data.noEntries()),
                draft.unrenderedCalls().map(Draft.Unrendered::values).orElse(calls))
            : configs.unrendered(
                place, patch.map(VersionedPatch::config).orElse(Data.noEntries()), calls);
    // what the root project says of a package's model comes last only where dbt puts all together
    // again, for the config of a properties file
    boolean isPatched =
        patch.filter(p -> p.version().isPresent() || !p.config().isEmpty()).isPresent();
    return draft.isStatic() && !isPatched ? unrendered.updated(calls) : unrendered;
  }

  private void checkDescribed(NodeParts parts, VersionedPatch said, List<Constraint> constraints) {
    if (parts.identity().type() == ResourceType.MODEL) {
      new ModelConstraints(parts, constraints, said.patch().at(), problems).check();
      return;
    }
    if (!constraints.isEmpty()) {
      problems.warning(
          "validation",
          said.patch().at(),
          "The %s '%s' has constraints, which are for models. Remove them."
              .formatted(parts.identity().type().word(), parts.identity().name()));
    }
  }

  /// The properties' config. Python models are tables unless it says something else.
  private static Data.Dict config(Draft draft, Optional<VersionedPatch> patch) {
    Data.Dict said = patch.map(VersionedPatch::config).orElse(Data.noEntries());
    boolean isPython =
        draft.identity().type() == ResourceType.MODEL && draft.code().language().equals("python");
    return isPython && said.find("materialized").isEmpty()
        ? said.with("materialized", Data.of("table"))
        : said;
  }

  private Node ofKind(
      NodeParts parts, Draft draft, Optional<VersionedPatch> patch, List<Constraint> constraints) {
    return switch (parts.identity().type()) {
      case SEED -> new Seed(parts, draft.files().below(rootPath));
      case FUNCTION -> function(parts, patch);
      case SNAPSHOT -> new Snapshot(parts);
      case ANALYSIS -> new Analysis(parts);
      case TEST -> new SingularTest(parts);
      case OPERATION -> {
        Draft.HookPlace hook =
            draft.hook().orElseThrow(() -> new IllegalStateException("an operation without place"));
        yield new Operation(parts, hook.when(), hook.index());
      }
      case MODEL ->
          new Model(
              parts,
              access(parts, patch),
              constraints,
              patch.map(VersionedPatch::versions).orElse(Versions.NONE),
              patch.flatMap(VersionedPatch::deprecationDate),
              List.of(),
              patch
                  .map(p -> p.patch().rendered().dict("time_spine"))
                  .filter(spine -> !spine.isEmpty())
                  .map(spine ->
                      new Data.Dict(Map.of(Data.of("custom_granularities"), Data.noItems()))
                          .updated(spine)));
      default -> throw new IllegalArgumentException("no file makes a " + parts.identity().type());
    };
  }

  /// What a function takes and gives is told by its properties.
  private UserFunction function(NodeParts parts, Optional<VersionedPatch> patch) {
    Data.Dict said = patch.map(p -> p.patch().rendered()).orElse(Data.noEntries());
    Data.Dict returns = said.dict("returns");
    Optional<String> type = Patch.text(returns, "data_type");
    if (type.isEmpty()) {
      problems.error(
          "function",
          patch.map(p -> p.patch().at()).orElse(parts.code().source()),
          "The function '%s' does not say what it gives. Describe it in a YAML file: `functions:`, `- name: %s`, `returns: {data_type: ...}`."
              .formatted(parts.identity().name(), parts.identity().name()));
    }
    List<UserFunction.Argument> arguments =
        Patch.dicts(said, "arguments").stream()
            .map(one ->
                new UserFunction.Argument(
                    Patch.text(one, "name").orElse(""),
                    Patch.text(one, "data_type").orElse(""),
                    Patch.text(one, "description"),
                    one.present("default_value")))
            .toList();
    checkDefaults(parts, patch, arguments);
    return new UserFunction(
        parts,
        arguments,
        new UserFunction.Returns(type.orElse(""), Patch.text(returns, "description")));
  }

  private void checkDefaults(
      NodeParts parts, Optional<VersionedPatch> patch, List<UserFunction.Argument> arguments) {
    boolean mayBeLeftOut = false;
    for (UserFunction.Argument argument : arguments) {
      if (mayBeLeftOut && argument.defaultValue().isEmpty()) {
        problems.error(
            "function",
            patch.map(p -> p.patch().at()).orElse(parts.code().source()),
            "The argument '%s' of the function '%s' has no default but comes after one that has. Move it to the front."
                .formatted(argument.name(), parts.identity().name()));
      }
      mayBeLeftOut |= argument.defaultValue().isPresent();
    }
  }

  private Access access(NodeParts parts, Optional<VersionedPatch> patch) {
    String word = parts.config().text("access").orElse("protected");
    for (Access access : Access.values()) {
      if (access.word().equals(word)) {
        checkPublic(access, parts, patch);
        return access;
      }
    }
    problems.error(
        "access",
        patch.map(p -> p.patch().at()).orElse(parts.code().source()),
        "Node %s has an invalid value (%s) for the access field; use private, protected or public"
            .formatted(parts.identity().uniqueId(), word));
    return Access.PROTECTED;
  }

  private void checkPublic(Access access, NodeParts parts, Optional<VersionedPatch> patch) {
    if (access == Access.PUBLIC && parts.config().materialized().equals("ephemeral")) {
      problems.error(
          "access",
          patch.map(p -> p.patch().at()).orElse(parts.code().source()),
          "%s is ephemeral, so it cannot be public. Materialize it, or make it protected."
              .formatted(parts.identity().uniqueId()));
    }
  }

  /// The relation of a node by the project's naming macros.
  RelationName relation(Identity identity, NodeConfig config, Code code, Optional<Data> version) {
    Supplier<Data.Dict> node =
        () ->
            ParseNames.model(identity, code.raw(), config.values())
                .with("version", version.orElse(Data.nothing()))
                .with("tags", config.get("tags").orElse(Data.noItems()))
                .with("meta", config.meta());
    boolean isSnapshot = identity.type() == ResourceType.SNAPSHOT;
    Optional<String> targetDatabase =
        isSnapshot ? config.text("target_database") : Optional.empty();
    Optional<String> targetSchema = isSnapshot ? config.text("target_schema") : Optional.empty();
    String database =
        targetDatabase.orElseGet(
            () -> generated("database", identity, config.database(), node, code.source()));
    String schema =
        targetSchema.orElseGet(
            () -> generated("schema", identity, config.schema(), node, code.source()));
    String alias =
        generated(
            "alias",
            identity,
            config.alias(),
            () -> node.get().with("database", Data.of(database)).with("schema", Data.of(schema)),
            code.source());
    Optional<String> place = Optional.of(database).filter(name -> !name.isEmpty());
    return new RelationName(place, schema, alias, rendered(identity, config, place, schema, alias));
  }

  private String generated(
      String part, Identity identity, Optional<String> custom, Supplier<Data.Dict> node, Span at) {
    try {
      Optional<String> name = naming.generate(part, identity.packageName(), custom, node);
      if (name.isEmpty() && part.equals("schema")) {
        problems.deprecation(
            "generate-schema-name-null-value",
            at,
            "generate_schema_name gives no schema for '%s'. Make it return one."
                .formatted(identity.uniqueId()));
      }
      return name.orElse("");
    } catch (TemplateException e) {
      problems.error(
          "relation-name",
          e.span().orElse(at),
          "Could not work out the %s of %s: %s".formatted(part, identity.uniqueId(), e.text()));
      return "";
    }
  }

  private Optional<String> rendered(
      Identity identity,
      NodeConfig config,
      Optional<String> database,
      String schema,
      String alias) {
    boolean hasRelation =
        switch (identity.type()) {
          case MODEL -> !config.materialized().equals("ephemeral");
          case SEED, SNAPSHOT, FUNCTION -> true;
          case TEST -> config.isTrue("store_failures");
          default -> false;
        };
    return hasRelation
        ? Optional.of(naming.render(database, schema, alias, naming.quoting(config.quoting())))
        : Optional.empty();
  }

  private Properties properties(
      Draft draft,
      Optional<VersionedPatch> patch,
      NodeConfig config,
      Configs.Place place,
      Data.Dict calls) {
    // dbt takes over the tags of the code first and those of the properties file afterwards
    var tags = new LinkedHashSet<String>();
    draft.hook().ifPresent(hook -> tags.add(hook.when().word()));
    if (patch.isPresent()) {
      tags.addAll(configs.effective(place, Data.noEntries(), calls).tags());
    }
    tags.addAll(config.tags());
    if (patch.isEmpty()) {
      return new Properties(
          "", List.of(), Map.of(), List.copyOf(tags), config.group(), Optional.empty());
    }
    Patch about = patch.get().patch();
    String packageName = draft.identity().packageName();
    Descriptions.Reading reading = descriptions.of(config.enabled());
    Descriptions.Description description =
        reading.read(patch.get().description(), packageName, about.at());
    Map<String, Column> columns =
        new Columns(reading).of(patch.get().columns(), packageName, about.at());
    return new Properties(
        description.text(),
        description.blocks(),
        columns,
        List.copyOf(tags),
        config.group(),
        Optional.of(about.patchPath()));
  }

  /// What the code asks for, and what foreign keys point to.
  private static Links links(Capture asked, Properties described, List<Constraint> constraints) {
    var refs = new ArrayList<Ref>(asked.refs());
    var sources = new ArrayList<SourceRef>(asked.sources());
    var all = new ArrayList<>(constraints);
    described.columns().values().forEach(column -> all.addAll(column.constraints()));
    all.forEach(constraint ->
        constraint.to().ifPresent(to -> StaticCall.read(to, refs::add, sources::add)));
    return new Links(
        refs,
        sources,
        asked.metrics(),
        asked.functions(),
        new DependsOn(asked.macros(), List.of()));
  }
}
