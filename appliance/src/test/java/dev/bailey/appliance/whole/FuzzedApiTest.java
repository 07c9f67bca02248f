package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.testkit.Scanners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// schemathesis over all that `/openapi` describes, as each role: nothing makes the server fail,
/// and nobody succeeds with what the table of roles and routes does not let them do.
///
/// What the description leaves open, this makes narrower, so that the noise gets further than the
/// first check: bodies have the fields that the sources read, of their types and of others; ids are
/// those of things that are there, and others.
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FuzzedApiTest {
  private static final int EXAMPLES = Integer.getInteger("fuzz.examples", 15);

  private static final String PHASES = System.getProperty("fuzz.phases", "coverage,fuzzing");

  private static final Pattern FIELD =
      Pattern.compile(
          "\\.(text|required|number|requiredNumber|flag|object|texts|numbers|objects)\\(\\s*\"([a-z_0-9]+)\"");

  private static final Pattern HOLE = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?}");

  /// Would end the test, or wait for what never comes: one's own token and password, the sealing,
  /// and the last line of a run that goes on.
  private static final String LEFT_OUT =
      "(/session|/password|/keys/seal|/second-factor.*|/sign-in/.*|/events|/persons/.*)$";

  @TempDir Path directory;
  private Scanners scanners;
  private LiveBailey bailey;
  private final Map<PermissionSet, String> tokens = new EnumMap<>(PermissionSet.class);

  @BeforeAll
  void aServerWithSomethingOfEverything(@TempDir Path home, @TempDir Path work) throws Exception {
    scanners = Scanners.required();
    SampleRunTest.copy(SampleRunTest.sample(), work);
    bailey = LiveBailey.on(home, Map.of());
    long project = bailey.project("spokes");
    bailey.push(work, "spokes");
    long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
    bailey.client().ended(bailey.client().run(job));
    for (PermissionSet set : roles()) {
      tokens.put(set, token(bailey, set));
    }
  }

  @AfterAll
  void stop() {
    if (bailey != null) {
      bailey.close();
    }
  }

  private static String token(LiveBailey live, PermissionSet set) {
    String login = "somebody-" + set.word();
    var user = Client.object().put("login", login).put("email", login + "@example.com");
    user.putArray("grants").addObject().put("permission_set", set.word());
    JsonNode invited = live.client().call("POST", "/api/bailey/v1/users", user);
    try (var own =
        new Client(
            live.appliance().httpsPort(), LiveBailey.certificate(live.appliance().certificate()))) {
      own.signInFirst(login, invited.path("one_time_password").asText(), RunningBailey.PASSWORD);
      return own.token();
    }
  }

  /// All, or those that `-Dfuzz.roles=owner,member` names.
  static List<PermissionSet> roles() {
    String some = System.getProperty("fuzz.roles", "");
    return Arrays.stream(PermissionSet.values())
        .filter(role -> some.isEmpty() || List.of(some.split(",")).contains(role.word()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("roles")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingFailsAndNobodySucceedsWithWhatTheyMayNotDo(PermissionSet role) throws IOException {
    Path place = Files.createDirectory(directory.resolve(role.word()));
    Files.writeString(place.resolve("allowed.json"), allowed(role).toString());
    Files.writeString(place.resolve("openapi.json"), description().toString());
    Files.writeString(place.resolve("hooks.py"), resource("/fuzz/hooks.py"));
    Files.writeString(place.resolve("schemathesis.toml"), "hooks = \"hooks.py\"\n");
    Path authority = Files.writeString(place.resolve("ca.pem"), bailey.certificatePem());

    var scan =
        scanners.run(
            place,
            place.resolve("none.json"),
            "schemathesis",
            "run",
            "openapi.json",
            "--url=https://127.0.0.1:" + bailey.client().port(),
            "--tls-verify=" + authority,
            "--header=Authorization: Token " + tokens.get(role),
            "--checks=not_a_server_error,no_wrong_success,ignored_auth",
            "--exclude-path-regex=" + LEFT_OUT,
            "--phases=" + PHASES,
            "--max-examples=" + EXAMPLES,
            "--continue-on-failure",
            "--no-shrink",
            "--suppress-health-check=all",
            "--warnings=off",
            "--request-timeout=30");

    assertThat(scan.status()).as(scan.said()).isZero();
    assertThat(bailey.client().get("/api/v2/accounts/1/").path("data").path("id").asLong())
        .isEqualTo(1);
  }

  private static String resource(String name) throws IOException {
    try (var in = FuzzedApiTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /// What a role may do, from the table that was agreed on.
  private static JsonNode allowed(PermissionSet role) throws IOException {
    var allowed = JsonNodeFactory.instance.arrayNode();
    var lines =
        Files.readAllLines(
            module("api").resolve("src/test/resources/dev/bailey/api/role-by-route.txt"));
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String who = lines.get(i + 1).strip();
      Set<String> roles = new HashSet<>(Arrays.asList(who.split(" ")));
      if (who.equals("anyone")
          || who.equals("whoever is signed in")
          || roles.contains(role.word())) {
        allowed.add(HOLE.matcher(lines.get(i)).replaceAll("{$1}"));
      }
    }
    return allowed;
  }

  private static Path module(String name) {
    Path here = Path.of("../modules").resolve(name);
    return Files.exists(here) ? here : Path.of("modules").resolve(name);
  }

  /// The description, made narrower.
  private JsonNode description() throws IOException {
    ObjectNode root = (ObjectNode) bailey.client().get("/openapi");
    ObjectNode body = fields();
    for (JsonNode path : root.path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode parameter : operation.path("parameters")) {
          ((ObjectNode) parameter).set("schema", id(parameter.path("name").asText()));
        }
        if (operation.at("/requestBody/content/application~1json") instanceof ObjectNode content) {
          content.set("schema", body);
        }
      }
    }
    return root;
  }

  /// Ids of what is there, and others. The account is always the one; users and tokens are such as
  /// nobody of this test signs in with.
  private static ObjectNode id(String name) {
    return switch (name) {
      case "account" -> Client.json("{\"enum\": [1]}");
      case "user" -> Client.json("{\"type\": \"integer\", \"minimum\": 1000}");
      case "token" -> Client.json("{\"type\": \"integer\", \"minimum\": 100000}");
      case "path", "repository", "provider" ->
          Client.json("{\"type\": \"string\", \"minLength\": 1}");
      default ->
          Client.json(
              "{\"anyOf\": [{\"enum\": [1, 2]}, {\"type\": \"integer\"}, {\"type\": \"string\", \"minLength\": 1}]}");
    };
  }

  /// The fields that the API's sources read.
  private static ObjectNode fields() throws IOException {
    var kinds = new HashMap<String, Set<String>>();
    try (var files = Files.walk(module("api").resolve("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        var found = FIELD.matcher(Files.readString(file));
        while (found.find()) {
          kinds.computeIfAbsent(found.group(2), _ -> new TreeSet<>()).add(found.group(1));
        }
      }
    }
    assertThat(kinds).as("fields in the sources").hasSizeGreaterThan(50);
    ObjectNode body = Client.object().put("type", "object");
    ObjectNode properties = body.putObject("properties");
    kinds.forEach((name, of) -> {
      var any = properties.putObject(name).putArray("anyOf");
      of.forEach(kind -> any.add(schema(kind)));
    });
    return body;
  }

  private static ObjectNode schema(String kind) {
    return Client.json(
        switch (kind) {
          case "number", "requiredNumber" -> "{\"type\": \"integer\"}";
          case "flag" -> "{\"type\": \"boolean\"}";
          case "object" -> "{\"type\": \"object\"}";
          case "texts" -> "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}";
          case "numbers" -> "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}";
          case "objects" -> "{\"type\": \"array\", \"items\": {\"type\": \"object\"}}";
          default -> "{\"type\": \"string\"}";
        });
  }
}
