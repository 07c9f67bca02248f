package dev.bailey.project.config;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a `dbt_project.yml`.
///
/// https://docs.getdbt.com/reference/dbt_project.yml
public final class ProjectFile {
  /// The name of the file.
  public static final String NAME = "dbt_project.yml";

  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);
  private static final Pattern PROJECT_NAME = Pattern.compile("[^\\d\\W]\\w*");
  private static final Set<String> BANNED =
      Set.of(
          ("_sql_results adapter api column config context database env env_var exceptions execute"
                  + " flags fromjson fromyaml graph invocation_id load_agate_table load_result log"
                  + " model modules post_hooks pre_hooks ref render return run_started_at schema"
                  + " source sql sql_now store_result store_raw_result target this tojson toyaml"
                  + " try_or_compiler_error var write")
              .split(" "));
  private static final Set<String> TREES =
      Set.of(
          "models",
          "seeds",
          "snapshots",
          "analyses",
          "sources",
          "data_tests",
          "tests",
          "unit_tests",
          "metrics",
          "semantic-models",
          "saved-queries",
          "exposures",
          "functions");
  private static final Set<String> OTHER_KEYS =
      Set.of(
          "name",
          "version",
          "config-version",
          "profile",
          "project-root",
          "require-dbt-version",
          "model-paths",
          "macro-paths",
          "seed-paths",
          "test-paths",
          "analysis-paths",
          "docs-paths",
          "asset-paths",
          "snapshot-paths",
          "function-paths",
          "osi-paths",
          "target-path",
          "log-path",
          "packages-install-path",
          "clean-targets",
          "quoting",
          "on-run-start",
          "on-run-end",
          "dispatch",
          "query-comment",
          "restrict-access",
          "dbt-cloud",
          "vars",
          "flags",
          "packages");
  private static final Set<String> HOOKS = Set.of("pre-hook", "post-hook", "pre_hook", "post_hook");

  private final SourceFile file;
  private final List<Problem> problems = new ArrayList<>();

  private ProjectFile(SourceFile file) {
    this.file = file;
  }

  /// The project that `file` describes.
  ///
  /// @param names what its templates see
  public static Outcome<ProjectConfig> read(SourceFile file, Context names) {
    return new ProjectFile(file).read(names);
  }

  private Outcome<ProjectConfig> read(Context names) {
    return switch (YAML.read(file)) {
      case Outcome.Failed(List<Problem> found) -> new Outcome.Failed<>(found);
      case Outcome.Ok(YamlNode.Mapping root, List<Problem> warnings) -> {
        problems.addAll(warnings);
        yield finish(config(root, names));
      }
      case Outcome.Ok(YamlNode other, _) ->
          Outcome.failed(
              Problem.error(
                  "project-file",
                  other.span(),
                  "dbt_project.yml does not parse to a dictionary; it needs at least a name and a"
                      + " profile"));
    };
  }

  /// Older names of keys.
  private static final Map<String, String> RENAMED =
      Map.of("source-paths", "model-paths", "data-paths", "seed-paths");

  private Data.Dict withNewNames(YamlNode.Mapping root, Data.Dict all) {
    Data.Dict renamed = all;
    for (Map.Entry<String, String> name : RENAMED.entrySet()) {
      Optional<Data> said = all.present(name.getKey());
      if (said.isPresent()) {
        problems.add(
            Problem.deprecation(
                "project-config-" + name.getKey(),
                span(root, name.getKey()),
                "The `%s` config has been renamed to `%s`. Rename it in dbt_project.yml."
                    .formatted(name.getKey(), name.getValue())));
        if (all.present(name.getValue()).isPresent()) {
          error(
              span(root, name.getKey()),
              "`%s` and `%s` cannot both be defined. Keep the latter."
                  .formatted(name.getKey(), name.getValue()));
        }
        renamed = renamed.with(name.getValue(), said.get());
      }
    }
    return renamed;
  }

  private Outcome<ProjectConfig> finish(ProjectConfig config) {
    boolean failed = problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    return failed ? new Outcome.Failed<>(problems) : new Outcome.Ok<>(config, problems);
  }

  private static final Expected TEXTS = new Expected.ListOf(Expected.text());
  private static final Expected HOOK =
      new Expected.Plain(
          "a text or a list of texts",
          value -> value instanceof Data.Text || TEXTS.faults(value).isEmpty());
  private static final Expected COMMENT =
      new Expected.Plain(
          "a text, or a dictionary with comment and append",
          value ->
              value instanceof Data.Text
                  || Expected.Keys.none()
                      .with("comment", Expected.text().orNull())
                      .with("append", Expected.truth())
                      .with("job-label", Expected.truth())
                      .faults(value)
                      .isEmpty());

  /// Semantic versions, and those of two numbers. dbt reads a number as its text.
  private static final Pattern SEMANTIC =
      Pattern.compile(
          "N\\.N(\\.N(-P(\\.P)*)?(\\+I(\\.I)*)?)?"
              .replace("P", "(N|\\d*[a-zA-Z-]I?)")
              .replace("N", "(0|[1-9]\\d*)")
              .replace("I", "([0-9a-zA-Z-]+)"));

  private static final Expected VERSION =
      new Expected.Plain(
          "a version such as 1.0.0",
          value ->
              value instanceof Data.Real
                  || value.asText().filter(text -> SEMANTIC.matcher(text).matches()).isPresent());
  private static final List<String> QUOTED =
      List.of("database", "schema", "identifier", "snowflake_ignore_case");
  private static final Expected QUOTING =
      new Expected.Plain(
          "a dictionary with database, schema and identifier, each true or false",
          value ->
              value instanceof Data.Dict dict
                  && dict.entries().entrySet().stream()
                      .allMatch(one ->
                          one.getKey().asText().filter(QUOTED::contains).isPresent()
                              && one.getValue() instanceof Data.Truth));

  /// What the keys must hold; the rest may hold anything.
  private static Expected.Keys schema() {
    Expected.Keys keys =
        Expected.Keys.none()
            .with("version", VERSION.orNull())
            .with("config-version", new Expected.Plain("2", Data.of(2)::equals))
            .with("on-run-start", HOOK.orNull())
            .with("on-run-end", HOOK.orNull())
            .with("query-comment", COMMENT.orNull())
            .with("vars", Expected.dictionary().orNull())
            .with("quoting", QUOTING.orNull());
    for (String key : OTHER_KEYS) {
      keys = key.endsWith("-paths") ? keys.with(key, TEXTS.orNull()) : keys;
    }
    for (String tree : TREES) {
      keys = keys.with(tree, Expected.dictionary().orNull());
    }
    return keys;
  }

  private static final Expected SCHEMA = schema();

  private void checkValues(YamlNode.Mapping root, Data.Dict all) {
    for (Expected.Fault fault : SCHEMA.faults(all)) {
      error(
          span(root, fault.path().getFirst()),
          "In dbt_project.yml %s.".formatted(fault.sentence()));
    }
    for (Map.Entry<String, String> path :
        Map.of("log-path", "logs", "target-path", "target").entrySet()) {
      all.present(path.getKey())
          .flatMap(Data::asText)
          .filter(said -> !said.equals(path.getValue()))
          .ifPresent(_ ->
              problems.add(
                  Problem.deprecation(
                      "project-config-" + path.getKey(),
                      span(root, path.getKey()),
                      "The `%s` config in dbt_project.yml is deprecated. Use the option --%1$s instead."
                          .formatted(path.getKey()))));
    }
  }

  private ProjectConfig config(YamlNode.Mapping root, Context names) {
    checkKeys(root);
    Data.Dict written = YamlData.of(root);
    Data.Dict all =
        new YamlRenderer(names, problems).render(root, ProjectFile::isLate) instanceof Data.Dict d
            ? d
            : Data.noEntries();
    checkValues(root, all);
    return new ProjectConfig(
        file,
        name(root, all),
        all.present("version").map(ProjectFile::text),
        all.present("profile").flatMap(Data::asText),
        paths(withNewNames(root, all)),
        quoting(all),
        trees(all),
        trees(written),
        written.dict("vars"),
        dispatch(all),
        new ProjectConfig.Hooks(texts(all, "on-run-start"), texts(all, "on-run-end")),
        all.find("query-comment").orElse(Data.noEntries()),
        all.find("restrict-access").map(Data::truth).orElse(false),
        all.dict("flags"),
        all);
  }

  /// What is rendered only when it is used: hooks, the query comment, and variables not at all.
  private static boolean isLate(List<String> path) {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "on-run-start", "on-run-end", "query-comment", "vars" -> true;
      case String section when TREES.contains(section) ->
          path.stream().anyMatch(key -> HOOKS.contains(key.replace("+", "").strip()));
      default -> false;
    };
  }

  private void checkKeys(YamlNode.Mapping root) {
    var known = new ArrayList<>(OTHER_KEYS);
    known.addAll(TREES);
    known.addAll(RENAMED.keySet());
    for (YamlNode.Entry entry : root.entries()) {
      String key = entry.key() instanceof YamlNode.Text(_, String text) ? text : "";
      if (!known.contains(key)) {
        error(
            entry.key().span(),
            "Additional properties are not allowed in dbt_project.yml ('%s' was unexpected)%s"
                .formatted(
                    key,
                    Spelling.nearest(key, known)
                        .map(n -> "; did you mean '" + n + "'?")
                        .orElse("")));
      }
    }
    if (root.find("tests").isPresent() && root.find("data_tests").isPresent()) {
      error(
          span(root, "tests"),
          "dbt_project.yml holds both 'tests' and 'data_tests', which mean the same; keep 'data_tests'");
    }
  }

  private String name(YamlNode.Mapping root, Data.Dict all) {
    String name = all.present("name").map(ProjectFile::text).orElse("");
    Span at = span(root, "name");
    if (name.isEmpty()) {
      error(at, "dbt_project.yml has no name; add a line such as `name: my_project`");
    } else if (!PROJECT_NAME.matcher(name).matches()) {
      error(
          at,
          "'%s' is not a valid project name: use letters, digits and underscores only, and do not start with a digit"
              .formatted(name));
    } else if (BANNED.contains(name)) {
      error(
          at,
          "'%s' cannot be a project's name, because templates use it for something else; choose another"
              .formatted(name));
    }
    return name;
  }

  private void error(Span at, String message) {
    problems.add(Problem.error("project-file", at, message));
  }

  private Span span(YamlNode.Mapping root, String key) {
    for (YamlNode.Entry entry : root.entries()) {
      if (entry.key() instanceof YamlNode.Text(Span at, String text) && text.equals(key)) {
        return at;
      }
    }
    return new Span(file, 0, 0);
  }

  private static ProjectConfig.Paths paths(Data.Dict all) {
    List<String> models = paths(all, "model-paths", List.of("models"));
    List<String> macros = paths(all, "macro-paths", List.of("macros"));
    List<String> seeds = paths(all, "seed-paths", List.of("seeds"));
    List<String> tests = paths(all, "test-paths", List.of("tests"));
    List<String> analyses = paths(all, "analysis-paths", List.of("analyses"));
    List<String> snapshots = paths(all, "snapshot-paths", List.of("snapshots"));
    var docs = new ArrayList<String>();
    for (List<String> some : List.of(models, seeds, snapshots, analyses, macros)) {
      docs.addAll(some);
    }
    return new ProjectConfig.Paths(
        models,
        macros,
        seeds,
        tests,
        analyses,
        paths(all, "docs-paths", docs),
        snapshots,
        paths(all, "function-paths", List.of("functions")),
        paths(all, "asset-paths", List.of()),
        all.present("target-path").flatMap(Data::asText).orElse("target"),
        all.present("packages-install-path").flatMap(Data::asText).orElse("dbt_packages"));
  }

  private static List<String> paths(Data.Dict all, String key, List<String> fallback) {
    List<String> given = texts(all, key);
    return given.isEmpty() ? fallback : ConfigMerge.distinct(given);
  }

  private static Quoting quoting(Data.Dict all) {
    Data.Dict quoting = all.dict("quoting");
    return new Quoting(
        quoting.present("database").map(Data::truth),
        quoting.present("schema").map(Data::truth),
        quoting.present("identifier").map(Data::truth),
        Optional.empty());
  }

  private static Map<String, ConfigTree> trees(Data.Dict all) {
    var trees = new HashMap<String, ConfigTree>();
    for (String section : TREES) {
      if (all.find(section).orElse(Data.nothing()) instanceof Data.Dict tree) {
        trees.put(section.equals("tests") ? "data_tests" : section, new ConfigTree(tree));
      }
    }
    return trees;
  }

  private static List<ProjectConfig.Dispatch> dispatch(Data.Dict all) {
    var entries = new ArrayList<ProjectConfig.Dispatch>();
    if (all.find("dispatch").orElse(Data.nothing()) instanceof Data.Items(List<Data> items)) {
      for (Data item : items) {
        if (item instanceof Data.Dict entry) {
          entries.add(
              new ProjectConfig.Dispatch(
                  entry.present("macro_namespace").flatMap(Data::asText).orElse(""),
                  texts(entry, "search_order")));
        }
      }
    }
    return entries;
  }

  private static List<String> texts(Data.Dict all, String key) {
    return switch (all.find(key).orElse(Data.nothing())) {
      case Data.Text(String one) -> List.of(one);
      case Data.Items(List<Data> items) ->
          items.stream().flatMap(item -> item.asText().stream()).toList();
      default -> List.of();
    };
  }

  private static String text(Data data) {
    return switch (data) {
      case Data.Text(String value) -> value;
      case Data.Real(double value) -> Double.toString(value);
      case Data.Whole(var value) -> value.toString();
      default -> "";
    };
  }
}
