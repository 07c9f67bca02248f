package dev.bailey.security.permission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PermissionSetTest {

  @Test
  void theWordsAreTheApis() {
    for (PermissionSet set : PermissionSet.values()) {
      assertThat(PermissionSet.of(set.word())).isEqualTo(set);
    }
    assertThat(PermissionSet.values()).hasSize(31);
  }
}
