package dev.bailey.git.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.git.GitException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/a/b.git, git.example.com:443, false",
    "https://git.example.com:8443/b, git.example.com:8443, false",
    "ssh://git@git.example.com/b.git, git.example.com:22, true",
    "ssh://git@git.example.com:2222/b.git, git.example.com:2222, true",
    "git@git.example.com:a/b.git, git.example.com:22, true",
  })
  void httpsAndSshAreSpoken(String url, String destination, boolean ssh) {
    var parsed = RemoteUrl.parse(url);

    assertThat(parsed.destination()).hasToString(destination);
    assertThat(parsed.ssh()).isEqualTo(ssh);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://git.example.com/a",
        "file:///etc",
        "/srv/git/a.git",
        "../a.git",
        "a.git",
        "git://example.com/a",
        "ftp://example.com/a",
        "ext::sh -c id",
        "C:\\repo",
        "https://user:secret@example.com/a",
        "https://token@example.com/a",
        "ssh://git:secret@example.com/a",
        "ssh://-oProxyCommand=id/x",
        "https:///a",
        ""
      })
  void everythingElseIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> RemoteUrl.parse(url))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.code()).isEqualTo(GitException.Code.INVALID))
        .hasMessageNotContaining("secret")
        .hasMessageStartingWith("the URL of the remote repository is wrong: ");
  }
}
