package dev.bailey.engine.deps;

import java.util.List;

/// What has to be known of a package to resolve others.
///
/// @param project the name of its project
/// @param packages what it asks for
record PackageMetadata(String project, List<PackageRequest> packages) {}
