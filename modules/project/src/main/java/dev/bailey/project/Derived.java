package dev.bailey.project;

import dev.bailey.project.artifact.ManifestParts;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.parse.Lookup;
import dev.bailey.project.store.Lazy;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A manifest and what is worked out of it when it is first asked for, then shared by all
/// invocations on it. Safe for use by several threads.
public final class Derived {
  private final String project;
  private final Lazy<Manifest> manifest;
  private final Lazy<Dag> dag;
  private final Lazy<Lookup> lookup;
  private final boolean isAcyclic;
  private final Optional<Supplier<ManifestParts>> kept;

  /// Many megabytes for a large project: given up when memory is short.
  private SoftReference<@Nullable ManifestParts> parts = new SoftReference<>(null);

  /// What has those of the manifest before, which share most with its own.
  private SoftReference<@Nullable Derived> earlier = new SoftReference<>(null);

  private Derived(
      String project,
      Lazy<Manifest> manifest,
      Lazy<Lookup> lookup,
      Optional<Dag> dag,
      boolean isAcyclic,
      Optional<Supplier<ManifestParts>> kept) {
    this.project = project;
    this.manifest = manifest;
    this.lookup = lookup;
    this.dag = Lazy.of(() -> Dag.of(manifest.get(), dag));
    this.isAcyclic = isAcyclic;
    this.kept = kept;
  }

  /// What is worked out of a manifest that may have parts of an earlier one.
  ///
  /// @param project the name of the root project
  /// @param lookup of the manifest's resources
  public static Derived after(
      Optional<Derived> earlier, String project, Manifest manifest, Lookup lookup) {
    var derived =
        new Derived(
            project,
            Lazy.known(manifest),
            Lazy.known(lookup),
            earlier.flatMap(before -> before.dag.known()),
            false,
            Optional.empty());
    derived.earlier = new SoftReference<>(earlier.map(Derived::withParts).orElse(null));
    return derived;
  }

  /// What was worked out before of a manifest whose graph has no cycle.
  ///
  /// @param kept gives the parts, where they were worked out
  public static Derived again(
      String project, Lazy<Manifest> manifest, Optional<Supplier<ManifestParts>> kept) {
    Lazy<Lookup> lookup =
        Lazy.of(() ->
            new Lookup(
                project, manifest.get().nodes().values(), manifest.get().sources().values()));
    return new Derived(project, manifest, lookup, Optional.empty(), true, kept);
  }

  private synchronized @Nullable Derived withParts() {
    return hasParts() ? this : earlier.get();
  }

  /// The name of the root project.
  public String project() {
    return project;
  }

  public Manifest manifest() {
    return manifest.get();
  }

  /// The graph of the manifest.
  public Dag dag() {
    return dag.get();
  }

  /// A way around in a circle in the graph, if there is one.
  public Optional<List<String>> cycle() {
    return isAcyclic ? Optional.empty() : dag().cycle();
  }

  /// What `ref` and `source` mean.
  public Lookup lookup() {
    return lookup.get();
  }

  /// Whether [#parts] were worked out before.
  public synchronized boolean hasParts() {
    return kept.isPresent() || parts.get() != null;
  }

  /// Most of `manifest.json`, and all of `semantic_manifest.json`.
  public synchronized ManifestParts parts() {
    ManifestParts known = parts.get();
    if (known == null) {
      known =
          kept.isPresent()
              ? kept.get().get()
              : ManifestParts.of(
                  manifest(),
                  dag(),
                  Optional.ofNullable(earlier.get()).filter(Derived::hasParts).map(Derived::parts));
      parts = new SoftReference<>(known);
      earlier = new SoftReference<>(null);
    }
    return known;
  }
}
