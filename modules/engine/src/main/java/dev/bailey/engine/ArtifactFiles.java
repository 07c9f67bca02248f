package dev.bailey.engine;

import dev.bailey.engine.artifact.ArtifactMetadata;
import dev.bailey.engine.artifact.CatalogJson;
import dev.bailey.engine.artifact.RunResultsJson;
import dev.bailey.engine.artifact.SourcesJson;
import dev.bailey.engine.artifact.UnfinishedResults;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.context.Notices;
import dev.bailey.engine.run.FreshnessRun;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.TargetPaths;
import dev.bailey.engine.run.Work;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.DbtVersion;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.artifact.ManifestJson;
import dev.bailey.project.artifact.ManifestMetadata;
import dev.bailey.project.artifact.NodeFiles;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Quoting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the artifacts of one command.
final class ArtifactFiles {
  private static final Quoting QUOTED =
      new Quoting(Optional.of(true), Optional.of(true), Optional.of(true), Optional.empty());
  private static final String CUSTOM = "DBT_ENV_CUSTOM_ENV_";

  private final ParsedProject project;
  private final DbtCommand command;
  private final Artifacts artifacts;
  private final Clock clock;

  ArtifactFiles(ParsedProject project, DbtCommand command, Artifacts artifacts, Clock clock) {
    this.project = project;
    this.command = command;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  private boolean isWanted() {
    return command.flags().isTrue(Option.WRITE_JSON);
  }

  /// Writes the manifest as it was parsed, beside what follows: the first statement need not wait
  /// for it, and whoever watches the run draws its graph from it.
  ///
  /// @return to be closed when what followed has ended; waits until the file is written
  Beside<Void> manifestAhead() {
    return Beside.start("manifest", this::parsed);
  }

  /// What is known as soon as the project is parsed: the manifest, and that of its metrics, which
  /// no command changes.
  void parsed() {
    manifest(List.of(), List.of());
    semanticManifest();
  }

  /// What whoever computes metrics reads.
  void semanticManifest() {
    if (isWanted()) {
      artifacts.write("semantic_manifest.json", project.derived().parts().semanticManifest());
    }
  }

  /// The manifest, with what was compiled.
  ///
  /// @param ephemeral nodes that were compiled because others read them
  void manifest(List<NodeResult> results, Collection<CompiledNode> ephemeral) {
    if (isWanted()) {
      artifacts.write(
          "manifest.json",
          new ManifestJson(project.derived().parts(), manifestMetadata())
              .bytes(files(results, ephemeral)));
    }
  }

  private Map<String, NodeFiles> files(
      List<NodeResult> results, Collection<CompiledNode> ephemeral) {
    var files = new HashMap<String, NodeFiles>();
    ephemeral.forEach(
        one -> files.put(one.node().uniqueId(), files(one.node(), Optional.of(one), false)));
    for (NodeResult result : results) {
      if (result.node() instanceof Node node) {
        var outcome = result.outcome();
        files.put(node.uniqueId(), files(node, outcome.compiled(), outcome.isWritten()));
      }
    }
    return files;
  }

  private NodeFiles files(Node node, Optional<CompiledNode> compiled, boolean isWritten) {
    String target = command.targetFolder();
    String below = TargetPaths.below(node);
    return new NodeFiles(
        compiled,
        compiled.map(_ -> target + "/compiled/" + below),
        isWritten ? Optional.of(target + "/run/" + below) : Optional.empty());
  }

  /// Begins the journal of results.
  ///
  /// @param nodes unique ids of all that there is to do
  /// @param kept what was done before
  /// @param notices hears when the journal cannot be kept
  JournalFile journal(Collection<String> nodes, Collection<Data.Dict> kept, Notices notices) {
    var journal =
        new JournalFile(
            isWanted() ? artifacts.grow(UnfinishedResults.FILE) : GrowingFile.NONE, notices);
    journal.append(UnfinishedResults.head(metadata(), nodes, command.args()));
    kept.forEach(result -> journal.append(UnfinishedResults.line(result)));
    return journal;
  }

  /// The results of nodes.
  void results(List<NodeResult> results, Duration time) {
    results(new RunResultsJson.Results(List.of(), results), time);
  }

  /// The results of nodes, with those of the command that this one goes on with.
  void results(RunResultsJson.Results results, Duration time) {
    if (isWanted()) {
      artifacts.write(
          "run_results.json", RunResultsJson.bytes(metadata(), results, time, command.args()));
    }
  }

  /// The age of sources.
  void sources(Map<String, FreshnessRun.Found> found, Duration time) {
    List<SourcesJson.Found> all =
        found.values().stream()
            .map(one ->
                new SourcesJson.Found(
                    one.source(),
                    one.result(),
                    one.age()
                        .map(age -> new SourcesJson.Age(age.maxLoadedAt(), age.snapshottedAt()))))
            .toList();
    artifacts.write("sources.json", SourcesJson.bytes(metadata(), all, time));
  }

  /// What the warehouse has.
  void catalog(List<Map<String, Value>> rows) {
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    var data = new ArrayList<CatalogJson.Row>();
    for (Map<String, Value> row : rows) {
      var values = new HashMap<String, Data>();
      row.forEach((name, value) -> values.put(name, Values.data(value, rendering)));
      data.add(new CatalogJson.Row(values));
    }
    artifacts.write("catalog.json", CatalogJson.bytes(metadata(), project.manifest(), data));
  }

  private ArtifactMetadata metadata() {
    ParseOptions options = project.options();
    return new ArtifactMetadata(
        DbtVersion.NUMBER, clock.instant(), options.invocationId(), options.startedAt(), custom());
  }

  private ManifestMetadata manifestMetadata() {
    ParseOptions options = project.options();
    return new ManifestMetadata(
        DbtVersion.NUMBER,
        clock.instant(),
        options.invocationId(),
        options.startedAt(),
        custom(),
        project.config().name(),
        project.dialect().type(),
        project.config().quoting().or(QUOTED));
  }

  private Map<String, String> custom() {
    var custom = new HashMap<String, String>();
    project
        .options()
        .environment()
        .forEach((name, value) -> {
          if (name.startsWith(CUSTOM)) {
            custom.put(name.substring(CUSTOM.length()), value);
          }
        });
    return custom;
  }
}
