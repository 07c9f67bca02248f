package dev.bailey.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What goes back to the caller.
///
/// @param status HTTP's code
/// @param headers besides `Content-Type` and those that every answer has
public record Answer(
    int status, String contentType, List<Map.Entry<String, String>> headers, Body body) {

  /// The body of an answer.
  public sealed interface Body {

    /// Bytes that are all there.
    final class Whole implements Body {
      private final byte[] bytes;

      Whole(byte[] bytes) {
        this.bytes = bytes;
      }

      /// The bytes themselves; nobody changes them any more.
      public byte[] bytes() {
        return bytes;
      }
    }

    /// Bytes that come as they are made.
    record Streamed(Stream stream) implements Body {}
  }

  /// Writes a body piece by piece.
  @FunctionalInterface
  public interface Stream {

    /// @throws IOException when the caller has gone
    void writeTo(OutputStream out) throws IOException;
  }

  public Answer {
    headers = List.copyOf(headers);
  }

  /// An answer with a body that is all there.
  public static Answer of(int status, String contentType, byte[] bytes) {
    return new Answer(status, contentType, List.of(), new Body.Whole(bytes));
  }

  /// An answer whose body is written as it is made.
  public static Answer stream(String contentType, Stream stream) {
    return new Answer(200, contentType, List.of(), new Body.Streamed(stream));
  }

  /// An answer without a body.
  public static Answer empty(int status) {
    return of(status, "", new byte[0]);
  }

  /// The same with one more header.
  public Answer with(String name, String value) {
    var more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Answer(status, contentType, more, body);
  }
}
