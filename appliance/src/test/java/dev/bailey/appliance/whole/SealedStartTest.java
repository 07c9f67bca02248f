package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A home whose master key is a passphrase, in a real process: it starts sealed, opens, and is
/// sealed again. One life of one server, told in order.
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealedStartTest {
  private static final String WORDS = "orbit velvet canyon maple";

  /// A guess takes its time, too: on a slow machine the first waits are over with it.
  private static final int MOST_GUESSES = 12;

  private static final Map<String, String> PASSPHRASE =
      Map.of("BAILEY_MASTER_KEY_SOURCE", "passphrase");

  private Path home;
  private BaileyProcess bailey;
  private Client sealed;
  private String token = "";

  @BeforeAll
  void aHomeWhosePassphraseWasChosen(@TempDir Path folder) {
    home = folder.resolve("home");
    var refused = BaileyProcess.run(PASSPHRASE, "", "serve", "--home", home.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("bailey admin create-keys --home " + home);

    var made =
        BaileyProcess.run(
            PASSPHRASE, WORDS + "\n", "admin", "create-keys", "--home", home.toString());
    assertThat(made.said()).contains("of the kind passphrase");
    assertThat(made.code()).isZero();
    assertThat(home.resolve("keys")).isEmptyDirectory();

    bailey = BaileyProcess.serve(home, PASSPHRASE);
    sealed = client("Bailey is sealed: ");
  }

  @AfterAll
  void stop() {
    sealed.close();
    bailey.close();
  }

  /// A client of whatever it says next that it is.
  private Client client(String words) {
    var greeting = new Greeting(bailey.await(words) + "\n" + bailey.await("certificate SHA-256"));
    int port = Greeting.portIn(greeting.text());
    return new Client(port, greeting.certificate(port));
  }

  @Test
  @Order(1)
  void sealedItLivesIsNotReadyAndAnswersNothingElse() {
    assertThat(sealed.exchange("GET", "/health/live", Client.object()).statusCode()).isEqualTo(200);
    HttpResponse<String> ready = sealed.exchange("GET", "/health/ready", Client.object());
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("sealed");
    assertThat(sealed.exchange("GET", "/", Client.object()).body()).contains("Bailey is sealed");
    for (String path :
        new String[] {"/api/v2/accounts/", "/api/bailey/v1/session", "/openapi", "/git/shop.git"}) {
      HttpResponse<String> answer = sealed.exchange("GET", path, Client.object());
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
    }
    assertThat(home.resolve("data/database")).doesNotExist();
  }

  @Test
  @Order(2)
  void whatIsNoPassphraseIsRefused() {
    assertThat(unseal("application/json", WORDS).statusCode()).isEqualTo(415);
    assertThat(unseal("").statusCode()).isEqualTo(400);
    assertThat(unseal("x".repeat(2_000)).statusCode()).isEqualTo(400);
  }

  @Test
  @Order(3)
  void whoeverGuessesIsSlowedDown() {
    HttpResponse<String> guess = unseal("a first wrong guess");
    assertThat(guess.statusCode()).isEqualTo(403);
    for (int more = 0; guess.statusCode() == 403 && more < MOST_GUESSES; more++) {
      guess = unseal("another wrong guess");
    }

    assertThat(guess.statusCode()).isEqualTo(429);
    assertThat(guess.headers().firstValueAsLong("retry-after").orElseThrow()).isPositive();
  }

  @Test
  @Order(4)
  void afterTheWaitTheRightPassphraseOpensIt() throws InterruptedException {
    HttpResponse<String> answer = unseal(WORDS);
    while (answer.statusCode() == 429) {
      Thread.sleep(1_000 * answer.headers().firstValueAsLong("retry-after").orElseThrow());
      answer = unseal(WORDS);
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);

    var all = new StringBuilder();
    all.append(bailey.await("Bailey is ready: ")).append('\n');
    all.append(bailey.await("certificate")).append('\n');
    all.append(bailey.await("login")).append('\n');
    all.append(bailey.await("password")).append('\n');
    var greeting = new Greeting(all.toString());
    try (var client = greeting.signIn(greeting.port())) {
      token = client.token();
      JsonNode keys = client.get("/api/bailey/v1/keys");
      assertThat(keys.path("master_key").asText()).isEqualTo("passphrase");
      assertThat(client.exchange("POST", "/api/bailey/v1/keys/seal", Client.object()).statusCode())
          .isEqualTo(202);
    }
  }

  @Test
  @Order(5)
  void sealedAgainItKnowsNobodyAndItsMemoryHasNoKey(@TempDir Path folder) throws Exception {
    sealed.close();
    sealed = client("Bailey is sealed: ");
    sealed.use(token);

    assertThat(sealed.exchange("GET", "/api/bailey/v1/keys", Client.object()).statusCode())
        .isEqualTo(503);
    assertThat(unseal("still not the passphrase").statusCode()).isEqualTo(403);
    byte[] dump = dump(folder);
    assertThat(contains(dump, WORDS.getBytes(StandardCharsets.UTF_8))).isFalse();
    KeysOfHome.all(home, WORDS)
        .forEach((name, key) -> assertThat(contains(dump, key)).as(name).isFalse());
  }

  @Test
  @Order(6)
  void nothingThatItSaidHoldsThePassphrase() throws IOException {
    assertThat(unseal(WORDS).statusCode()).isEqualTo(202);
    bailey.await("Bailey is ready: ");
    bailey.close();

    assertThat(bailey.said()).doesNotContain(WORDS).contains("A wrong passphrase came from");
    var audit =
        BaileyProcess.run(
            PASSPHRASE, WORDS + "\n", "admin", "verify-audit", "--home", home.toString());
    assertThat(audit.said()).contains("lines of the audit are what was written");
    assertThat(audit.code()).isZero();
  }

  private HttpResponse<String> unseal(String words) {
    return unseal("application/octet-stream", words);
  }

  private HttpResponse<String> unseal(String type, String words) {
    return sealed.send(
        sealed
            .anonymous("/api/bailey/v1/unseal")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(words)));
  }

  /// What is alive in its memory.
  private byte[] dump(Path folder) throws Exception {
    Path file = folder.resolve("heap.hprof");
    var jmap =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(bailey.process().pid()),
                "GC.heap_dump",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jmap.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jmap.waitFor()).as(said).isZero();
    return Files.readAllBytes(file);
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at <= all.length - part.length; at++) {
      if (all[at] == part[0]
          && java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
