package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/// Making backups by the API.
@Timeout(60)
class BackupsTest {
  private static final String BACKUPS = "/api/bailey/v1/backups";

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
  void aBackupIsMadeInTheBackgroundAndListed() {
    assertThat(api.post(BACKUPS, owner, "{}").statusCode()).isEqualTo(202);

    JsonNode state = settled();
    assertThat(state.path("failure").isNull()).as(state.toString()).isTrue();
    assertThat(state.path("backups")).hasSize(1);
    assertThat(state.at("/backups/0/name").asText()).startsWith("000001-");
    assertThat(state.path("destination").asText()).isEqualTo(home.resolve("backups").toString());
    assertThat(state.path("key_ring_behind").asBoolean()).isFalse();
  }

  @Test
  void whoAskedForItIsInTheAudit() {
    api.post(BACKUPS, owner, "{}");

    var entry = api.stores.audit().list(Audit.Query.newest(10).ofType("backup.")).getFirst();
    assertThat(entry.event().type()).isEqualTo("backup.begun");
    assertThat(entry.event().actor().name()).contains("a token");
  }

  @Test
  void whoMayOnlyLookAsksForNone() {
    String viewer = api.token(PermissionSet.ACCOUNT_VIEWER);

    assertThat(api.get(BACKUPS, viewer).statusCode()).isEqualTo(200);
    assertThat(api.post(BACKUPS, viewer, "{}").statusCode()).isEqualTo(403);
    assertThat(home.resolve("backups/backups")).doesNotExist();
  }

  @Test
  void whyThereIsNoBackupIsTold() throws IOException {
    Files.writeString(home.resolve("backups"), "no directory");

    api.post(BACKUPS, owner, "{}");

    assertThat(settled().path("failure").asText()).contains("backup_directory");
  }

  /// Polls, as a client would.
  private JsonNode settled() {
    JsonNode state = TestApi.json(api.get(BACKUPS, owner));
    while (state.path("working").asBoolean() || state.path("key_ring_behind").asBoolean()) {
      state = TestApi.json(api.get(BACKUPS, owner));
    }
    return state;
  }
}
