package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import java.util.Optional;

/// Where a project runs: one output of a profile, without secrets.
///
/// @param profileName the profile
/// @param name the output, such as `dev`
/// @param type the kind of warehouse, such as `postgres`
/// @param fields what else templates see of the connection as `target.<field>`, such as `host`
public record Target(
    String profileName,
    String name,
    String type,
    Optional<String> database,
    String schema,
    int threads,
    Data.Dict fields) {}
