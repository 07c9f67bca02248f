package dev.bailey.project.parse;

import dev.bailey.project.config.Configs;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.DependsOn;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes unit tests out of what properties files say: one for each version of the model that they
/// are for.
///
/// https://docs.getdbt.com/docs/build/unit-tests
final class UnitTestFactory {
  private static final Set<String> FORMATS = Set.of("dict", "csv", "sql");
  private static final String IS_INCREMENTAL = "macro.dbt.is_incremental";

  private final Configs configs;
  private final Lookup enabled;
  private final Lookup disabled;
  private final Collection<Node> nodes;
  private final Map<String, PackageFiles> packages;
  private final Problems problems;

  /// What is looked up.
  record Known(
      Lookup enabled,
      Lookup disabled,
      Collection<Node> nodes,
      Map<String, PackageFiles> packages) {}

  UnitTestFactory(Configs configs, Known known, Problems problems) {
    this.configs = configs;
    this.enabled = known.enabled();
    this.disabled = known.disabled();
    this.nodes = known.nodes();
    this.packages = known.packages();
    this.problems = problems;
  }

  /// The tests of one entry; a test of a model that is disabled is disabled itself.
  List<UnitTest> tests(Patch patch) {
    String[] words = Patch.text(patch.rendered(), "model").orElse("").trim().split("\\s+");
    Optional<Data> version = words.length == 2 ? Optional.of(Data.of(words[1])) : Optional.empty();
    var ref = new Ref(words[0], Optional.empty(), version);
    String packageName = patch.file().packageFiles().name();
    Optional<Node> tested = enabled.ref(ref, packageName);
    if (tested.isEmpty()) {
      boolean isDisabled = disabled.ref(ref, packageName).isPresent();
      if (!isDisabled) {
        refuse(
            patch,
            "Unable to find model '%s.%s' for unit test '%s'.%s"
                .formatted(
                    packageName,
                    ref.name(),
                    patch.name(),
                    enabled.near(ref).map(n -> " Did you mean '" + n + "'?").orElse("")));
      }
      return isDisabled ? List.of(test(patch, Optional.empty(), false)) : List.of();
    }
    return tested.get() instanceof Model model ? tests(patch, model) : List.of();
  }

  private List<UnitTest> tests(Patch patch, Model model) {
    if (model.version().isEmpty()) {
      checkIncremental(patch, model);
      return List.of(test(patch, Optional.of(model), true));
    }
    Data.Dict versions = patch.rendered().dict("versions");
    List<String> included = Patch.texts(versions, "include");
    List<String> excluded = Patch.texts(versions, "exclude");
    var tests = new ArrayList<UnitTest>();
    for (Node node : nodes) {
      if (node instanceof Model other
          && other.name().equals(model.name())
          && other.packageName().equals(model.packageName())) {
        String number = other.version().map(PythonText::str).orElse("");
        if ((included.isEmpty() || included.contains(number)) && !excluded.contains(number)) {
          tests.add(test(patch, Optional.of(other), true));
        }
      }
    }
    if (tests.isEmpty()) {
      refuse(
          patch,
          "Unit test '%s' referenced a version of '%s' which was not found."
              .formatted(patch.name(), model.name()));
    }
    return tests;
  }

  private void checkIncremental(Patch patch, Model model) {
    if (!model.dependsOn().macros().contains(IS_INCREMENTAL)) {
      return;
    }
    Data.Dict macros = patch.rendered().dict("overrides").dict("macros");
    Data override = macros.find("is_incremental").orElse(Data.nothing());
    if (!(override instanceof Data.Truth(boolean isIncremental))) {
      refuse(
          patch,
          "Boolean override for 'is_incremental' must be provided for unit test '%s' in model '%s'"
              .formatted(patch.name(), model.name()));
    } else if (isIncremental
        && Patch.dicts(patch.rendered(), "given").stream()
            .noneMatch(g -> Patch.text(g, "input").filter("this"::equals).isPresent())) {
      refuse(
          patch,
          "Unit test '%s' for incremental model '%s' must have a 'this' input"
              .formatted(patch.name(), model.name()));
    }
  }

  private UnitTest test(Patch patch, Optional<Model> model, boolean isEnabled) {
    Data.Dict all = patch.rendered();
    String modelName = Patch.text(all, "model").orElse("");
    Optional<Data> version = model.flatMap(Node::version);
    Identity identity = identity(patch, modelName, version);
    var place = new Configs.Place(identity.type(), identity.packageName(), identity.fqn());
    NodeConfig config = configs.effective(place, all.dict("config"), Data.noEntries());
    problems.config(identity.type(), identity.name(), config, patch.at());
    var given = new ArrayList<UnitTest.Input>();
    for (Data.Dict input : Patch.dicts(all, "given")) {
      String relation = Patch.text(input, "input").orElse("");
      given.add(new UnitTest.Input(relation, fixture(patch, input, Optional.of(relation))));
    }
    UnitTest.Fixture expect = fixture(patch, all.dict("expect"), Optional.empty());
    Optional<UnitTest.Overrides> overrides =
        all.present("overrides").map(_ -> overrides(all.dict("overrides")));
    Optional<Data.Dict> versions =
        all.present("versions")
            .map(_ -> Shape.empty().with("include", "exclude").fill(all.dict("versions")));
    return new UnitTest(
        identity,
        modelName,
        given,
        expect,
        Patch.text(all, "description").orElse(""),
        overrides,
        isEnabled ? config : new NodeConfig(config.values().with("enabled", Data.of(false))),
        new DependsOn(List.of(), model.map(Node::uniqueId).stream().toList()),
        UnitTestChecksum.of(modelName, versions, given, expect, overrides),
        model.map(m -> m.relation().schema()),
        versions,
        version);
  }

