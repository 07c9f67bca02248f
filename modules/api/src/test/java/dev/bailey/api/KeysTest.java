package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.permission.PermissionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Looking after the keys by the API.
class KeysTest {
  private static final String KEYS = "/api/bailey/v1/keys";

  @TempDir Path home;
  private TestApi api;
  private String owner = "";

  @BeforeEach
  void start() {
    api = new TestApi(home);
    owner = api.token(PermissionSet.OWNER);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theStateNamesTheKindOfTheMasterKey() {
    var state = TestApi.json(api.get(KEYS, owner));

    assertThat(state.path("master_key").asText()).isEqualTo("file");
    assertThat(state.path("data_keys").asInt()).isEqualTo(1);
  }

  @Test
  void theMasterKeyChangesWhileTheApplianceRuns() throws IOException {
    byte[] before = Files.readAllBytes(home.resolve("keys/master.key"));

    assertThat(api.post(KEYS + "/master-key", owner, "{}").statusCode()).isEqualTo(200);

    assertThat(Files.readAllBytes(home.resolve("keys/master.key"))).isNotEqualTo(before);
    assertThat(types()).contains("keys.master_key_changed");
  }

  @Test
  void aChangeThatFailsLeavesTheKeyAsItWas() throws IOException {
    Path keys = home.resolve("keys");
    Files.move(keys, home.resolve("elsewhere"));
    Files.writeString(keys, "no directory");

    assertThat(api.post(KEYS + "/master-key", owner, "{}").statusCode()).isEqualTo(409);
    assertThat(TestApi.json(api.get(KEYS, owner)).path("master_key").asText()).isEqualTo("file");
  }

  @Test
  @Timeout(60)
  void theDataKeysRotateWhileTheApplianceRuns() {
    assertThat(api.post(KEYS + "/data-keys", owner, "{}").statusCode()).isEqualTo(202);

    var state = TestApi.json(api.get(KEYS, owner));
    while (state.path("left_to_rotate").asInt() > 0) {
      state = TestApi.json(api.get(KEYS, owner));
    }
    assertThat(state.path("rotations").asInt()).isEqualTo(1);
    assertThat(types()).contains("keys.data_key_rotation_begun");
  }

  @Test
  void whatNothingWouldKeepSealedIsNotSealed() {
    var answer = api.post(KEYS + "/seal", owner, "{}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(TestApi.json(answer).path("code").asText()).isEqualTo("not_sealable");
  }

  private java.util.List<String> types() {
    return api.stores.audit().list(Audit.Query.newest(10)).stream()
        .map(entry -> entry.event().type())
        .toList();
  }
}
