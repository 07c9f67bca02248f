package dev.bailey.project;

import dev.bailey.project.artifact.ManifestParts;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Manifest;
import java.lang.ref.SoftReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is worked out of a manifest when it is first asked for, and then shared by all invocations
/// on it. Safe for use by several threads.
public final class Derived {
  private final Manifest manifest;
  private @Nullable Dag dag;

  /// Many megabytes for a large project: given up when memory is short.
  private SoftReference<@Nullable ManifestParts> parts = new SoftReference<>(null);

  /// Those of the manifest before, which share most with its own.
  private SoftReference<@Nullable ManifestParts> earlier = new SoftReference<>(null);

  public Derived(Manifest manifest) {
    this.manifest = manifest;
  }

  /// What is worked out of a manifest that may have parts of an earlier one.
  public static Derived after(Optional<Derived> earlier, Manifest manifest) {
    var derived = new Derived(manifest);
    derived.earlier = new SoftReference<>(earlier.map(Derived::latest).orElse(null));
    return derived;
  }

  /// With parts that were worked out before.
  public Derived with(ManifestParts known) {
    var derived = new Derived(manifest);
    derived.parts = new SoftReference<>(known);
    return derived;
  }

  /// The parts, if they are known.
  public synchronized Optional<ManifestParts> known() {
    return Optional.ofNullable(parts.get());
  }

  private synchronized @Nullable ManifestParts latest() {
    ManifestParts own = parts.get();
    return own == null ? earlier.get() : own;
  }

  /// The graph of the manifest.
  public synchronized Dag dag() {
    if (dag == null) {
      dag = Dag.of(manifest);
    }
    return dag;
  }

  /// Most of `manifest.json`.
  public synchronized ManifestParts parts() {
    ManifestParts known = parts.get();
    if (known == null) {
      known = ManifestParts.of(manifest, dag(), Optional.ofNullable(earlier.get()));
      parts = new SoftReference<>(known);
      earlier = new SoftReference<>(null);
    }
    return known;
  }
}
