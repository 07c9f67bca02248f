package dev.bailey.project.parse;

import dev.bailey.project.manifest.Doc;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a parse leaves for the next one of the same project.
///
/// @param described all macros as properties files describe them
/// @param docFiles changes whenever a docs block does
/// @param properties by file
/// @param code by file, and for the hooks of each project
/// @param tests by entry of a properties file
/// @param tables of sources, by entry of a properties file
record Pieces(
    Map<String, Piece<List<MacroDefinition>>> described,
    String docFiles,
    List<Doc> docs,
    Map<String, Piece<List<Outline>>> properties,
    Map<String, Piece<List<Made>>> code,
    Map<String, Piece<List<GenericTest>>> tests,
    Map<String, Piece<List<Table>>> tables,
    Map<String, Piece<Exposure>> exposures,
    Map<String, Piece<Group>> groups) {

  /// A node before its edges are known.
  ///
  /// @param draft what it was called before a properties file was asked about it
  /// @param patch the stamp of what is said of it; empty when nothing is
  /// @param switchedOff the node without what is said of it, where it is switched off by itself
  record Made(Identity draft, String patch, Node node, Optional<Node> switchedOff) {}

  /// A table of a source with its tests.
  record Table(SourceDefinition source, List<GenericTest> tests) {}

  /// How many pieces are not those of `earlier`.
  long newSince(Pieces earlier) {
    return added(properties, earlier.properties)
        + added(code, earlier.code)
        + added(tests, earlier.tests)
        + added(tables, earlier.tables);
  }

  private static <T> long added(Map<String, Piece<T>> now, Map<String, Piece<T>> before) {
    return now.entrySet().stream()
        .filter(entry -> !entry.getValue().isSame(before.get(entry.getKey())))
        .count();
  }
}
