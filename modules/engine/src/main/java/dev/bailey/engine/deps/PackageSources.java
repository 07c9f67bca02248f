package dev.bailey.engine.deps;

import java.net.URI;

/// Where packages come from.
///
/// @param hub the base of the hub's URLs; a project can name another as `DBT_PACKAGE_HUB_URL`
/// @param shelf what was fetched before
public record PackageSources(
    URI hub, Downloads downloads, GitSource git, PackageShelf shelf, PackageLimits limits) {
  /// dbt's own hub.
  public static final URI STANDARD_HUB = URI.create("https://hub.getdbt.com/");
}
