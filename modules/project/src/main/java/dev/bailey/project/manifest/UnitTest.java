package dev.bailey.project.manifest;

import java.util.List;
import java.util.Optional;

/// A test of a model's code over rows that are given by hand.
///
/// @param model as the properties file names it
/// @param overrides what macros and variables are during the test
/// @param dependsOn the model
/// @param checksum of all but the description, by which `state:modified` notices a change
/// @param schema that of the model
/// @param versions which versions of the model are tested, as written
/// @param version the version that this one tests
public record UnitTest(
    Identity identity,
    String model,
    List<Input> given,
    Fixture expect,
    String description,
    Optional<Overrides> overrides,
    NodeConfig config,
    DependsOn dependsOn,
    String checksum,
    Optional<String> schema,
    Optional<Data.Dict> versions,
    Optional<Data> version)
    implements Resource {
  public UnitTest {
    given = List.copyOf(given);
  }

  /// Rows that stand in for a relation.
  ///
  /// @param relation `ref('...')`, `source('...', '...')` or `this`
  public record Input(String relation, Fixture fixture) {}

  /// Rows.
  ///
  /// @param rows dictionaries, or SQL where the format is `sql`
  /// @param format `dict`, `csv` or `sql`
  /// @param file the name of the file that they came from
  public record Fixture(Data rows, String format, Optional<String> file) {}

  /// What is different during the test.
  ///
  /// @param macros what calls of a macro give, by its name or package and name
  /// @param variables what `var` gives
  /// @param environment what `env_var` gives
  public record Overrides(Data.Dict macros, Data.Dict variables, Data.Dict environment) {}

  /// What dbt calls it: the name, with the version.
  public String versionedName() {
    return name() + version.map(v -> "_v" + text(v)).orElse("");
  }

  private static String text(Data version) {
    return dev.bailey.project.yaml.PythonText.str(version);
  }
}
