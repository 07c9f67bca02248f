package dev.bailey.appliance.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Where the packages of `base.lock` come from: a directory that keeps them, filled by this
/// machine's own apt, which checks Debian's signatures. No address of a package source is known
/// here.
///
/// @param directory keeps the `.deb` files between builds
record PackageSource(Path directory) {

  /// The package's file, exactly as locked.
  Path fetch(DebianPackage wanted) {
    Path file = directory.resolve(wanted.file());
    if (!Files.exists(file)) {
      download(wanted);
    }
    String sha256 = sha256(file);
    if (!sha256.equals(wanted.sha256())) {
      throw new ImageException(
          "%s has SHA-256 %s, and base.lock wants %s: it is not the package that was locked"
              .formatted(file, sha256, wanted.sha256()));
    }
    return file;
  }

  private void download(DebianPackage wanted) {
    String versioned = wanted.name() + "=" + wanted.version();
    try {
      Files.createDirectories(directory);
      String said = Tool.run(directory, List.of("apt-get", "download", "-q", versioned));
      if (!Files.exists(directory.resolve(wanted.file()))) {
        throw new ImageException("apt-get download " + versioned + " brought no file: " + said);
      }
    } catch (IOException | Tool.Failed e) {
      throw new ImageException(
          """
          %s cannot be had from this machine's package source (%s).
          Run `apt-get update` first. If the source no longer has this version, put %s into %s, or move base.lock to \
          the version that it has (apt-cache policy %s)."""
              .formatted(versioned, e.getMessage(), wanted.file(), directory, wanted.name()),
          e);
    }
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new ImageException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
