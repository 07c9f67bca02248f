package dev.bailey.engine.deps;

import dev.bailey.source.SourceTree;
import dev.bailey.source.SubTree;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Gets the files of packages, from the shelf where they are there.
final class PackageFiles {
  private final PackageSources sources;
  private final PackageSite site;
  private final Hub hub;

  PackageFiles(PackageSources sources, PackageSite site, Hub hub) {
    this.sources = sources;
    this.site = site;
    this.hub = hub;
  }

  /// Whether nothing need be fetched.
  boolean areKept(PinnedPackage pinned) {
    return pinned instanceof PinnedPackage.Local
        || sources.shelf().find(identity(pinned)).isPresent();
  }

  /// The files, as they were fetched last.
  SourceTree of(PinnedPackage pinned) {
    if (pinned instanceof PinnedPackage.Local(String folder)) {
      return site.local(folder).orElseGet(() -> PackageTree.of(Map.of()));
    }
    Optional<SourceTree> kept = sources.shelf().find(identity(pinned));
    return kept.isPresent() ? kept.get() : fetched(pinned);
  }

  /// The files as they are now: what is at a URL may have changed.
  SourceTree newestOf(PinnedPackage pinned) {
    return pinned instanceof PinnedPackage.Tarball ? fetched(pinned) : of(pinned);
  }

  private SourceTree fetched(PinnedPackage pinned) {
    PackageTree files =
        switch (pinned) {
          case PinnedPackage.Hub version -> unpacked(hub.release(version), version);
          case PinnedPackage.Tarball archive -> unpacked(uri(archive.url()), archive);
          case PinnedPackage.Git git -> checkedOut(git);
          case PinnedPackage.Local _ -> throw new IllegalStateException("local files are there");
        };
    sources.shelf().keep(identity(pinned), files);
    return files;
  }

  private PackageTree unpacked(URI address, PinnedPackage pinned) {
    return unpacked(download(address, pinned), pinned);
  }

  private PackageTree unpacked(byte[] archive, PinnedPackage pinned) {
    return new PackageArchive(pinned.name(), sources.limits()).unpack(archive);
  }

  /// What the hub vouches for, which need not be what the host of archives sends by now.
  private PackageTree unpacked(Hub.Release release, PinnedPackage.Hub version) {
    byte[] archive = download(release.archive(), version);
    release
        .sha1()
        .filter(expected -> !expected.equals(sha1(archive)))
        .ifPresent(expected -> {
          throw new DepsException(
              ("The archive of the package %s %s is not the one that the hub %s vouches for: %s sent one with the SHA-1 hash %s, not %s."
                      + " It was changed after it was published, or on its way. Ask for another version, or for the package's git repository.")
                  .formatted(
                      version.name(),
                      version.version(),
                      hub.base().getHost(),
                      release.archive().getHost(),
                      sha1(archive),
                      expected));
        });
    return unpacked(archive, version);
  }

  private byte[] download(URI address, PinnedPackage pinned) {
    PackageLimits limits = sources.limits();
    return DepsException.naming(
        pinned.name(),
        () -> {
          try {
            return sources.downloads().get(address, limits.bytes());
          } catch (DepsException.TooLarge e) {
            throw limits.tooLarge(e.getMessage());
          }
        });
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new DepsException("The tarball's URL '%s' is malformed".formatted(url), e);
    }
  }

  private PackageTree checkedOut(PinnedPackage.Git git) {
    SourceTree whole = whole(git);
    String folder = git.place().subdirectory();
    return PackageTree.copyOf(SubTree.of(whole, folder), git.name(), sources.limits());
  }

  private SourceTree whole(PinnedPackage.Git git) {
    try {
      return sources.git().files(git.place().url(), git.commit());
    } catch (DepsException.TooLarge e) {
      throw sources.limits().tooLarge(e.getMessage());
    }
  }

  private String identity(PinnedPackage pinned) {
    return switch (pinned) {
      case PinnedPackage.Hub(String name, String version) ->
          "hub %s %s %s".formatted(hub.base(), name, version);
      case PinnedPackage.Git(GitPlace place, String commit) ->
          "git %s %s %s".formatted(withoutUser(place.url()), commit, place.subdirectory());
      case PinnedPackage.Tarball(String url, _, _) -> "tarball " + url;
      case PinnedPackage.Local(String folder) -> "local " + folder;
    };
  }

  /// A token is no part of what a package is.
  private static String withoutUser(String url) {
    return url.replaceFirst("//[^/@]*@", "//");
  }
}
