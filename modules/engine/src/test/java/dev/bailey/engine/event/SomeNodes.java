package dev.bailey.engine.event;

import dev.bailey.project.manifest.Access;
import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.Versions;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Nodes for tests of what is said of them.
final class SomeNodes {
  private SomeNodes() {}

  static Model model(String name, String materialized) {
    return new Model(
        parts(ResourceType.MODEL, name, "models/" + name + ".sql", materialized),
        Access.PROTECTED,
        List.of(),
        Versions.NONE,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static Seed seed(String name) {
    return new Seed(parts(ResourceType.SEED, name, "seeds/" + name + ".csv", "seed"), "");
  }

  static Snapshot snapshot(String name) {
    return new Snapshot(
        parts(ResourceType.SNAPSHOT, name, "snapshots/" + name + ".sql", "snapshot"));
  }

  static SingularTest test(String name) {
    return new SingularTest(parts(ResourceType.TEST, name, "tests/" + name + ".sql", "test"));
  }

  static Operation hook(int index) {
    return new Operation(
        parts(ResourceType.OPERATION, "shop-on-run-start-" + index, "dbt_project.yml", "view"),
        Operation.When.ON_RUN_START,
        index);
  }

  private static NodeParts parts(ResourceType type, String name, String path, String materialized) {
    var file = new SourceFile(path, "select 1");
    return new NodeParts(
        new Identity(
            type.word() + ".shop." + name, type, name, "shop", path, path, List.of("shop", name)),
        new RelationName(Optional.of("db"), "s", name, Optional.empty()),
        new NodeConfig(Data.dict(Map.of("materialized", Data.of(materialized)))),
        Data.noEntries(),
        Properties.NONE,
        new Code("sql", file.text(), Checksum.NONE, new Span(file, 0, 0)),
        Links.NONE,
        Contract.NONE);
  }
}
