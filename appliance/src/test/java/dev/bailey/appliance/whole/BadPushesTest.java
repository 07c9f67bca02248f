package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stock git must not be able to do to an appliance: each time the client's own output says
/// why, nothing changes, and the server serves on.
@Tag("slow")
class BadPushesTest {
  private static final long GIB = 1L << 30;

  @TempDir Path directory;

  @Test
  void badPushesAreRefusedInTheClientsOutputAndNothingIsLost() throws Exception {
    var git = new GitClient(directory);
    Path work = git.project("work", Map.of("dbt_project.yml", "name: shop\n"));
    String first = git.git(work, "rev-parse", "HEAD").trim();
    try (var bailey = LiveBailey.on(directory.resolve("home"), Map.of())) {
      bailey.project("shop");
      Path authority = directory.resolve("bailey.pem");
      Files.writeString(authority, bailey.appliance().certificate());
      git.set("GIT_SSL_CAINFO", authority.toString());
      String url = url(bailey, bailey.client().token());
      git.git(work, "push", "-q", url, "main");

      refused(git, work, url(bailey, "bly_nobody-issued-this"), "main", "Authentication failed");
      refused(git, work, url, commitWith(git, work, ".git"), "invalid name '.git'");
      refused(git, work, url, commitWith(git, work, ".."), "invalid name '..'");
      refused(git, work, url, huge(git, work) + ":refs/heads/huge", "Object too large");
      git.git(work, "checkout", "-q", "-B", "main", first);
      git.git(work, "commit", "-q", "--amend", "-m", "rewritten");
      refused(git, work, url, "+main", "main is protected: no forced push");
      refused(git, work, url, ":main", "main is protected: it cannot be deleted");
      overSsh(bailey, git, work);

      assertThat(git.git(directory, "ls-remote", url))
          .contains(first + "\trefs/heads/main")
          .doesNotContain("huge", "evil");
      git.git(directory, "clone", "-q", url, "clone");
      assertThat(git.git(directory.resolve("clone"), "fsck", "--full")).doesNotContain("error");
    }
  }

  private static String url(LiveBailey bailey, String token) {
    return bailey.client().base().replace("https://", "https://git:" + token + "@")
        + "/git/shop.git";
  }

  private static void refused(GitClient git, Path work, String url, String refs, String... words) {
    var result = git.tryGit(work, "push", url, refs);
    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(words);
  }

  /// A commit whose files lie in a directory that git itself would refuse to write, as a refspec.
  private static String commitWith(GitClient git, Path work, String directory) {
    GitClient.write(
        work.resolve("../maketree.sh"),
        """
        set -e
        { printf '40000 %%s\\0' '%s'; git rev-parse 'HEAD^{tree}' | xxd -r -p; } > ../tree.bin
        git commit-tree -m evil $(git hash-object -t tree --literally -w ../tree.bin)
        """
            .formatted(directory));
    var made = git.run(work, "sh", "../maketree.sh");
    assertThat(made.status()).as(made.output()).isZero();
    return made.output().trim() + ":refs/heads/evil";
  }

  /// A commit with a file of 1 GiB that packs to almost nothing.
  private static String huge(GitClient git, Path work) throws Exception {
    try (var file = new RandomAccessFile(work.resolve("seed.csv").toFile(), "rw")) {
      file.setLength(GIB);
    }
    git.git(work, "-c", "core.compression=1", "add", "seed.csv");
    git.git(work, "commit", "-qm", "huge");
    return git.git(work, "rev-parse", "HEAD").trim();
  }

  private static void overSsh(LiveBailey bailey, GitClient git, Path work) {
    int port = bailey.appliance().sshPort();
    String url = "ssh://git@127.0.0.1:" + port + "/shop.git";
    String known = git.newKey("ada", "ed25519");
    bailey
        .client()
        .call(
            "POST",
            "/api/bailey/v1/ssh-keys",
            Client.object().put("name", "laptop").put("public_key", known.strip()));
    git.trust(port, bailey.appliance().sshHostKey());
    refused(git, work, url, "+main", "main is protected: no forced push");

    git.newKey("mallory", "ed25519");
    refused(git, work, url, "main", "Permission denied (publickey)");
  }
}
