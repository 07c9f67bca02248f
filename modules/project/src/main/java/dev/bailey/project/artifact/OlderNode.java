package dev.bailey.project.artifact;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.parse.Unparser;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A resource in a manifest that another version of dbt wrote, which may lay out differently what
/// is the same.
final class OlderNode {
  /// Their config comes from no code.
  private static final Set<List<Data>> PLAIN_TESTS =
      Set.of(
          List.of(Data.of("macro.dbt.test_not_null")), List.of(Data.of("macro.dbt.test_unique")));

  private OlderNode() {}

  /// The resource as this version writes it, as far as comparisons look at it.
  ///
  /// @param keepsAsWritten whether this version keeps configs as written
  static Data.Dict asOfNow(Data.Dict resource, boolean keepsAsWritten) {
    Data.Dict renamed =
        resource.find("raw_sql").map(code -> resource.with("raw_code", code)).orElse(resource);
    return Optional.of(renamed)
        .filter(_ -> keepsAsWritten)
        .flatMap(OlderNode::rewritten)
        .map(config -> renamed.with("unrendered_config", config))
        .orElse(renamed);
  }

  /// The config with the `config()` call written as it is now.
  private static Optional<Data> rewritten(Data.Dict node) {
    return node.find("unrendered_config").orElse(Data.nothing()) instanceof Data.Dict config
            && !config.isEmpty()
            && !isPlainTest(node)
        ? node.find("raw_code")
            .flatMap(Data::asText)
            .flatMap(Unparser::configCall)
            .map(config::updated)
        : Optional.empty();
  }

  private static boolean isPlainTest(Data.Dict node) {
    return node.find("resource_type").equals(Optional.of(Data.of("test")))
        && node.find("depends_on").orElse(Data.nothing()) instanceof Data.Dict dependsOn
        && dependsOn.find("macros").orElse(Data.nothing()) instanceof Data.Items(List<Data> macros)
        && PLAIN_TESTS.contains(macros);
  }
}
