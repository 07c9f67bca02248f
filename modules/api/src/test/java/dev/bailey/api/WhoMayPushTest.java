package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.PermissionSet;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever develops in a project pushes to its repository, and nobody else: what git asks first is
/// answered, or refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WhoMayPushTest {
  private TestApi api;

  @BeforeAll
  void aManagedRepository(@TempDir Path home) {
    api = new TestApi(home);
    ProjectId project = api.projects.add(ProjectDefinition.of("Spokes"), api.clock.instant()).id();
    var made =
        api.post(
            "/api/v3/accounts/1/projects/" + project + "/managed-repositories/",
            api.token(PermissionSet.OWNER),
            "{\"name\": \"spokes\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = PermissionSet.class,
      names = {"OWNER", "ACCOUNT_ADMIN", "ADMIN", "DEVELOPER", "ANALYST"})
  void whoDevelopsMayPush(PermissionSet set) {
    assertThat(asked(set)).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = PermissionSet.class,
      names = {"OWNER", "ACCOUNT_ADMIN", "ADMIN", "DEVELOPER", "ANALYST"},
      mode = EnumSource.Mode.EXCLUDE)
  void nobodyElseMayPush(PermissionSet set) {
    assertThat(asked(set)).isIn(403, 404);
  }

  private int asked(PermissionSet set) {
    return api.get("/git/spokes.git/info/refs?service=git-receive-pack", api.token(set))
        .statusCode();
  }
}
