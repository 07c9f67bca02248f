package dev.bailey.project.parse;

import dev.bailey.project.Derived;
import dev.bailey.project.NodeTemplates;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.artifact.ManifestParts;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.store.RecordFile;
import dev.bailey.project.store.UnreadableException;
import dev.bailey.source.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// A parse that the next one of the same project begins with, whether or not it succeeded.
/// Immutable but for what is worked out when it is asked for; shared by threads.
public final class LastParse {
  private static final int CHECK = Long.BYTES;

  private final Pieces pieces;
  private final Optional<MacroCatalog> catalog;
  private final Optional<Whole> whole;

  /// A parse that was free of errors.
  ///
  /// @param contents changes whenever a file of the project does
  /// @param warnings of the whole parse
  record Whole(
      String contents,
      Manifest manifest,
      List<Problem> warnings,
      Derived derived,
      NodeTemplates templates) {}

  /// What is kept in a file.
  ///
  /// @param json the manifest's, in parts; empty when nobody has asked for it
  private record Kept(
      Pieces pieces,
      String contents,
      Manifest manifest,
      List<Problem> warnings,
      Optional<List<byte[]>> json) {}

  /// @param catalog empty when its macros have yet to be compiled
  /// @param whole the last parse that was free of errors
  LastParse(Pieces pieces, Optional<MacroCatalog> catalog, Optional<Whole> whole) {
    this.pieces = pieces;
    this.catalog = catalog;
    this.whole = whole;
  }

  Pieces pieces() {
    return pieces;
  }

  MacroCatalog catalog(Parser.Input input) {
    return catalog.orElseGet(() -> Macros.catalog(input, pieces.macros(), pieces.builtins()));
  }

  Optional<Whole> whole() {
    return whole;
  }

  /// Whether it began with the same, so that a parse that begins with `other` needs this one no
  /// more.
  public boolean isLike(LastParse other) {
    return pieces.ground().equals(other.pieces.ground());
  }

  /// Whether a parse with `options` of the project whose ground is `ground` can begin with it.
  boolean fits(Ground ground, ParseOptions options) {
    return pieces.ground().equals(ground) && Ground.hold(pieces.answers(), options);
  }

  /// Whether it could take over from `earlier` whatever it is made of but files of nodes.
  public boolean followsFrom(LastParse earlier) {
    return pieces.followsFrom(earlier.pieces);
  }

  /// How many pieces are not those of `earlier`.
  public long newSince(LastParse earlier) {
    return pieces.newSince(earlier.pieces);
  }

  /// Whether somebody asked for the JSON of its manifest.
  public boolean hasJson() {
    return whole.flatMap(one -> one.derived().known()).isPresent();
  }

  /// What [#read] reads; empty when the parse had errors.
  ///
  /// @param engine names what may read it: every build has classes of its own
  public Optional<byte[]> bytes(String engine) {
    return whole.map(one -> {
      byte[] body =
          RecordFile.write(
              Kept.class,
              new Kept(
                  pieces,
                  one.contents(),
                  one.manifest(),
                  one.warnings(),
                  one.derived().known().map(ManifestParts::chunks)));
      byte[] header = header(engine);
      return ByteBuffer.allocate(header.length + CHECK + body.length)
          .put(header)
          .putLong(check(body))
          .put(body)
          .array();
    });
  }

  /// A parse that was written by the same engine.
  ///
  /// @throws UnreadableException when it was written by another, or is damaged
  public static LastParse read(String engine, byte[] bytes) throws UnreadableException {
    byte[] header = header(engine);
    int start = header.length + CHECK;
    if (bytes.length < start || !Arrays.equals(header, Arrays.copyOf(bytes, header.length))) {
      throw new UnreadableException("it was not written by this version of Bailey");
    }
    byte[] body = Arrays.copyOfRange(bytes, start, bytes.length);
    if (ByteBuffer.wrap(bytes).getLong(header.length) != check(body)) {
      throw new UnreadableException("it is damaged");
    }
    Kept kept = RecordFile.read(Kept.class, body);
    Derived derived = new Derived(kept.manifest());
    if (kept.json().isPresent()) {
      try {
        derived = derived.with(ManifestParts.of(kept.manifest(), kept.json().get()));
      } catch (IllegalArgumentException e) {
        throw new UnreadableException(String.valueOf(e.getMessage()));
      }
    }
    var whole =
        new Whole(kept.contents(), kept.manifest(), kept.warnings(), derived, new NodeTemplates());
    return new LastParse(kept.pieces(), Optional.empty(), Optional.of(whole));
  }

  private static byte[] header(String engine) {
    return ("Bailey parse, " + engine + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static long check(byte[] body) {
    var check = new CRC32();
    check.update(body);
    return check.getValue();
  }
}
