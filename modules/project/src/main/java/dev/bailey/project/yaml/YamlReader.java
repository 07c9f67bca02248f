package dev.bailey.project.yaml;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML as dbt does: one document, YAML 1.1 types, merge keys, equal keys warned of.
///
/// Immutable; may be shared between threads.
public final class YamlReader {
  private final YamlLimits limits;
  private final LoadSettings settings;

  /// A reader that refuses files beyond `limits`.
  public YamlReader(YamlLimits limits) {
    this.limits = limits;
    this.settings = LoadSettings.builder().setCodePointLimit(limits.characters()).build();
  }

  /// The document of `file`; an empty file gives [YamlNode.Nothing].
  public Outcome<YamlNode> read(SourceFile file) {
    int length = file.text().length();
    if (length > limits.characters()) {
      return failure(
          new Span(file, 0, 0),
          "%s has %,d characters, more than the %,d that a YAML file may have; split it"
              .formatted(file.path(), length, limits.characters()));
    }
    try {
      var warnings = new ArrayList<Problem>();
      var events = new Parse(settings).parseString(file.text()).iterator();
      YamlNode root = new YamlComposer(new Places(file), events, limits, warnings).document();
      return new Outcome.Ok<>(root, warnings);
    } catch (MarkedYamlEngineException e) {
      return failure(new Places(file).at(e.getProblemMark().or(e::getContextMark)), explain(e));
    } catch (NumberFormatException e) {
      // The scanner's answer to a file that ends within an escape such as "\x4".
      return failure(
          new Span(file, length, length),
          "Syntax error in YAML: the file ends within a double-quoted text");
    } catch (YamlComposer.Refused e) {
      return failure(e.span(), e.text());
    } catch (YamlEngineException e) {
      return failure(new Span(file, 0, 0), String.valueOf(e.getMessage()));
    }
  }

  private static String explain(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "Syntax error in YAML: " + context + e.getProblem();
  }

  private static Outcome<YamlNode> failure(Span at, String message) {
    return new Outcome.Failed<>(List.of(Problem.error("yaml-syntax", at, message)));
  }

  /// Turns the parser's marks, which count code points, into offsets of a file.
  record Places(SourceFile file, boolean plain) {
    Places(SourceFile file) {
      this(file, file.text().codePointCount(0, file.text().length()) == file.text().length());
    }

    int offset(int codePoints) {
      String text = file.text();
      return plain
          ? Math.min(codePoints, text.length())
          : text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    Span at(Optional<org.snakeyaml.engine.v2.exceptions.Mark> mark) {
      int start = mark.map(m -> offset(m.getIndex())).orElse(0);
      return new Span(file, start, start);
    }

    Span between(
        Optional<org.snakeyaml.engine.v2.exceptions.Mark> from,
        Optional<org.snakeyaml.engine.v2.exceptions.Mark> to) {
      int start = from.map(m -> offset(m.getIndex())).orElse(0);
      int end = to.map(m -> offset(m.getIndex())).orElse(start);
      return new Span(file, start, Math.max(start, end));
    }
  }
}
