package dev.bailey.project.manifest;

import java.util.Optional;

/// Models that share an owner and their private models.
public record Group(Identity identity, Owner owner, Optional<String> description, Data.Dict config)
    implements Resource {}
