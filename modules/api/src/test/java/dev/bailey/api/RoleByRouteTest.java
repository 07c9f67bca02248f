package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Head;
import dev.bailey.api.http.Query;
import dev.bailey.api.http.Route;
import dev.bailey.security.permission.PermissionSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which permission sets each route lets in: a table for people to read, so that no change of it
/// goes unseen. What a route decides further, such as in which project, its own tests show.
///
/// After a change that is meant: `-Dgolden.write=true`, then read what `git diff` shows.
class RoleByRouteTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/bailey/api/role-by-route.txt");
  private static final int REFUSED = 403;
  private static final int LET_IN = 413;

  @Test
  void theTableIsTheOneThatWasAgreedOn(@TempDir Path home) throws IOException {
    String table;
    try (var api = new TestApi(home)) {
      table = table(api);
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, table);
    }

    assertThat(table).isEqualTo(Files.readString(GOLDEN));
  }

  private static String table(TestApi api) {
    Map<PermissionSet, String> tokens = new EnumMap<>(PermissionSet.class);
    for (PermissionSet set : PermissionSet.values()) {
      tokens.put(set, api.token(set));
    }
    var lines = new ArrayList<String>();
    for (Route route : api.api.routes().all()) {
      lines.add(route + "\n    " + who(api, route, tokens) + "\n");
    }
    lines.sort(null);
    return String.join("", lines);
  }

  private static String who(TestApi api, Route route, Map<PermissionSet, String> tokens) {
    if (route.guard() instanceof Guard.Open) {
      return "anyone";
    }
    if (route.guard() instanceof Guard.SignedIn) {
      return "whoever is signed in";
    }
    return tokens.entrySet().stream()
        .filter(entry -> isLetIn(api, route, entry.getValue()))
        .map(entry -> entry.getKey().word())
        .collect(Collectors.joining(" "));
  }

  /// Says that more is to come than any route takes: whoever may call is told so, and nothing is
  /// carried out.
  private static boolean isLetIn(TestApi api, Route route, String token) {
    Map<String, List<String>> headers =
        Map.of(
            "authorization",
            List.of("Bearer " + token),
            "content-length",
            List.of(String.valueOf(Long.MAX_VALUE)));
    String path = route.path().toString().replaceAll("\\{[a-z]+(\\.\\.\\.)?}", "1");
    Answer answer =
        api.api
            .dispatch()
            .answer(
                new Head(route.verb().name(), path, new Query(Map.of()), headers, "127.0.0.1"),
                InputStream.nullInputStream());
    assertThat(answer.status()).as("%s", route).isIn(REFUSED, LET_IN);
    return answer.status() == LET_IN;
  }
}
