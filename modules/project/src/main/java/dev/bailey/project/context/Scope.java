package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.Target;
import dev.bailey.project.manifest.Data;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// What all templates of a project share: its packages, their macros and variables, and what the
/// invocation brought along. Immutable, and shared by threads.
public final class Scope {
  private final ProjectConfig root;
  private final Map<String, ProjectConfig> packages;
  private final ParseOptions options;
  private final MacroCatalog macros;
  private final Inquiry inquiry;
  private final InvocationNames shared;
  private final Map<String, VarScope> vars = new ConcurrentHashMap<>();

  public Scope(
      ProjectConfig root,
      Map<String, ProjectConfig> packages,
      ParseOptions options,
      MacroCatalog macros,
      Inquiry inquiry) {
    this.root = root;
    this.packages = Map.copyOf(packages);
    this.options = options;
    this.macros = macros;
    this.inquiry = inquiry;
    this.shared = new InvocationNames(options, root.name(), inquiry);
  }

  /// The names that `dbt_project.yml` sees: the invocation's, and the variables of `--vars`.
  public static Context projectFile(ParseOptions options, Inquiry inquiry) {
    var shared = new InvocationNames(options, "", inquiry);
    VarScope vars = VarScope.of(options.vars());
    return name -> name.equals("var") ? vars : shared.find(name);
  }

  /// The names that `packages.yml` sees: as `dbt_project.yml`, and secrets, too.
  public static Context packagesFile(Data.Dict vars, Map<String, String> environment) {
    var nowhere = new Target("", "", "", Optional.empty(), "", 1, Data.noEntries());
    var options = new ParseOptions(nowhere, vars, environment, Data.noEntries(), "", Instant.EPOCH);
    return projectFile(options, Inquiry.withSecrets(options));
  }

  /// The same project for another invocation.
  public Scope with(ParseOptions other) {
    return new Scope(root, packages, other, macros, new Inquiry(other));
  }

  public MacroCatalog macros() {
    return macros;
  }

  public ParseOptions options() {
    return options;
  }

  ProjectConfig root() {
    return root;
  }

  /// By name, the root project among them.
  Map<String, ProjectConfig> packages() {
    return packages;
  }

  Context shared() {
    return shared;
  }

  Inquiry inquiry() {
    return inquiry;
  }

  VarScope vars(String packageName, String asker) {
    return vars.computeIfAbsent(
            packageName,
            name -> new VarScope(options.vars(), root, packages.getOrDefault(name, root), asker))
        .askedBy(asker);
  }

  /// The names that values in the YAML files of a package see.
  public Context yaml(String packageName, String asker) {
    VarScope vars = vars(packageName, asker);
    return name -> name.equals("var") ? vars : shared.find(name);
  }

  /// A rendering of YAML values, where a missing name is an error.
  public static Rendering yamlRendering() {
    return Rendering.start(
        Templates.YAML,
        Budget.standard(),
        Clock.system(ZoneId.systemDefault()),
        new SplittableRandom());
  }

  /// A rendering of templates while parsing, where a missing name answers everything.
  public static Rendering parseRendering() {
    return Rendering.start(
            Templates.SQL,
            Budget.standard(),
            Clock.system(ZoneId.systemDefault()),
            new SplittableRandom())
        .withUndefined(Undefined.Kind.CAPTURE);
  }

  /// A rendering at run time.
  public static Rendering runRendering(Budget budget) {
    return Rendering.start(
        Templates.SQL, budget, Clock.system(ZoneId.systemDefault()), new SplittableRandom());
  }
}
