package dev.bailey.engine.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.source.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageArchiveTest {
  private static final PackageLimits SMALL = new PackageLimits(1000, 2000, "Ask for more.");

  /// A gzipped tar with what `entries` writes into it.
  private static byte[] archive(Consumer<Writer> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      entries.accept(new Writer(tar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private record Writer(TarArchiveOutputStream tar) {
    Writer file(String path, String text) {
      return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Writer file(String path, byte[] bytes) {
      try {
        var entry = new TarArchiveEntry(path, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// What precedes a file whose name is that long.
    Writer longName(int length) {
      try {
        var entry = new TarArchiveEntry("alpha/l", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(length);
        tar.putArchiveEntry(entry);
        tar.write(new byte[length]);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Writer link(String path, String target, byte kind) {
      try {
        var entry = new TarArchiveEntry(path, kind, true);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static PackageTree unpacked(byte[] archive) {
    return new PackageArchive("acme/alpha", SMALL).unpack(archive);
  }

  @Test
  void filesAreThereWithoutTheFolderAtTheTop() {
    PackageTree tree =
        unpacked(
            archive(tar ->
                tar.file("alpha-1.0/dbt_project.yml", "name: alpha")
                    .file("./alpha-1.0/macros/" + "m".repeat(120) + ".sql", "x")));

    assertThat(tree.entries())
        .extracting(SourceTree.Entry::path)
        .containsExactly("dbt_project.yml", "macros/" + "m".repeat(120) + ".sql");
    assertThat(tree.read("dbt_project.yml"))
        .hasValue("name: alpha".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alpha/../../etc/passwd", "/alpha/etc", "..", "alpha/a\\..\\b", "alpha/a\u0001b"})
  void aPathThatLeadsElsewhereIsRefused(String path) {
    assertThatThrownBy(() -> unpacked(archive(tar -> tar.file("alpha/a", "x").file(path, "x"))))
        .isInstanceOf(DepsException.class)
        .hasMessageContaining("acme/alpha is refused");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CHR
      })
  void nothingButPlainFilesCounts(byte kind) {
    PackageTree tree =
        unpacked(archive(tar -> tar.file("alpha/a", "x").link("alpha/b", "/etc/passwd", kind)));

    assertThat(tree.entries()).extracting(SourceTree.Entry::path).containsExactly("a");
  }

  @Test
  void whatUnpacksToMoreThanAllowedIsRefusedBeforeItIsWhole() {
    byte[] bomb = archive(tar -> tar.file("alpha/zeros", new byte[5_000_000]));

    assertThat(bomb).hasSizeLessThan(10_000);
    assertThatThrownBy(() -> unpacked(bomb))
        .hasMessage(
            "The package acme/alpha is larger than allowed: more than 1000 bytes or 20000 files, unpacked. Ask for more.");
  }

  @Test
  void tooManyFilesAreRefused() {
    byte[] many =
        archive(tar -> {
          for (int i = 0; i <= PackageLimits.FILES; i++) {
            tar.file("alpha/" + i, "");
          }
        });

    assertThatThrownBy(() -> unpacked(many)).hasMessageContaining("larger than allowed");
  }

  @Test
  void aNameThatUnpacksToMoreThanAllowedIsRefused() {
    byte[] bomb = archive(tar -> tar.longName(60_000_000).file("alpha/a", "x"));

    assertThat(bomb).hasSizeLessThan(200_000);
    assertThatThrownBy(() -> unpacked(bomb))
        .hasMessage(
            "The archive of the package acme/alpha is larger than allowed, unpacked. Ask for more.");
  }

  @Test
  void twoFoldersAtTheTopAreRefused() {
    assertThatThrownBy(() -> unpacked(archive(tar -> tar.file("a/x", "").file("b/x", ""))))
        .hasMessageContaining("Incorrect structure for package");
  }

  @Test
  void aFileBelowAFileIsRefused() {
    assertThatThrownBy(() -> unpacked(archive(tar -> tar.file("a/x", "").file("a/x/y", ""))))
        .hasMessageContaining("x both as a file and as a folder");
  }

  @Test
  void aFileThatEndsEarlyIsRefused() {
    byte[] whole = archive(tar -> tar.file("alpha/a", "x".repeat(900)));

    assertThatThrownBy(() -> unpacked(java.util.Arrays.copyOf(whole, whole.length / 2)))
        .hasMessageContaining("is damaged, or no gzipped tar");
  }

  /// Whatever bytes a server sends: a package, or a refusal in our words.
  @Test
  void damagedBytesGiveAPackageOrARefusal() throws IOException {
    var random = new Random(20261130);
    var plain = new ByteArrayOutputStream();
    byte[] good =
        archive(tar ->
            tar.file("alpha/" + "long".repeat(60), "x".repeat(300))
                .link("alpha/l", "a", TarConstants.LF_SYMLINK)
                .file("alpha/b", "y"));
    try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(good))) {
      in.transferTo(plain);
    }
    for (int round = 0; round < 6_000; round++) {
      byte[] bytes = round % 4 == 0 ? good.clone() : plain.toByteArray();
      for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] sent = round % 4 == 0 ? bytes : zipped(bytes);
      try {
        assertThat(unpacked(sent).entries()).allMatch(entry -> !entry.path().contains(".."));
      } catch (DepsException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  @Test
  void aTreeIsTheSameAfterItWasKept() {
    PackageTree tree = unpacked(archive(tar -> tar.file("a/x", "1").file("a/ä/y", "")));

    PackageTree again = PackageTree.decode(tree.encode());

    assertThat(again.entries()).isEqualTo(tree.entries());
    assertThat(again.read("ä/y")).hasValue(new byte[0]);
  }

  @Test
  void otherBytesThanAKeptTreeAreRefused() {
    byte[] kept = unpacked(archive(tar -> tar.file("a/x", "1"))).encode();
    var random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = kept.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(PackageTree.decode(bytes).entries()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("no package was kept");
      }
    }
  }
}
