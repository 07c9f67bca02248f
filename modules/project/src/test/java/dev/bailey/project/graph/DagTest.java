package dev.bailey.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Contract;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Links;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.NodeParts;
import dev.bailey.project.manifest.Properties;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DagTest {
  /// ```
  /// a ── b ── d
  ///  └── c ──┘
  /// ```
  private static final Dag DIAMOND =
      dag(Map.of("a", List.of(), "b", List.of("a"), "c", List.of("a"), "d", List.of("b", "c")));

  @Test
  void ancestorsAreFoundUpToADepth() {
    assertThat(DIAMOND.ancestors(Set.of("d"), 1)).containsExactlyInAnyOrder("b", "c");
    assertThat(DIAMOND.ancestors(Set.of("d"), 9)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void descendantsLeaveOutWhereTheyStart() {
    assertThat(DIAMOND.descendants(Set.of("a", "b"), 9)).containsExactlyInAnyOrder("c", "d");
  }

  @Test
  void everyNodeStandsAfterWhatItReadsFrom() {
    List<String> order = DIAMOND.topological();

    assertThat(order).startsWith("a").endsWith("d").hasSize(4);
  }

  @Test
  void aCycleIsShownAsAPath() {
    Dag dag =
        dag(Map.of("a", List.of("c"), "b", List.of("a"), "c", List.of("b"), "d", List.of("c")));

    List<String> path = dag.cycle().orElseThrow();

    assertThat(path).hasSize(4);
    assertThat(path.getFirst()).isEqualTo(path.getLast());
    for (int i = 1; i < path.size(); i++) {
      assertThat(dag.parents(path.get(i))).contains(path.get(i - 1));
    }
  }

  @Test
  void aDiamondHasNoCycle() {
    assertThat(DIAMOND.cycle()).isEmpty();
  }

  @Test
  void aChainOfTenThousandIsWalked() {
    var parents = new LinkedHashMap<String, List<String>>();
    parents.put("n0", List.of());
    for (int i = 1; i < 10_000; i++) {
      parents.put("n" + i, List.of("n" + (i - 1)));
    }
    Dag dag = dag(parents);

    assertThat(dag.cycle()).isEmpty();
    assertThat(dag.ancestors(Set.of("n9999"), Integer.MAX_VALUE)).hasSize(9_999);
  }

  @Test
  void aNodeWaitsForWhatItReadsFromByWayOfNodesThatAreNotSelected() {
    Map<String, Set<String>> waits = DIAMOND.waits(Set.of("a", "d"), false);

    assertThat(waits).isEqualTo(Map.of("a", Set.of(), "d", Set.of("a")));
  }

  @Test
  void aModelWaitsForTheTestsOfWhatItReadsFrom() {
    Dag dag =
        dag(
            Map.of(
                "a", List.of(),
                "b", List.of("a"),
                "c", List.of("b"),
                "test.a", List.of("a"),
                "test.c", List.of("c")));

    Map<String, Set<String>> waits = dag.waits(Set.of("a", "b", "c", "test.a", "test.c"), true);

    assertThat(waits.get("b")).containsExactlyInAnyOrder("a", "test.a");
    assertThat(waits.get("c")).containsExactly("b");
    assertThat(waits.get("test.c")).containsExactly("c");
  }

  @Test
  void aTestOfTwoModelsHoldsBackOnlyWhatReadsFromBoth() {
    Dag dag =
        dag(
            Map.of(
                "a", List.of(),
                "b", List.of(),
                "onlyA", List.of("a"),
                "both", List.of("onlyA", "b"),
                "test.ab", List.of("a", "b"),
                "test.none", List.of()));

    Map<String, Set<String>> waits =
        dag.waits(Set.of("a", "b", "onlyA", "both", "test.ab", "test.none"), true);

    assertThat(waits.get("onlyA")).containsExactly("a");
    assertThat(waits.get("both")).containsExactlyInAnyOrder("onlyA", "b", "test.ab");
  }

  @Test
  void aTestHoldsBackWhatReadsFromItsModelByWayOfOneThatIsNotSelected() {
    Dag dag =
        dag(Map.of("a", List.of(), "b", List.of("a"), "c", List.of("b"), "test.a", List.of("a")));

    assertThat(dag.waits(Set.of("a", "c", "test.a"), true).get("c"))
        .containsExactlyInAnyOrder("a", "test.a");
  }

  /// A graph of snapshots, and of tests where the name begins so.
  private static Dag dag(Map<String, List<String>> parents) {
    var nodes = new LinkedHashMap<String, Node>();
    parents.forEach((id, its) -> nodes.put(id, node(id, its)));
    return Dag.of(
        new Manifest(
            nodes,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Data.noEntries(),
            Instant.EPOCH),
        Optional.empty());
  }

  private static Node node(String id, List<String> parents) {
    var file = new SourceFile(id + ".sql", "select 1");
    boolean isTest = id.startsWith("test.");
    var parts =
        new NodeParts(
            new Identity(
                id,
                isTest ? ResourceType.TEST : ResourceType.SNAPSHOT,
                id,
                "shop",
                file.path(),
                file.path(),
                List.of("shop", id)),
            new RelationName(Optional.empty(), "main", id, Optional.empty()),
            new NodeConfig(Data.noEntries()),
            Data.noEntries(),
            Properties.NONE,
            new Code("sql", file.text(), Checksum.NONE, new Span(file, 0, 0)),
            Links.NONE.with(new DependsOn(List.of(), parents)),
            new Contract(false, true, Optional.empty()));
    return isTest ? new SingularTest(parts) : new Snapshot(parts);
  }
}
