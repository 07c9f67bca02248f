package dev.bailey.project.manifest;

import java.util.Optional;

/// One `ref('package', 'name', version=...)`.
///
/// @param version a number or a string
public record Ref(String name, Optional<String> packageName, Optional<Data> version) {}
