package dev.bailey.project.manifest;

import java.util.List;

/// Unique ids of what a resource needs, each once, in the order of first use.
public record DependsOn(List<String> macros, List<String> nodes) {
  public static final DependsOn NOTHING = new DependsOn(List.of(), List.of());

  public DependsOn {
    macros = List.copyOf(macros);
    nodes = List.copyOf(nodes);
  }
}
