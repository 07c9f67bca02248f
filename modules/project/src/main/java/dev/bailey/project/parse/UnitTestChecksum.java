package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.UnitTest;
import dev.bailey.project.yaml.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// dbt's checksum of a unit test: SHA-256 of what Python prints for its parts.
final class UnitTestChecksum {
  private UnitTestChecksum() {}

  static String of(
      String model,
      Optional<Data.Dict> versions,
      List<UnitTest.Input> given,
      UnitTest.Fixture expect,
      Optional<UnitTest.Overrides> overrides) {
    String files =
        given.stream()
            .filter(input -> input.fixture().file().isPresent())
            .map(input -> "-" + PythonText.str(input.fixture().rows()))
            .collect(Collectors.joining());
    String text =
        String.join(
            "-",
            model,
            versions.map(UnitTestChecksum::versions).orElse("None"),
            given.stream().map(UnitTestChecksum::input).collect(Collectors.joining(", ", "[", "]")),
            "UnitTestOutputFixture(" + fixture(expect) + ")",
            overrides.map(UnitTestChecksum::overrides).orElse("None"));
    return Checksums.sha256(text + files);
  }

  private static String input(UnitTest.Input input) {
    return "UnitTestInputFixture(input=%s, %s)"
        .formatted(PythonText.repr(input.relation()), fixture(input.fixture()));
  }

  private static String fixture(UnitTest.Fixture fixture) {
    String format =
        switch (fixture.format()) {
          case "csv" -> "CSV";
          case "sql" -> "SQL";
          default -> "Dict";
        };
    return "rows=%s, format=<UnitTestFormat.%s: '%s'>, fixture=%s"
        .formatted(
            PythonText.repr(fixture.rows()),
            format,
            fixture.format(),
            fixture.file().map(PythonText::repr).orElse("None"));
  }

  private static String versions(Data.Dict versions) {
    return "UnitTestNodeVersions(include=%s, exclude=%s)"
        .formatted(said(versions, "include"), said(versions, "exclude"));
  }

  private static String said(Data.Dict versions, String key) {
    return PythonText.repr(versions.find(key).orElse(Data.nothing()));
  }

  private static String overrides(UnitTest.Overrides overrides) {
    return "UnitTestOverrides(macros=%s, vars=%s, env_vars=%s)"
        .formatted(
            PythonText.repr(overrides.macros()),
            PythonText.repr(overrides.variables()),
            PythonText.repr(overrides.environment()));
  }
}
