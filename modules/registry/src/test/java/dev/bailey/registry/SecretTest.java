package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final Secret SECRET = Secret.of("hunter2");

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    var credentials = CredentialsDefinition.postgres("s", "u", SECRET);
    var key = new GitAccess.DeployKey("ssh-ed25519 AAAA", SECRET);

    assertThat(SECRET.toString()).isEqualTo("Secret[hidden]");
    assertThat(credentials.toString()).contains("postgres").doesNotContain("hunter2");
    assertThat(key.toString()).doesNotContain("hunter2");
  }

  @Test
  void secretsAreEqualWhenTheirTextsAre() {
    assertThat(SECRET).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
    assertThat(SECRET.hashCode()).isEqualTo(Secret.of("other").hashCode());
  }
}
