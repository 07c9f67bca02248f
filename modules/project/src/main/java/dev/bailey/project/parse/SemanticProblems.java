package dev.bailey.project.parse;

import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.source.Span;
import java.util.Map;
import java.util.Objects;

/// What is wrong with the semantic layer, told where the resource is named.
///
/// @param places where each is named, by its unique id
record SemanticProblems(Map<String, Span> places, Problems problems) {

  void error(SemanticDefinition of, String message) {
    problems.error("semantic-manifest", place(of), message);
  }

  void warning(SemanticDefinition of, String message) {
    problems.warning("semantic-validation", place(of), message);
  }

  void deprecation(String code, SemanticDefinition of, String message) {
    problems.deprecation(code, place(of), message);
  }

  private Span place(SemanticDefinition of) {
    return Objects.requireNonNull(places.get(of.uniqueId()));
  }
}
