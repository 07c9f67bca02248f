package dev.bailey.engine.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
  private static Optional<VersionRange> range(String bounds) {
    return VersionRange.all(Arrays.stream(bounds.split(" ")).map(VersionBound::parse).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1.2.3, true",
    "1.2.3, 1.2.4, false",
    ">=1.0.0, 1.0.0, true",
    ">1.0.0, 1.0.0, false",
    "<=2.0.0, 2.0.0, true",
    "<2.0.0, 2.0.0, false",
    ">=1.2.0 <1.10.0, 1.9.0, true",
    ">=1.2.0 <1.10.0, 1.10.0, false",
    ">=1.0.0 >=1.5.0, 1.4.0, false",
    "<2.0.0 <1.5.0, 1.6.0, false",
    ">=1.0.0, 2.0.0-rc1, true",
    "<2.0.0, 2.0.0-rc1, false",
    "<=2.0.0, 2.0.0-rc1, true",
    ">1.0.0-a1, 1.0.0-b1, true",
    "1.0.0, 1.0.0+build5, true",
  })
  void aVersionLiesInARange(String bounds, String version, boolean holds) {
    assertThat(range(bounds).orElseThrow().holds(VersionBound.parse(version))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0 2.0.0",
        ">1.0.0 <1.0.0",
        ">=1.0.0 <1.0.0",
        ">1.0.0 1.0.0",
        ">=2.0.0 <=1.0.0",
        "1.0.0 <1.0.0"
      })
  void boundsThatExcludeEachOtherHoldNothing(String bounds) {
    assertThat(range(bounds)).isEmpty();
  }

  @Test
  void prereleasesAreOrderedByTheirParts() {
    List<String> ordered =
        List.of(
            "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-rc2", "1.0.0");

    assertThat(ordered.reversed().stream().map(VersionBound::parse).sorted(VersionBound::compare))
        .extracting(VersionBound::version)
        .containsExactlyElementsOf(ordered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1", "v1.0.0", "1.0.0.0", "01.0.0", "~1.0.0", "=>1.0.0", "", ">= 1.0.0"})
  void whatIsNoVersionIsRefusedWithTheRemedy(String text) {
    assertThatThrownBy(() -> VersionBound.parse(text))
        .isInstanceOf(DepsException.class)
        .hasMessageContaining("\"" + text + "\" is not a valid semantic version")
        .hasMessageContaining("1.2.3");
  }

  @ParameterizedTest
  @CsvSource({"1.0.0b2, =1.0.0-b2", "1.0.0+x.1, =1.0.0+x.1", ">=10.0.3-rc.1, >=10.0.3-rc.1"})
  void aVersionIsWrittenInOneWay(String text, String written) {
    assertThat(VersionBound.parse(text)).hasToString(written);
  }
}
