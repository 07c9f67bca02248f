package dev.bailey.project;

import dev.bailey.project.artifact.ManifestParts;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Manifest;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/// What is worked out of a manifest when it is first asked for, and then shared by all invocations
/// on it. Safe for use by several threads.
public final class Derived {
  private final Manifest manifest;
  private @Nullable Dag dag;

  /// Many megabytes for a large project: given up when memory is short.
  private SoftReference<@Nullable ManifestParts> parts = new SoftReference<>(null);

  public Derived(Manifest manifest) {
    this.manifest = manifest;
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
      known = ManifestParts.of(manifest, dag());
      parts = new SoftReference<>(known);
    }
    return known;
  }
}
