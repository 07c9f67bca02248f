package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.artifact.ManifestJson;
import dev.bailey.project.artifact.ManifestMetadata;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.parse.LastParse;
import dev.bailey.project.parse.Parse;
import dev.bailey.project.store.UnreadableException;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an earlier parse made is taken over only where it would be made the same again.
class IncrementalParseTest {
  private static final int EDITS = 50;
  private static final SourceTree PROJECT = TestDialect.resource("projects/everything");

  private final ProjectLoader loader =
      new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void editsGiveWhatAColdParseGives(long seed) {
    follow(seed, last -> last);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void editsAfterARestartGiveWhatAColdParseGives(long seed) {
    follow(seed, IncrementalParseTest::keptAndRead);
  }

  private static LastParse keptAndRead(LastParse last) {
    try {
      Optional<byte[]> bytes = last.bytes("test");
      return bytes.isPresent() ? LastParse.read("test", ByteBuffer.wrap(bytes.get())) : last;
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  private void follow(long seed, UnaryOperator<LastParse> restart) {
    var edits = new Edits(PROJECT, seed);
    var done = new ArrayList<String>();
    List<LastParse> last = List.of();
    for (int i = 0; i < EDITS; i++) {
      Parse parse = loader.load(edits.source(), edits.options(), last);
      Outcome<ParsedProject> cold = loader.load(edits.source(), edits.options());

      assertThat(difference(text(parse.outcome()), text(cold))).as("%s", done).isEmpty();
      last = parse.left().map(restart).map(List::of).orElse(last);
      done.add(edits.next(cold instanceof Outcome.Failed));
    }
  }

  private static String text(Outcome<ParsedProject> outcome) {
    var text = new StringBuilder();
    outcome.problems().stream()
        .map(Problem::render)
        .forEach(line -> text.append(line).append('\n'));
    if (outcome instanceof Outcome.Ok<ParsedProject>(ParsedProject project, _)) {
      text.append(new String(manifest(project), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /// Where two texts part; empty when they do not.
  private static String difference(String ours, String cold) {
    if (ours.equals(cold)) {
      return "";
    }
    int at = 0;
    while (at < Math.min(ours.length(), cold.length()) && ours.charAt(at) == cold.charAt(at)) {
      at++;
    }
    return "incremental: %s%ncold: %s".formatted(around(ours, at), around(cold, at));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 300));
  }

  private static byte[] manifest(ParsedProject project) {
    var metadata =
        new ManifestMetadata(
            "1",
            Instant.EPOCH,
            "test",
            Instant.EPOCH,
            Map.of(),
            project.config().name(),
            "duckdb",
            new Quoting(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    return new ManifestJson(project.derived().parts(), metadata).bytes(Map.of());
  }
}
