package dev.bailey.project.manifest;

import java.util.Optional;

/// A use of the data outside of dbt.
///
/// @param exposureType `dashboard`, `notebook`, `analysis`, `ml` or `application`
public record Exposure(
    Identity identity,
    String exposureType,
    Owner owner,
    String description,
    Optional<String> label,
    Optional<String> maturity,
    Optional<String> url,
    NodeConfig config,
    Data.Dict unrenderedConfig,
    Links links)
    implements Resource {}
