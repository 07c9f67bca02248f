package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Templates that nobody would write, made by Jazzer from those of the other tests. An input that
/// breaks the engine is written to `target/fuzz`; it becomes a file in `fuzz` among the resources.
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {
  private static final long MINUTE = 60;
  private static final long NIGHT = 1800;

  static Stream<Path> keptInputs() throws Exception {
    try (var files = Files.list(Path.of(resources()))) {
      return files.sorted().toList().stream();
    }
  }

  private static java.net.URI resources() throws Exception {
    var folder = FuzzTest.class.getResource("fuzz");
    if (folder == null) {
      throw new IllegalStateException("no folder 'fuzz'");
    }
    return folder.toURI();
  }

  @ParameterizedTest
  @MethodSource("keptInputs")
  void anInputThatOnceBrokeTheEngineEndsInTime(Path input) throws IOException {
    var cpu = ManagementFactory.getThreadMXBean();
    byte[] bytes = Files.readAllBytes(input);
    long start = cpu.getCurrentThreadCpuTime();

    FuzzTarget.fuzzerTestOneInput(bytes);

    assertThat(cpu.getCurrentThreadCpuTime() - start).isLessThan(2 * FuzzTarget.TIME.toNanos());
  }

  @Test
  @Tag("slow")
  void aMinuteOfFuzzingBreaksNothing() throws Exception {
    fuzz(Long.getLong("jinja.fuzz.seconds", MINUTE));
  }

  @Test
  @Tag("nightly")
  void aLongFuzzingBreaksNothing() throws Exception {
    fuzz(Long.getLong("jinja.fuzz.seconds", NIGHT));
  }

  /// Runs Jazzer in a process of its own: it rewrites the classes that it watches.
  private static void fuzz(long seconds) throws Exception {
    Path work = Path.of("target", "fuzz").toAbsolutePath();
    Path corpus = seeds(work.resolve("corpus"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTarget.class.getName(),
            "--instrumentation_includes=dev.bailey.jinja.**",
            "--reproducer_path=" + work,
            "-artifact_prefix=" + work + "/",
            "-max_total_time=" + seconds,
            "-max_len=2000",
            "-timeout=60",
            "-print_final_stats=1",
            corpus.toString()));
    Path log = work.resolve("jazzer.log");

    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var running = process.start();
    boolean ended = running.waitFor(seconds * 5 + 300, TimeUnit.SECONDS);
    running.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(running.waitFor()).as(() -> tail(log)).isZero();
    assertThat(log).content().contains("stat::number_of_executed_units");
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return log + ": " + e;
    }
  }

  /// What the other tests keep, one file each; what earlier runs have found stays.
  private static Path seeds(Path corpus) throws Exception {
    Files.createDirectories(corpus);
    int number = 0;
    for (Jinja2.Case kept : KeptCases.read().cases()) {
      write(corpus.resolve("kept-" + number++), kept.template());
    }
    for (String template : SpeedTemplates.all()) {
      write(corpus.resolve("speed-" + number++), template);
    }
    for (Path input : keptInputs().toList()) {
      Path copy = corpus.resolve("fuzz-" + input.getFileName());
      if (!Files.exists(copy)) {
        Files.copy(input, copy);
      }
    }
    return corpus;
  }

  private static void write(Path file, String text) throws IOException {
    // A lone surrogate, which some kept case has, becomes a question mark.
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
