package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Route;
import dev.bailey.security.permission.PermissionSet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Walks the table of all routes: none forgets to say who may call it, and none lets in who may
/// not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteTest {
  private TestApi api;

  @BeforeAll
  void start(@TempDir Path home) {
    api = new TestApi(home);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @TestFactory
  List<DynamicTest> refusesWhoeverIsNotSignedIn() {
    return guarded()
        .map(route ->
            DynamicTest.dynamicTest(
                route.toString(), () -> assertThat(call(route, null).statusCode()).isEqualTo(401)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> refusesATokenThatNobodyIssued() {
    return guarded()
        .map(route ->
            DynamicTest.dynamicTest(
                route.toString(),
                () -> assertThat(call(route, "bly_unknown").statusCode()).isEqualTo(401)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> refusesWhoeverLacksThePermission() {
    String member = api.token(PermissionSet.MEMBER);
    return api.api.routes().all().stream()
        .filter(route -> needsMoreThanMembership(route.guard()))
        .map(route ->
            DynamicTest.dynamicTest(
                route.toString(),
                () -> assertThat(call(route, member).statusCode()).isEqualTo(403)))
        .toList();
  }

  /// Whoever adds to this list explains it in the route's guard.
  @Test
  void theseAloneAreOpenToAnyone() {
    List<String> open =
        api.api.routes().all().stream()
            .filter(route -> route.guard() instanceof Guard.Open)
            .map(Route::toString)
            .sorted()
            .toList();

    assertThat(open)
        .containsExactly(
            "GET /",
            "GET /.well-known/security.txt",
            "GET /api/bailey/v1/sign-in",
            "GET /api/bailey/v1/sign-in/{provider}/metadata",
            "GET /health/live",
            "GET /health/ready",
            "GET /openapi",
            "GET /{path...}",
            "POST /api/bailey/v1/session",
            "POST /api/bailey/v1/sign-in/{provider}",
            "POST /api/bailey/v1/sign-in/{provider}/answer",
            "POST /api/bailey/v1/sign-in/{provider}/logout",
            "POST /sign-in/saml");
  }

  private static boolean needsMoreThanMembership(Guard guard) {
    return switch (guard) {
      case Guard.Open _, Guard.SignedIn _ -> false;
      case Guard.InAccount(var area, var action) ->
          !(area.word().equals("account") && action.word().equals("read"));
      case Guard.InProject _ -> true;
    };
  }

  private java.util.stream.Stream<Route> guarded() {
    return api.api.routes().all().stream().filter(route -> !(route.guard() instanceof Guard.Open));
  }

  private HttpResponse<String> call(Route route, @org.jspecify.annotations.Nullable String token) {
    String path = route.path().toString().replaceAll("\\{[a-z]+(\\.\\.\\.)?}", "1");
    HttpRequest.Builder request =
        api.request(path)
            .header("Content-Type", "application/json")
            .method(route.verb().name(), HttpRequest.BodyPublishers.ofString("{}"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return api.send(request.build());
  }
}
