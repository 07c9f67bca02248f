package dev.bailey.project.parse;

import dev.bailey.project.ParseOptions;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.selection.NamedSelectors;
import dev.bailey.project.selection.SelectorsData;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The selectors.yml of a project, rendered as its dbt_project.yml is.
///
/// @param written as the manifest has it
/// @param named what its selectors select
record SelectorsFile(Data.Dict written, NamedSelectors.All named) {
  private static final SelectorsFile NONE =
      new SelectorsFile(Data.noEntries(), NamedSelectors.All.NONE);

  /// @param root the project
  static SelectorsFile of(
      PackageFiles root, ParseOptions options, Inquiry inquiry, Problems problems) {
    Optional<Outcome<YamlNode>> file =
        root.read("selectors.yml", problems).map(new YamlReader(YamlLimits.DEFAULT)::read);
    file.ifPresent(read -> problems.addAll(read.problems()));
    if (file.isEmpty() || !(file.get() instanceof Outcome.Ok<YamlNode>(YamlNode read, _))) {
      return NONE;
    }
    List<Problem> unrendered = new ArrayList<>();
    YamlNode rendered =
        new YamlRenderer(Scope.projectFile(options, inquiry), unrendered).nodes(read);
    problems.addAll(unrendered);
    Outcome<NamedSelectors.All> named = NamedSelectors.read(rendered);
    problems.addAll(named.problems());
    return new SelectorsFile(
        SelectorsData.of(YamlData.of(rendered)),
        named instanceof Outcome.Ok<NamedSelectors.All>(var all, _)
            ? all
            : NamedSelectors.All.NONE);
  }
}
