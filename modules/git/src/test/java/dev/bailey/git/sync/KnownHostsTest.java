package dev.bailey.git.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.git.GitException;
import dev.bailey.registry.Destination;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownHostsTest {
  private static final String KEY = key();
  private static final String OTHER = key();
  private static final Destination HOST = new Destination("git.example.com", 22);

  private static String key() {
    String[] words = DeployKeys.make("x").publicKey().split(" ");
    return words[0] + " " + words[1];
  }

  @Test
  void aHostIsFoundByNameAndByPattern() {
    var hosts =
        KnownHosts.parse(
            """
            # the company's own
            git.example.com,10.0.0.7 %s operations
            *.internal.example.com %s
            """
                .formatted(KEY, OTHER));

    assertThat(hosts.key(HOST)).contains(KEY);
    assertThat(hosts.key(new Destination("10.0.0.7", 22))).contains(KEY);
    assertThat(hosts.key(new Destination("a.internal.example.com", 22))).contains(OTHER);
    assertThat(hosts.key(new Destination("example.com", 22))).isEmpty();
  }

  @Test
  void anotherPortIsAnotherHost() {
    var hosts = KnownHosts.parse("[git.example.com]:2222 " + KEY + "\n");

    assertThat(hosts.key(new Destination("git.example.com", 2222))).contains(KEY);
    assertThat(hosts.key(HOST)).isEmpty();
  }

  @Test
  void revokedKeysAreNotKnown() {
    assertThat(KnownHosts.parse("@revoked git.example.com " + KEY + "\n").key(HOST)).isEmpty();
  }

  @Test
  void aLineThatIsNoneIsRefused() {
    for (String line :
        List.of(
            "git.example.com", "git.example.com ssh-ed25519", "git.example.com ssh-ed25519 x")) {
      assertThatThrownBy(() -> KnownHosts.parse("# ours\n" + line + "\n"))
          .as(line)
          .isInstanceOf(GitException.class)
          .hasMessageContaining("line 2 of the known SSH hosts");
    }
    assertThat(KnownHosts.none().key(HOST)).isEmpty();
  }
}
