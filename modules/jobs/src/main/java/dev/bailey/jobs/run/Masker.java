package dev.bailey.jobs.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Blots secrets out of what people will read: as they are, and URL-, base64- and JSON-escaped.
///
/// Secrets shorter than four characters are left alone: blotting out every `a` would hide the log,
/// not the secret.
public final class Masker {
  private static final String BLOT = "*****";

  private final List<String> forms;

  /// @param secrets the values to blot out
  public Masker(List<String> secrets) {
    Set<String> found = new LinkedHashSet<>();
    for (String secret : secrets) {
      if (secret.length() >= 4) {
        found.add(secret);
        found.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        found.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        found.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
      }
    }
    this.forms = found.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /// The text without the secrets.
  public String mask(String text) {
    String masked = text;
    for (String form : forms) {
      masked = masked.replace(form, BLOT);
    }
    return masked;
  }

  /// The bytes of UTF-8 without the secrets; the same array when there is none in it.
  public byte[] mask(byte[] content) {
    if (forms.isEmpty()) {
      return content;
    }
    // Latin-1 keeps every byte, so that content that is no UTF-8 passes unharmed.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    String masked = text;
    for (String form : forms) {
      byte[] raw = form.getBytes(StandardCharsets.UTF_8);
      masked = masked.replace(new String(raw, StandardCharsets.ISO_8859_1), BLOT);
    }
    return masked.equals(text) ? content : masked.getBytes(StandardCharsets.ISO_8859_1);
  }
}
