package dev.bailey.jinja.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The few character sets that templates meet.
final class Encodings {
  private Encodings() {}

  private static Charset charset(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-')) {
      case "utf-8", "utf8", "u8", "cp65001" -> StandardCharsets.UTF_8;
      case "ascii", "us-ascii", "646" -> StandardCharsets.US_ASCII;
      case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "8859" ->
          StandardCharsets.ISO_8859_1;
      case "utf-16-le", "utf-16le" -> StandardCharsets.UTF_16LE;
      case "utf-16-be", "utf-16be" -> StandardCharsets.UTF_16BE;
      default -> throw TemplateException.of("LookupError", "unknown encoding: " + name);
    };
  }

  private static String nameOf(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return "utf-8";
    }
    return charset.equals(StandardCharsets.US_ASCII) ? "ascii" : "latin-1";
  }

  static byte[] encode(String text, String encoding, String errors) {
    Charset charset = charset(encoding);
    var encoder = charset.newEncoder();
    var out = new ByteArrayOutputStream(text.length());
    int position = 0;
    for (int i = 0; i < text.length(); position++) {
      int c = text.codePointAt(i);
      String one = Character.toString(c);
      if (encoder.canEncode(one)) {
        out.writeBytes(one.getBytes(charset));
      } else {
        out.writeBytes(replacement(c, position, charset, errors).getBytes(charset));
      }
      i += Character.charCount(c);
    }
    return out.toByteArray();
  }

  private static String replacement(int c, int position, Charset charset, String errors) {
    return switch (errors) {
      case "ignore" -> "";
      case "replace" -> "?";
      case "xmlcharrefreplace" -> "&#" + c + ";";
      case "backslashreplace" -> escape(c);
      case "strict" ->
          throw TemplateException.of(
              "UnicodeEncodeError",
              "'%s' codec can't encode character '%s' in position %d: ordinal not in range(%d)"
                  .formatted(
                      nameOf(charset),
                      escape(c),
                      position,
                      charset.equals(StandardCharsets.US_ASCII) ? 128 : 256));
      default ->
          throw TemplateException.of("LookupError", "unknown error handler name '" + errors + "'");
    };
  }

  private static String escape(int c) {
    return c < 0x100
        ? "\\x%02x".formatted(c)
        : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
  }

  static String decode(byte[] bytes, String encoding, String errors) {
    Charset charset = charset(encoding);
    var action =
        switch (errors) {
          case "strict" -> CodingErrorAction.REPORT;
          case "ignore" -> CodingErrorAction.IGNORE;
          case "replace" -> CodingErrorAction.REPLACE;
          default ->
              throw TemplateException.of(
                  "LookupError", "unknown error handler name '" + errors + "'");
        };
    try {
      return charset
          .newDecoder()
          .onMalformedInput(action)
          .onUnmappableCharacter(action)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException _) {
      throw TemplateException.of(
          "UnicodeDecodeError", "'" + nameOf(charset) + "' codec can't decode these bytes");
    }
  }
}
