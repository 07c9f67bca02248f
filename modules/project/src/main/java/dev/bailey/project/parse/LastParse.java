package dev.bailey.project.parse;

import dev.bailey.project.Derived;
import dev.bailey.project.NodeTemplates;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.Warnings;
import dev.bailey.project.artifact.ManifestParts;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Question;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.store.Lazy;
import dev.bailey.project.store.RecordFile;
import dev.bailey.project.store.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/// A parse that the next one of the same project begins with, whether or not it succeeded.
/// Immutable but for what is worked out when it is asked for; shared by threads.
///
/// In a file it has parts, each read when it is first needed: a command on a project that has not
/// changed needs no pieces, and one that only writes the manifest again not even that.
public final class LastParse {
  private static final int PARTS = 5;
  private static final int CHECK = Long.BYTES;

  private final Start start;
  private final Lazy<KnownMacros> macros;
  private final Lazy<Pieces> pieces;
  private final Optional<MacroCatalog> catalog;
  private final Optional<Whole> whole;

  /// What tells whether a parse can begin with this one.
  ///
  /// @param answers what was asked of the invocation, also by what was taken over
  private record Start(Ground ground, Map<Question, Data> answers) {}

  /// A parse that was free of errors.
  ///
  /// @param contents changes whenever a file of the project does
  /// @param warnings of the whole parse
  /// @param drawn what its edges were drawn between; not in a file
  record Whole(
      String contents,
      Warnings warnings,
      Derived derived,
      NodeTemplates templates,
      Optional<Drawn> drawn) {}

  /// What of a parse without errors is in the first part of a file.
  ///
  /// @param project the name of the root project
  private record Beginning(Start start, String project, String contents, Warnings warnings) {}

  /// @param catalog empty when its macros have yet to be compiled
  /// @param whole the last parse that was free of errors
  private LastParse(
      Start start,
      Lazy<KnownMacros> macros,
      Lazy<Pieces> pieces,
      Optional<MacroCatalog> catalog,
      Optional<Whole> whole) {
    this.start = start;
    this.macros = macros;
    this.pieces = pieces;
    this.catalog = catalog;
    this.whole = whole;
  }

  /// @param whole the last parse that was free of errors
  LastParse(
      Ground ground,
      Map<Question, Data> answers,
      Macros macros,
      Pieces pieces,
      Optional<Whole> whole) {
    this(
        new Start(ground, answers),
        Lazy.known(macros.known()),
        Lazy.known(pieces),
        Optional.of(macros.catalog()),
        whole);
  }

  Map<Question, Data> answers() {
    return start.answers();
  }

  KnownMacros macros() {
    return macros.get();
  }

  Pieces pieces() {
    return pieces.get();
  }

  MacroCatalog catalog(Parser.Input input) {
    return catalog.orElseGet(() -> Macros.catalog(input, macros()));
  }

  Optional<Whole> whole() {
    return whole;
  }

  /// Whether it began with the same, so that a parse that begins with `other` needs this one no
  /// more.
  public boolean isLike(LastParse other) {
    return start.ground().equals(other.start.ground());
  }

  /// Whether a parse with `options` of the project whose ground is `ground` can begin with it.
  boolean fits(Ground ground, ParseOptions options) {
    return start.ground().equals(ground) && Ground.hold(start.answers(), options);
  }

  /// Whether it could take over from `earlier` whatever it is made of but files of nodes.
  public boolean followsFrom(LastParse earlier) {
    return isLike(earlier)
        && answers().entrySet().containsAll(earlier.answers().entrySet())
        && macros().stamp().equals(earlier.macros().stamp())
        && pieces().docFiles().equals(earlier.pieces().docFiles());
  }

  /// How many pieces are not those of `earlier`.
  public long newSince(LastParse earlier) {
    return pieces().newSince(earlier.pieces());
  }

  /// Whether somebody asked for the JSON of its manifest.
  public boolean hasJson() {
    return whole.filter(one -> one.derived().hasParts()).isPresent();
  }

