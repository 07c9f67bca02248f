package dev.bailey.project.manifest;

import java.util.Optional;

/// How the documentation site shows a resource.
public record Docs(boolean show, Optional<String> nodeColor) {
  public static final Docs SHOWN = new Docs(true, Optional.empty());
}
