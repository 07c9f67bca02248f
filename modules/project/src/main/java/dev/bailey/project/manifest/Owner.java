package dev.bailey.project.manifest;

import java.util.Optional;

/// Who answers for an exposure or a group.
///
/// @param email one address, or a list
/// @param extra any further keys
public record Owner(Optional<String> name, Optional<Data> email, Data.Dict extra) {}
