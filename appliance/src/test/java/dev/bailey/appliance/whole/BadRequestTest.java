package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that make no sense, or come from nobody: each is refused in the words of the API that
/// it was meant for, naming what is wrong, and jobs run on.
@Tag("slow")
class BadRequestTest extends BadInputTest {
  private static final String JOBS = "/api/v2/accounts/1/jobs/";
  private static final String PROJECTS = "/api/v3/accounts/1/projects/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": }           | line 1, column 10",
        "{\"name\": \"shop\"    | line 1, column",
        "{} {}                  | line 1, column 4: there is more after its end",
        "{\"name\":1,\"name\":2} | Duplicate field 'name'",
        "null                   | the body must be a JSON object",
        "[]                     | the body must be a JSON object",
        "{\"name\": 7}          | name must be a string",
        "{\"name\": null}       | name is required",
        "{\"name\": \"\"}       | the name of a project has 1 to 255 characters",
        "{\"name\": \"a\\u0000\"} | name must not hold U+0000",
        "{\"name\": \"\\ud800\"} | name must not hold U+0000 or half a surrogate pair"
      })
  void aBodyThatMakesNoSenseIsRefusedByPlaceOrField(String body, String said) {
    refused(post(PROJECTS, body), 400, said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1.5", "1e3", "9223372036854775808", "-9223372036854775809"})
  void anIdInABodyThatIsNoIdIsRefused(String id) {
    String value = id.equals("one") ? "\"one\"" : id;

    refused(
        post(JOBS, "{\"project_id\": " + value + "}"),
        400,
        "project_id must be a whole number of at most 64 bits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deeplyNestedJsonIsRefused(String open) {
    refused(post(PROJECTS, open.repeat(100_000)), 400, "line 1, column", "nesting depth (101)");
  }

  @Test
  void jsonThatWouldFillTheMemoryIsRefused() {
    refused(post(PROJECTS, "[" + "{},".repeat(1_000_000) + "{}]"), 400, "Token count");
  }

  /// dbt Cloud's clients send back what they read, and each other's fields.
  @Test
  void unknownFieldsAreLeftAlone() {
    HttpResponse<String> answer = post(PROJECTS, "{\"name\": \"more\", \"surprise\": [1]}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain("surprise");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "json"})
  void aBodyThatSaysItIsNoJsonIsRefused(String type) {
    HttpRequest.Builder request =
        client()
            .request(PROJECTS)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"name\": \"shop\"}"));

    refused(client().send(request), 415, "the body must be application/json, not " + type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "9223372036854775807", "9223372036854775808", "abc", "1.0"})
  void anIdOfNothingIsNotFound(String id) {
    refused(get("/api/v2/accounts/1/jobs/" + id + "/"), 404, "there is no job " + id);
    refused(get("/api/v2/accounts/1/runs/" + id + "/"), 404, "there is no run " + id);
    refused(get("/api/v2/accounts/" + id + "/runs/"), 404, "there is no account " + id);
    refused(get("/api/v3/accounts/1/projects/" + id + "/"), 404, "there is no project " + id);
    problem(get("/api/bailey/v1/runs/" + id + "/events"), 404, "there is no run " + id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0              | limit must be between 1",
        "limit=many           | limit must be a whole number, not 'many'",
        "offset=99999999999   | offset must be between 0",
        "status=77            | no run status has the code 77",
        "status=4294967306    | no run status has the code 4294967306",
        "project_id__in=[1,x] | project_id__in must be a whole number, not 'x'"
      })
  void aQueryThatMakesNoSenseIsRefused(String query, String said) {
    refused(get("/api/v2/accounts/1/runs/?" + query), 400, said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  void anUnknownRouteIsNotFoundWhateverTheMethod(String method) {
    refused(send(method, "/api/v2/nothing"), 404, "there is no page or operation /api/v2/nothing");
    refused(send(method, "/api/v3/accounts/1/nothing/"), 404, "there is no page or operation");
    problem(send(method, "/api/bailey/v1/nothing"), 404, "there is no page or operation");
  }

  @Test
  void aWrongMethodIsToldWhichAreRight() {
    HttpResponse<String> answer = send("PATCH", JOBS);

    refused(answer, 405, "this path takes GET, HEAD, POST");
    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Token bly_nobody-issued-this  | the token is unknown, revoked or expired",
        "Bearer bly_nobody-issued-this | the token is unknown, revoked or expired",
        "Basic !!!                     | the token is unknown, revoked or expired",
        "Bearer                        | the Authorization header must be 'Token <token>'",
        "Digest username=ada           | the Authorization header must be 'Token <token>'",
        "bly_nobody-issued-this        | the Authorization header must be 'Token <token>'"
      })
  void whoeverIsNotKnownIsRefused(String authorization, String said) {
    HttpResponse<String> answer =
        client().send(client().anonymous(JOBS).header("Authorization", authorization));

    refused(answer, 401, said);
    assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer realm=\"bailey\"");
    assertThat(answer.body()).doesNotContain("nobody-issued-this", "ada");
  }

  @Test
  void aRevokedTokenIsRefused() {
    JsonNode token =
        client().call("POST", "/api/bailey/v1/tokens", Client.object().put("name", "short"));
    String text = token.path("token").asText();
    assertThat(with(text).statusCode()).isEqualTo(200);

    send("DELETE", "/api/bailey/v1/tokens/" + token.path("id").asText());

    refused(with(text), 401, "the token is unknown, revoked or expired");
  }

  @Test
  void headersAndAddressesThatAreTooLongAreRefusedInTheWordsOfTheApi() {
    HttpRequest.Builder header =
        client().request(JOBS).version(Version.HTTP_1_1).header("X-Long", "v".repeat(50_000));

    refused(client().send(header), 400, "its headers have more than 16384 bytes");
    assertThat(client().send(client().request(JOBS + "?name=" + "v".repeat(12_000))).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path) {
    return client().send(client().request(path).method(method, BodyPublishers.noBody()));
  }

  private HttpResponse<String> post(String path, String body) {
    return client()
        .send(
            client()
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> with(String token) {
    return client().send(client().anonymous(JOBS).header("Authorization", "Token " + token));
  }

  /// dbt Cloud's envelope of a failure (facts/api.md 2.1).
  private void refused(HttpResponse<String> answer, int status, String... said) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = Client.tree(answer);
    assertThat(body.at("/status/code").asInt()).isEqualTo(status);
    assertThat(body.at("/status/is_success").asBoolean(true)).isFalse();
    assertThat(body.path("data").isNull()).isTrue();
    assertThat(body.at("/status/user_message").asText()).contains(said);
    discreet(answer);
  }

  /// A problem document (RFC 9457).
  private void problem(HttpResponse<String> answer, int status, String... said) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(Client.tree(answer).path("detail").asText()).contains(said);
    discreet(answer);
  }

  private void discreet(HttpResponse<String> answer) {
    assertThat(answer.body())
        .doesNotContain(
            client().token(), LiveBailey.PASSWORD, "com.fasterxml", "Exception", "dev.b");
  }
}
