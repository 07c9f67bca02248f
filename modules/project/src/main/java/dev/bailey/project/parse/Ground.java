package dev.bailey.project.parse;

import dev.bailey.project.ParseOptions;
import dev.bailey.project.Target;
import dev.bailey.project.context.Question;
import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Map;

/// What every piece of a parse may depend on: where any of it is different, nothing can be taken
/// over.
///
/// @param adapter the kind of warehouse
/// @param vars those of the command line
/// @param projects the text of each `dbt_project.yml`, the root project's first
/// @param rootPath what the manifest calls the seeds' `root_path`
record Ground(
    String adapter, Target target, Data.Dict vars, List<String> projects, String rootPath) {
  Ground {
    projects = List.copyOf(projects);
  }

  static Ground of(Packages packages, String adapter, ParseOptions options, String rootPath) {
    return new Ground(
        adapter,
        options.target(),
        options.vars(),
        packages.own().stream()
            .map(files -> files.display() + files.config().file().text())
            .toList(),
        rootPath);
  }

  /// Whether `answers` of an earlier invocation are those of this one.
  static boolean hold(Map<Question, Data> answers, ParseOptions options) {
    return answers.entrySet().stream()
        .allMatch(asked -> asked.getValue().equals(asked.getKey().answer(options)));
  }
}
