package dev.bailey.git;

/// A branch as it stands.
///
/// @param name without `refs/heads/`
/// @param isDefault whether a clone checks it out
public record Branch(String name, Commit tip, boolean isDefault) {}
