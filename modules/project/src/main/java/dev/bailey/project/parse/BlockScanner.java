package dev.bailey.project.parse;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Cuts the blocks of chosen types out of a file as dbt does, without parsing Jinja: it knows only
/// tags, expressions, comments, raw blocks and strings, so that a broken body spoils one block
/// only.
///
/// A tag that opens with `{%-` takes the white space before it, one that closes with `-%}` that
/// behind it; both belong to the block. One scanner reads one file.
public final class BlockScanner {
  private static final Map<String, String> CONTROL_FLOW = Map.of("endif", "if", "endfor", "for");

  private final TagScanner tags;
  private final SourceFile file;
  private final Set<String> types;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Deque<String> controlFlow = new ArrayDeque<>();
  private Optional<Tag> open = Optional.empty();
  private int dataStart;

  private BlockScanner(SourceFile file, Set<String> types) {
    this.file = file;
    this.types = types;
    this.tags = new TagScanner(file);
  }

  /// The blocks of `types` in `file` and the text between them, in order; with a warning of each
  /// tag between them.
  public static Outcome<List<Block>> scan(SourceFile file, Set<String> types) {
    try {
      var scanner = new BlockScanner(file, types);
      return new Outcome.Ok<>(scanner.blocks(), scanner.warnings);
    } catch (TagScanner.Refused e) {
      return Outcome.failed(Problem.error("jinja-block", e.span(), e.text()));
    }
  }

  private List<Block> blocks() {
    for (var tag = tags.next(); tag.isPresent(); tag = tags.next()) {
      trackControlFlow(tag.get());
      if (types.contains(tag.get().type())) {
        open(tag.get());
      } else if (open.isPresent() && tag.get().type().equals("end" + open.get().type())) {
        close(open.get(), tag.get());
      } else if (open.isEmpty()) {
        unexpected(tag.get());
      }
    }
    open.ifPresent(this::refuseUnclosed);
    addData(file.text().length());
    return List.copyOf(blocks);
  }

  private void unexpected(Tag tag) {
    warnings.add(
        Problem.deprecation(
            "unexpected-jinja-block",
            new Span(file, tag.start(), tag.end()),
            "Found unexpected '%s' block tag in file `%s`. Only blocks of the kinds %s count here."
                .formatted(tag.type(), file.path(), new TreeSet<>(types))));
  }

  private void trackControlFlow(Tag tag) {
    if (CONTROL_FLOW.containsValue(tag.type())) {
      controlFlow.push(tag.type());
      return;
    }
    String expected = CONTROL_FLOW.get(tag.type());
    if (expected == null) {
      return;
    }
    if (controlFlow.isEmpty()) {
      throw refused(
          tag,
          "Got an unexpected control flow end tag, got %s but never saw a preceeding %s (@ %s)"
              .formatted(tag.type(), expected, place(tag)));
    }
    String opened = controlFlow.pop();
    if (!opened.equals(expected)) {
      throw refused(
          tag,
          "Got an unexpected control flow end tag, got %s but expected end%s next (@ %s)"
              .formatted(tag.type(), opened, place(tag)));
    }
  }

  private void open(Tag tag) {
    if (!controlFlow.isEmpty()) {
      throw refused(
          tag,
          ("Got a block definition inside control flow at %s. All dbt block definitions must be at"
                  + " the top level")
              .formatted(place(tag)));
    }
    open.ifPresent(outer -> refuseNested(outer, tag));
    addData(tag.start());
    open = Optional.of(tag);
  }

  private void refuseNested(Tag outer, Tag inner) {
    throw refused(
        inner,
        ("Got nested tags: %s (started at %d) did not have a matching {%% end%s %%} before a"
                + " subsequent %s was found (started at %d)")
            .formatted(outer.type(), outer.start(), outer.type(), inner.type(), inner.start()));
  }

  private void refuseUnclosed(Tag tag) {
    throw refused(
        tag,
        "Reached EOF without finding a close tag for %s (searched from line %d)"
            .formatted(tag.type(), file.line(tag.end())));
  }

  private void close(Tag opening, Tag closing) {
    int contentsStart = opening.end();
    int contentsEnd = closing.start();
    Span whole = new Span(file, opening.start(), closing.end());
    Span contents = new Span(file, contentsStart, contentsEnd);
    blocks.add(new Block.Tagged(opening.type(), opening.name(), whole, contents));
    dataStart = closing.end();
    open = Optional.empty();
  }

  private void addData(int end) {
    if (end > dataStart) {
      blocks.add(new Block.Data(new Span(file, dataStart, end)));
    }
    dataStart = end;
  }

  private String place(Tag tag) {
    return file.line(tag.start()) + ":" + (file.column(tag.start()) - 1);
  }

  private TagScanner.Refused refused(Tag tag, String text) {
    return new TagScanner.Refused(new Span(file, tag.start(), tag.end()), text);
  }

  /// One `{% type name ... %}`.
  record Tag(String type, String name, int start, int end) {}
}