  private static Identity identity(Patch patch, String modelName, Optional<Data> version) {
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    var fqn = new ArrayList<>(Drafts.fqn(packageName, file.relative(), modelName));
    fqn.add(patch.name());
    return new Identity(
        "unit_test.%s.%s.%s%s"
            .formatted(
                packageName,
                modelName,
                patch.name(),
                version.map(v -> "_v" + PythonText.str(v)).orElse("")),
        ResourceType.UNIT_TEST,
        patch.name(),
        packageName,
        file.relative(),
        file.path(),
        fqn);
  }

  private static UnitTest.Overrides overrides(Data.Dict said) {
    return new UnitTest.Overrides(said.dict("macros"), said.dict("vars"), said.dict("env_vars"));
  }

  /// @param relation the relation that the rows stand in for; none for what is expected
  private UnitTest.Fixture fixture(Patch patch, Data.Dict said, Optional<String> relation) {
    String format = Patch.text(said, "format").orElse("dict");
    Optional<String> file = Patch.text(said, "fixture");
    Data rows = rows(patch, said, format, relation);
    boolean fits = format.equals("sql") ? rows instanceof Data.Text : rows instanceof Data.Items;
    if (!FORMATS.contains(format)) {
      refuse(
          patch,
          "Unit test '%s' has the format '%s'; it must be dict, csv or sql"
              .formatted(patch.name(), format));
    } else if (!fits) {
      refuse(
          patch,
          "Unit test '%s' has %s rows which do not match format %s"
              .formatted(patch.name(), relation.isPresent() ? "input" : "expected", format));
    }
    return new UnitTest.Fixture(promoted(rows), format, file);
  }

  private Data rows(Patch patch, Data.Dict said, String format, Optional<String> relation) {
    Optional<Data> rows = said.present("rows");
    Optional<String> file =
        Patch.text(said, "fixture").map(name -> fixtureFile(patch, name, format));
    if (format.equals("dict")) {
      return rows.or(() -> relation.flatMap(input -> seedRows(input, patch)))
          .orElse(Data.nothing());
    }
    Optional<String> text = file.or(() -> rows.flatMap(Data::asText));
    if (text.isEmpty()) {
      return Data.nothing();
    }
    return format.equals("csv") ? new Data.Items(CsvRows.read(text.get())) : Data.of(text.get());
  }

  private String fixtureFile(Patch patch, String name, String format) {
    PackageFiles files = patch.file().packageFiles();
    for (SourcePaths.Found found : files.fixtures(format)) {
      if (Drafts.name(found.relative()).equals(name)) {
        return files.read(found.entry().path(), problems).map(SourceFile::text).orElse("");
      }
    }
    refuse(
        patch,
        "File not found for fixture '%s' in unit tests in %s; put %s.%s below tests/fixtures"
            .formatted(name, patch.file().path(), name, format));
    return "";
  }

  /// Without rows of its own, an input that is a seed has the rows of the seed.
  private Optional<Data> seedRows(String input, Patch patch) {
    var refs = new ArrayList<Ref>();
    StaticCall.read(input, refs::add, _ -> {});
    return refs.stream()
        .findFirst()
        .flatMap(ref -> enabled.ref(ref, patch.file().packageFiles().name()))
        .filter(Seed.class::isInstance)
        .flatMap(seed -> text(seed))
        .map(text -> new Data.Items(withEmptyTexts(CsvRows.read(text))));
  }

  private Optional<String> text(Node seed) {
    return Optional.ofNullable(packages.get(seed.packageName()))
        .flatMap(files -> files.tree().read(seed.originalFilePath()))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /// In the rows of a seed what is empty is an empty text.
  private static List<Data> withEmptyTexts(List<Data> rows) {
    var filled = new ArrayList<Data>();
    for (Data row : rows) {
      Data.Dict one = (Data.Dict) row;
      for (Data key : one.entries().keySet()) {
        String name = key.asText().orElse("");
        if (one.present(name).isEmpty()) {
          one = one.with(name, Data.of(""));
        }
      }
      filled.add(one);
    }
    return filled;
  }

  /// The first row without a null comes first, because some warehouses take the types of columns
  /// from the first row.
  private static Data promoted(Data rows) {
    if (!(rows instanceof Data.Items(List<Data> items))) {
      return rows;
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Data.Dict(Map<Data, Data> row)
          && row.values().stream().noneMatch(Data.Nothing.class::isInstance)) {
        var swapped = new ArrayList<>(items);
        java.util.Collections.swap(swapped, 0, i);
        return new Data.Items(swapped);
      }
    }
    return rows;
  }

  private void refuse(Patch patch, String message) {
    problems.error("unit-test", patch.at(), message);
  }
}
