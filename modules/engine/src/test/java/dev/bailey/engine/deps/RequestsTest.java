package dev.bailey.engine.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jinja.Context;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Data;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static final Context NAMES =
      Scope.packagesFile(
          Data.noEntries(), Map.of("DBT_ENV_SECRET_TOKEN", "t0ken", "PLACE", "../one"));

  private static Requests read(String file, String text) {
    return Requests.ofRoot(
        PackageTree.of(Map.of(file, text.getBytes(StandardCharsets.UTF_8))), NAMES);
  }

  private static Requests packages(String entries) {
    return read("packages.yml", "packages:\n" + entries);
  }

  /// The hashes were computed by dbt Core 1.12.6.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{package: a/b, version: 1.0.0} | fbe59819b389dd3c16eebc554e4ec5b3ce2924bc",
        "{package: a/b, version: [\"1.0.0\", \">=2.0.0\"], install_prerelease: true} | f6c37f9a10818bc4d43e4badee833ede92a10e91",
        "{git: \"https://x/y.git\"} | f48a339deec875966716571e6eca5cf96910edd3",
        "{git: \"https://x/y.git\", revision: 1.5, warn-unpinned: false, subdirectory: s} | 608e1cffdcb566e400b7bd5e72aee98d7521b064",
        "{git: \"https://x/y.git\", revision: 15} | 2a2e1ab13a64101ee98c55aa1cd9b06eb9cc55e0",
        "{tarball: \"https://x/y\", name: n} | 5570d0db57b2083ad8549b24a3a3e973010b93e0",
        "{local: ../é} | f34fd9f28a23f5a337439aab676354df238b917a",
        "{private: a/b, provider: gitlab, revision: \"1\"} | 3e835b1ac8ea2d52dd0f19bc3dc5321b3257be28",
        "{local: \"{{ env_var('PLACE') }}\"} | 4081cd815f29976d57a9cf6e51ee2f8716326939",
      })
  void theHashIsTheOneOfDbt(String entry, String hash) {
    assertThat(packages("  - " + entry + "\n").hash()).isEqualTo(hash);
  }

  @Test
  void theOrderOfRequestsDoesNotMatterToTheHash() {
    String one = "  - {local: a}\n";
    String other = "  - {local: b}\n";

    assertThat(packages(one + other).hash()).isEqualTo(packages(other + one).hash());
  }

  @Test
  void secretsMayBeUsed() {
    Requests requests =
        packages("  - git: \"https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@example.com/x.git\"\n");

    assertThat(requests.all().getFirst().name()).isEqualTo("https://t0ken@example.com/x.git");
    assertThat(requests.forms().getFirst().toString()).contains("env_var('DBT_ENV_SECRET_TOKEN')");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "github | git@github.com:org/repo.git",
        "gitlab | git@gitlab.com:org/repo.git",
      })
  void aPrivatePackageIsFetchedOverSsh(String provider, String url) {
    Requests requests = packages("  - {private: org/repo, provider: " + provider + "}\n");

    assertThat(requests.all().getFirst().name()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{package: a/b, version: 1.0.0, install-prerelease: true} | Did you mean 'install_prerelease'?",
        "{git: x, warn_unpinned: true} | Did you mean 'warn-unpinned'?",
        "{package: ab, version: 1.0.0} | require a namespace",
        "{package: a/b} | a/b is missing the version",
        "{package: a/b, version: []} | a/b is missing the version",
        "{package: a/b, version: true} | a version is a text",
        "{tarball: x} | 'name' is missing",
        "{local: ''} | 'local' is missing",
        "{local: a, git: b} | unknown key 'git'",
        "{nothing: a} | needs one of the keys",
        "a | a package is named by lines such as",
        "{private: a/b, provider: svn} | Valid providers are: github",
        "{private: a/b, provider: ado} | requires org/project/repo",
        "{local: \"{{ env_var('GONE') }}\"} | Env var required but not provided: 'GONE'",
        "{local: a, name: 1, local: b} | ",
      })
  void aMalformedEntryIsRefusedWithItsLine(String entry, String why) {
    if (why == null) {
      assertThat(packages("  - " + entry + "\n").all()).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> packages("  - {local: fine}\n  - " + entry + "\n"))
        .isInstanceOf(DepsException.class)
        .hasMessageContaining("The file packages.yml is malformed")
        .hasMessageContaining(why)
        .hasMessageContaining("packages.yml:3:");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(() -> packages("  - {package: a/b}\n  - {tarball: x}\n"))
        .hasMessageContaining("packages.yml:2:")
        .hasMessageContaining("packages.yml:3:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packages: 1", "package: []", "[]", "a", "packages: [", "\u0000"})
  void aMalformedFileIsRefused(String text) {
    assertThatThrownBy(() -> read("packages.yml", text))
        .isInstanceOf(DepsException.class)
        .hasMessageContaining("packages.yml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "packages:", "packages: []", "# nothing"})
  void noPackagesAreNoMistake(String text) {
    assertThat(read("packages.yml", text).all()).isEmpty();
  }

  @Test
  void packagesStandInOneFileOnly() {
    var tree =
        PackageTree.of(
            Map.of(
                "packages.yml", "packages: []".getBytes(StandardCharsets.UTF_8),
                "dependencies.yml", "packages: []".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> Requests.ofRoot(tree, NAMES))
        .hasMessage(
            "The 'packages' key cannot be specified in both packages.yml and dependencies.yml");
  }

  /// Whatever a lock file holds: requests, or a refusal in our words.
  @Test
  void damagedLockFilesGiveRequestsOrARefusal() {
    byte[] good =
        """
        packages:
          - name: alpha
            package: acme/alpha
            version: 1.0.0
          - git: https://example.com/x.git
            name: x
            revision: 0123456789012345678901234567890123456789
            subdirectory: "{{ env_var('PLACE') }}"
          - name: n
            tarball: https://example.com/n
        sha1_hash: 0123456789012345678901234567890123456789
        """
            .getBytes(StandardCharsets.UTF_8);
    var random = new Random(20261130);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(100) + 28);
      }
      var tree = PackageTree.of(Map.of("package-lock.yml", bytes));
      try {
        assertThat(Requests.locked(tree, NAMES).map(Requests::hash)).isNotNull();
        assertThat(Requests.lockedHash(tree)).isNotNull();
      } catch (DepsException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
