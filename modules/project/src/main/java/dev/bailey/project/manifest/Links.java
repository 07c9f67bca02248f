package dev.bailey.project.manifest;

import java.util.List;

/// What a node's code asked for, as written and as resolved.
public record Links(
    List<Ref> refs,
    List<SourceRef> sources,
    List<List<String>> metrics,
    List<List<String>> functions,
    DependsOn dependsOn) {
  public static final Links NONE =
      new Links(List.of(), List.of(), List.of(), List.of(), DependsOn.NOTHING);

  public Links {
    refs = List.copyOf(refs);
    sources = List.copyOf(sources);
    metrics = List.copyOf(metrics);
    functions = List.copyOf(functions);
  }

  public Links with(DependsOn other) {
    return new Links(refs, sources, metrics, functions, other);
  }
}