  /// What [#read] reads; empty when the parse had errors, or its graph a cycle.
  ///
  /// @param engine names what may read it: every build has classes of its own
  public Optional<byte[]> bytes(String engine) {
    return whole
        .filter(one -> one.derived().cycle().isEmpty())
        .map(one -> {
          var records = new RecordFile();
          Derived derived = one.derived();
          return bytes(
              engine,
              List.of(
                  records.write(
                      new Beginning(start, derived.project(), one.contents(), one.warnings())),
                  records.write(macros()),
                  records.write(derived.manifest()),
                  records.write(pieces()),
                  derived.hasParts()
                      ? new RecordFile().write(derived.parts().json())
                      : new byte[0]));
        });
  }

  private static byte[] bytes(String engine, List<byte[]> parts) {
    byte[] header = header(engine);
    int size = parts.stream().mapToInt(part -> Integer.BYTES + CHECK + part.length).sum();
    var bytes = ByteBuffer.allocate(header.length + size).put(header);
    parts.forEach(
        part -> bytes.putInt(part.length).putLong(check(ByteBuffer.wrap(part))).put(part));
    return bytes.array();
  }

  /// A parse that was written by the same engine.
  ///
  /// @throws UnreadableException when it was written by another, or is damaged
  public static LastParse read(String engine, ByteBuffer bytes) throws UnreadableException {
    List<ByteBuffer> parts = parts(engine, bytes);
    var records = new RecordFile();
    Beginning beginning = records.read(Beginning.class, parts.get(0));
    // Each part may refer to those before it.
    Lazy<KnownMacros> macros = Lazy.of(() -> read(records, KnownMacros.class, parts.get(1)));
    Lazy<Manifest> manifest =
        Lazy.of(() -> {
          macros.get();
          return read(records, Manifest.class, parts.get(2));
        });
    Lazy<Pieces> pieces =
        Lazy.of(() -> {
          manifest.get();
          return read(records, Pieces.class, parts.get(3));
        });
    ByteBuffer json = parts.get(4);
    Optional<Supplier<ManifestParts>> kept =
        Optional.of(json)
            .filter(ByteBuffer::hasRemaining)
            .map(_ ->
                () ->
                    new ManifestParts(
                        manifest, read(new RecordFile(), ManifestParts.Json.class, json)));
    var whole =
        new Whole(
            beginning.contents(),
            beginning.warnings(),
            Derived.again(beginning.project(), manifest, kept),
            new NodeTemplates(),
            Optional.empty());
    return new LastParse(beginning.start(), macros, pieces, Optional.empty(), Optional.of(whole));
  }

  /// What is damaged is known before anything of it is used.
  private static List<ByteBuffer> parts(String engine, ByteBuffer bytes)
      throws UnreadableException {
    ByteBuffer header = ByteBuffer.wrap(header(engine));
    ByteBuffer all = bytes.duplicate();
    if (all.remaining() < header.remaining()
        || !all.slice(all.position(), header.remaining()).equals(header)) {
      throw new UnreadableException("it was not written by this version of Bailey");
    }
    all.position(all.position() + header.remaining());
    var parts = new ArrayList<ByteBuffer>();
    for (int i = 0; i < PARTS; i++) {
      if (all.remaining() < Integer.BYTES + CHECK) {
        throw new UnreadableException("it is damaged");
      }
      int size = all.getInt();
      long check = all.getLong();
      if (size < 0 || size > all.remaining()) {
        throw new UnreadableException("it is damaged");
      }
      ByteBuffer part = all.slice(all.position(), size);
      if (check(part.duplicate()) != check) {
        throw new UnreadableException("it is damaged");
      }
      parts.add(part);
      all.position(all.position() + size);
    }
    return parts;
  }

  private static <T extends Record> T read(RecordFile records, Class<T> type, ByteBuffer part) {
    try {
      return records.read(type, part);
    } catch (UnreadableException e) {
      throw new IllegalStateException("a part of a saved parse is whole and cannot be read", e);
    }
  }

  private static byte[] header(String engine) {
    return ("Bailey parse, " + engine + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static long check(ByteBuffer part) {
    var check = new CRC32();
    check.update(part);
    return check.getValue();
  }
}
