package dev.bailey.appliance.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.CommandResult;
import dev.bailey.engine.Engine;
import dev.bailey.engine.Invocation;
import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.event.Event;
import dev.bailey.project.ProjectLoader;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.Target;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.DirectoryTree;
import dev.bailey.source.SourceTree;
import dev.bailey.warehouse.ResourceTree;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.ConnectionSettings;
import dev.bailey.warehouse.settings.SettingsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What parsing costs the distribution, beside dbt Core and dbt 2.0's Rust engine in the same run,
/// on the kit's projects of several sizes. Prints; asserts only that the work was done.
///
/// dbt Core needs minutes for the largest: `-Dbench.core.models=1000` spares it those.
@Tag("bench")
final class ParseBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int CORE_MODELS = Integer.getInteger("bench.core.models", 5_000);
  private static final int WARM_UP = 60;
  private static final int EDITS = 41;

  @TempDir private Path folder;

  /// A command line that understands dbt's arguments.
  private record Tool(String name, List<String> command, boolean keepsWhatItParsed) {
    List<String> with(String... arguments) {
      var all = new ArrayList<>(command);
      all.addAll(List.of(arguments));
      return all;
    }
  }

  private static List<Tool> tools(int models) {
    var all = new ArrayList<Tool>();
    all.add(new Tool("bailey", List.of(Distribution.command().toString(), "dbt"), true));
    if (models <= CORE_MODELS) {
      all.add(new Tool("dbt Core", List.of(Peers.required("BAILEY_ORACLE_DBT")), true));
    }
    Optional.ofNullable(System.getenv("BAILEY_ORACLE_DBT2"))
        .ifPresent(rust -> all.add(new Tool("dbt 2.0", List.of(rust), false)));
    return all;
  }

  @ParameterizedTest(name = "{0} models")
  @ValueSource(ints = {100, 1_000, 5_000})
  void parses(int models) throws IOException {
    Path project = Peers.generated(models, "duckdb", folder);
    String mart = aMart(project);
    var measured = new LinkedHashMap<String, Map<Tool, List<Cost>>>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Tool tool : tools(models)) {
        var bench = new Bench(tool, project, measured);
        bench.measure("start-up", "--version");
        Peers.delete(project.resolve("target"));
        bench.measure("parse, cold", "parse");
        if (tool.keepsWhatItParsed()) {
          bench.measure("parse, nothing changed", "parse");
          edit(project, mart, round);
          bench.measure("parse, one model edited", "parse");
          bench.measure("ls --select", "ls", "--quiet", "--select", "+" + mart);
        }
      }
    }
    measured.forEach((what, costs) -> print(what + ", " + models + " models", costs));
  }

  /// One process that goes on, as a server does: an edit of one model, then its compiled SQL.
  @Test
  void compilesAnEditInAWarmServer() throws IOException {
    Path project = Peers.generated(1_000, "duckdb", folder);
    List<String> models = models(project.resolve("models/marts"));
    var tree = new Edited(new DirectoryTree(project, Set.of("target", "logs")));
    var took = new ArrayList<Double>();
    try (var warehouses =
            new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), Clock.systemUTC());
        var warehouse = warehouses.warehouse("dev", settings(), Limits.standard(), "dbt")) {
      var engine =
          new Engine(Clock.systemUTC(), new ResourceTree(ProjectLoader.class, "macros/dbt"));
      for (int i = 0; i < WARM_UP + EDITS; i++) {
        String model = models.get(i % models.size());
        tree.edit(model, "-- edit " + i + "\n");
        var heard = new Compiled();
        var invocation = invocation(model, tree, warehouse, heard);
        long began = System.nanoTime();
        CommandResult result = engine.perform(invocation);
        if (i >= WARM_UP) {
          took.add((System.nanoTime() - began) / 1e6);
        }
        assertThat(result.isSuccess()).as(result.message()).isTrue();
        assertThat(heard.said).contains("-- edit " + i);
      }
    }
    took.sort(Comparator.naturalOrder());
    System.out.printf(
        "an edit and its compiled model in a warm server, 1000 models: median %.1f ms (%.1f to %.1f, %d times)%n",
        took.get(EDITS / 2), took.getFirst(), took.getLast(), EDITS);
  }

  private ConnectionSettings settings() {
    var fields = Data.dict(Map.of("path", Data.of("bench.duckdb"), "schema", Data.of("main")));
    return switch (ConnectionSettings.read("duckdb", fields, folder)) {
      case SettingsReading.Read(ConnectionSettings read, _) -> read;
      case SettingsReading.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  private Invocation invocation(
      String model, SourceTree tree, Warehouse warehouse, Listener listener) {
    var parsed =
        new CommandLine(Map.of())
            .parse(List.of("compile", "--no-write-json", "--no-populate-cache", "-s", model));
    var settings = settings();
    var target =
        new Target(
            "synth",
            "dev",
            settings.type(),
            Optional.of(settings.database()),
            settings.schema(),
            1,
            settings.target());
    return new Invocation(
        ((CommandLine.Parsed.Ready) parsed).command(),
        ProjectSource.of(tree),
        target,
        warehouse,
        Map.of(),
        new Invocation.Surroundings(listener, (_, _) -> {}, new Stop()));
  }

  private record Bench(Tool tool, Path project, Map<String, Map<Tool, List<Cost>>> measured) {
    void measure(String what, String... arguments) {
      var environment =
          Map.of("DBT_PROFILES_DIR", project.toString(), "DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
      Cost cost = Cost.of(tool.with(arguments), project, environment);
      measured
          .computeIfAbsent(what, _ -> new LinkedHashMap<>())
          .computeIfAbsent(tool, _ -> new ArrayList<>())
          .add(cost);
    }
  }

  private static void print(String what, Map<Tool, List<Cost>> costs) {
    System.out.printf("%s (medians of %d)%n", what, ROUNDS);
    Cost ours = Cost.median(costs.values().iterator().next());
    costs.forEach((tool, all) -> {
      Cost one = Cost.median(all);
      System.out.printf("  %-9s %s  (bailey: %s)%n", tool.name(), one, ours.beside(one));
    });
  }

  private static String aMart(Path project) throws IOException {
    return models(project.resolve("models/marts")).getFirst();
  }

  private static List<String> models(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.replace(".sql", ""))
          .sorted()
          .toList();
    }
  }

  private static void edit(Path project, String model, int round) throws IOException {
    try (Stream<Path> files = Files.walk(project.resolve("models"))) {
      Path file =
          files
              .filter(one -> one.getFileName().toString().equals(model + ".sql"))
              .findFirst()
              .orElseThrow();
      Files.writeString(file, "-- edit " + round + "\n", StandardOpenOption.APPEND);
    }
  }

  /// A directory with edits on top, as unsaved changes are.
  private static final class Edited implements SourceTree {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Edited(SourceTree tree) {
      for (Entry entry : tree.entries()) {
        entries.put(entry.path(), entry);
        files.put(entry.path(), tree.read(entry.path()).orElseThrow());
      }
    }

    void edit(String model, String comment) {
      String path =
          files.keySet().stream()
              .filter(one -> one.endsWith("/" + model + ".sql"))
              .findFirst()
              .orElseThrow();
      byte[] bytes = (new String(files.get(path), UTF_8) + comment).getBytes(UTF_8);
      files.put(path, bytes);
      entries.put(path, new Entry(path, comment, bytes.length));
    }

    @Override
    public List<Entry> entries() {
      return List.copyOf(entries.values());
    }

    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(files.get(path));
    }
  }

  /// What was said, the compiled code among it.
  private static final class Compiled implements Listener {
    private volatile String said = "";

    @Override
    public synchronized void event(Event event) {
      said += event.message();
    }

    @Override
    public void node(NodeProgress progress) {}
  }
}
