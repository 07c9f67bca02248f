package dev.bailey.project.manifest;

/// One `source('source', 'table')`.
public record SourceRef(String source, String table) {}
