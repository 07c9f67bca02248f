package dev.bailey.project.parse;

import dev.bailey.jinja.Context;
import dev.bailey.project.Dialect;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.config.ProjectFile;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import dev.bailey.source.SubTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The packages of a project: itself, those it installed, and those of the built-in macros.
///
/// @param root the project itself
/// @param installed the others that it uses
/// @param builtins the most general first
record Packages(PackageFiles root, List<PackageFiles> installed, List<PackageFiles> builtins) {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);

  /// All but the built-in ones, the root first.
  List<PackageFiles> own() {
    var all = new ArrayList<PackageFiles>();
    all.add(root);
    all.addAll(installed);
    return all;
  }

  /// The configs by name.
  Map<String, ProjectConfig> configs() {
    var configs = new LinkedHashMap<String, ProjectConfig>();
    builtins.forEach(p -> configs.put(p.name(), p.config()));
    own().forEach(p -> configs.put(p.name(), p.config()));
    return configs;
  }

  /// Finds and reads them.
  ///
  /// @param names what `dbt_project.yml` files see
  static Outcome<Packages> find(
      ProjectSource source, Dialect dialect, SourceTree dbt, Context names) {
    var problems = new Problems();
    Optional<PackageFiles> root = read(source.root(), "", names, problems);
    if (root.isEmpty()) {
      return new Outcome.Failed<>(problems.sorted());
    }
    var installed = new ArrayList<PackageFiles>();
    String directory = root.get().config().paths().packagesInstall();
    for (String folder : folders(source.root(), directory)) {
      var tree = SubTree.of(source.root(), directory + "/" + folder);
      read(tree, directory + "/" + folder + "/", names, problems).ifPresent(installed::add);
    }
    source
        .packages()
        .forEach((folder, tree) ->
            read(tree, directory + "/" + folder + "/", names, problems).ifPresent(installed::add));
    refuseDuplicates(root.get(), installed, problems);
    refuseMissing(root.get(), installed.size(), problems);
    var builtins = new ArrayList<PackageFiles>();
    read(dbt, "dbt/", names, problems).ifPresent(builtins::add);
    read(dialect.macros(), "dbt_" + dialect.type() + "/", names, problems).ifPresent(builtins::add);
    return problems.haveErrors()
        ? new Outcome.Failed<>(problems.sorted())
        : new Outcome.Ok<>(
            new Packages(root.get(), List.copyOf(installed), List.copyOf(builtins)),
            problems.sorted());
  }

  /// The folders directly below `directory` that hold a project.
  private static TreeSet<String> folders(SourceTree tree, String directory) {
    var folders = new TreeSet<String>();
    String prefix = directory + "/";
    for (SourceTree.Entry entry : tree.entries()) {
      String path = entry.path();
      if (path.startsWith(prefix) && path.endsWith("/" + ProjectFile.NAME)) {
        String folder =
            path.substring(
                prefix.length(),
                Math.max(prefix.length(), path.length() - ProjectFile.NAME.length() - 1));
        if (!folder.isEmpty() && folder.indexOf('/') < 0) {
          folders.add(folder);
        }
      }
    }
    return folders;
  }

  private static Optional<PackageFiles> read(
      SourceTree tree, String display, Context names, Problems problems) {
    Optional<byte[]> bytes = tree.read(ProjectFile.NAME);
    if (bytes.isEmpty()) {
      problems.add(
          Problem.error(
              "project-file",
              ("No %s%s was found. A dbt project has this file at its top; check the project's"
                      + " directory.")
                  .formatted(display, ProjectFile.NAME)));
      return Optional.empty();
    }
    var file =
        new SourceFile(display + ProjectFile.NAME, new String(bytes.get(), StandardCharsets.UTF_8));
    Outcome<ProjectConfig> config = ProjectFile.read(file, names);
    problems.addAll(config.problems());
    return config instanceof Outcome.Ok<ProjectConfig>(ProjectConfig value, _)
        ? Optional.of(PackageFiles.of(value, tree, display))
        : Optional.empty();
  }

  /// As dbt: the lock file counts before what was asked for. More than that may be installed.
  private static void refuseMissing(PackageFiles root, int installed, Problems problems) {
    for (String name : List.of("package-lock.yml", "packages.yml", "dependencies.yml")) {
      int specified = root.read(name, problems).map(Packages::listed).orElse(0);
      if (specified > installed) {
        problems.add(
            Problem.error(
                "uninstalled-packages",
                ("dbt expects %d package(s) based on packages specified in %s, but found only %d"
                        + " package(s) installed in %s. Run \"dbt deps\" to install package dependencies.")
                    .formatted(
                        specified, name, installed, root.config().paths().packagesInstall())));
      }
      if (specified > 0) {
        return;
      }
    }
  }

  /// How many packages a file lists. What is wrong with it is for `dbt deps` to tell.
  private static int listed(SourceFile file) {
    return YAML.read(file) instanceof Outcome.Ok<YamlNode>(YamlNode.Mapping root, _)
            && root.find("packages").orElse(null) instanceof YamlNode.Sequence packages
        ? packages.items().size()
        : 0;
  }

  private static void refuseDuplicates(
      PackageFiles root, List<PackageFiles> installed, Problems problems) {
    var known = new LinkedHashMap<String, PackageFiles>();
    known.put(root.name(), root);
    for (PackageFiles other : installed) {
      PackageFiles first = known.putIfAbsent(other.name(), other);
      if (first != null) {
        problems.add(
            Problem.error(
                "duplicate-package",
                "Two packages are named '%s': %s and %s. Remove one of them."
                    .formatted(
                        other.name(), first.config().file().path(), other.config().file().path())));
      }
    }
  }
}
