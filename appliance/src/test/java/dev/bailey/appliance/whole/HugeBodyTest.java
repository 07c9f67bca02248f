package dev.bailey.appliance.whole;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A body of 1 GiB, announced or not: it is refused after a small part of it, whoever sends it, and
/// never held in memory (these tests run with a heap of 1 GiB).
@Tag("slow")
class HugeBodyTest extends BadInputTest {
  private static final long GIB = 1L << 30;
  private static final long MIB = 1L << 20;
  private static final int PIECE = 16 * 1024;
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String JOBS = "/api/v2/accounts/1/jobs/";
  private static final String SESSION = "/api/bailey/v1/session";

  @ParameterizedTest
  @CsvSource({
    JOBS + ", true, 413",
    JOBS + ", false, 401",
    "/api/v2/accounts/1/jobs/1/run/, true, 413",
    "/api/v3/accounts/1/projects/, true, 413",
    SESSION + ", false, 413",
    "/api/nothing, true, 404",
    "/git/good.git/git-receive-pack, false, 401"
  })
  void anAnnouncedGibibyteIsNotRead(String path, boolean known, int status) throws IOException {
    refusedEarly(path, known, status, "Content-Length: " + GIB + "\r\n\r\n", "");
  }

  @ParameterizedTest
  @CsvSource({JOBS + ", true, 413", SESSION + ", false, 413", JOBS + ", false, 401"})
  void aChunkOfAGibibyteIsNotRead(String path, boolean known, int status) throws IOException {
    refusedEarly(path, known, status, CHUNKED + Long.toHexString(GIB) + "\r\n", "");
  }

  @ParameterizedTest
  @CsvSource({JOBS + ", true, 413", SESSION + ", false, 413", JOBS + ", false, 401"})
  void manySmallChunksAreReadUpToTheLimit(String path, boolean known, int status)
      throws IOException {
    refusedEarly(path, known, status, CHUNKED, Integer.toHexString(PIECE) + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.1", "--http2"})
  void curlStopsAndShowsTheRefusal(String version) throws IOException {
    for (String path : List.of(JOBS, "/api/v3/accounts/1/projects/")) {
      var curl =
          new ProcessBuilder(
                  List.of(
                      "curl",
                      "--silent",
                      "--insecure",
                      version,
                      "--request",
                      "POST",
                      "--upload-file",
                      "-",
                      "--header",
                      "Content-Type: application/json",
                      "--header",
                      "Authorization: Token " + client().token(),
                      client().base() + path))
              .redirectErrorStream(true)
              .start();
      var sent = new AtomicLong();
      Thread.ofVirtual().start(() -> pour(curl.getOutputStream(), "", sent));

      String said = new String(curl.getInputStream().readAllBytes(), US_ASCII);

      assertThat(said)
          .contains("\"code\":413", "the body is larger than the 16777216 bytes allowed");
      assertThat(sent.get()).isLessThan(64 * MIB);
    }
  }

  /// Sends blanks until the server has answered or a gibibyte is gone.
  private void refusedEarly(String path, boolean known, int status, String rest, String framing)
      throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s%s"
            .formatted(
                path, known ? "Authorization: Token " + client().token() + "\r\n" : "", rest);
    try (SSLSocket socket = client().socket()) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(US_ASCII));
      var sent = new AtomicLong();
      Thread.ofVirtual().start(() -> pour(out, framing, sent));

      String answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);

      assertThat(answer).isEqualTo("HTTP/1.1 " + status);
      assertThat(sent.get()).isLessThan(64 * MIB);
    }
  }

  /// @param framing what goes before each piece; its end follows then, too
  private static void pour(OutputStream out, String framing, AtomicLong sent) {
    byte[] piece =
        (framing + " ".repeat(PIECE) + (framing.isEmpty() ? "" : "\r\n")).getBytes(US_ASCII);
    try (out) {
      while (sent.get() < GIB) {
        out.write(piece);
        sent.addAndGet(PIECE);
      }
    } catch (IOException e) {
      // Nobody reads any more: what this is about.
    }
  }
}
