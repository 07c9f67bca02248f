package dev.bailey.project.manifest;

/// A `{% docs %}` block.
public record Doc(Identity identity, String contents) implements Resource {}
