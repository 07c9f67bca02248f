package dev.bailey.appliance.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.engine.PackageRequest;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `package-lock.yml`: what was resolved, and a hash of what was asked for.
final class PackageLock {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HASH = "sha1_hash";

  private final Path file;
  private final List<PackageRequest> wanted;

  PackageLock(Path project, List<PackageRequest> wanted) {
    this.file = project.resolve("package-lock.yml");
    this.wanted = wanted;
  }

  Path file() {
    return file;
  }

  /// Whether the file is there and was written for the same requests.
  boolean isCurrent() {
    return Files.isRegularFile(file)
        && PackageRequests.read(file) instanceof Data.Dict lock
        && lock.find(HASH).flatMap(Data::asText).filter(hash()::equals).isPresent();
  }

  void write(Map<String, DepsCommand.LocalPackage> resolved) {
    var text = new StringBuilder("packages:\n");
    resolved.forEach((name, found) ->
        text.append("  - local: ")
            .append(quoted(found.local()))
            .append("\n    name: ")
            .append(name)
            .append('\n'));
    text.append(HASH).append(": ").append(hash()).append('\n');
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Plain where YAML reads it as the same text.
  private static String quoted(String path) {
    return path.matches("[\\w./][\\w./@+-]*") ? path : "'" + path.replace("'", "''") + "'";
  }

  /// As dbt computes it, so that either of the two takes the other's lock file.
  private String hash() {
    String requests =
        wanted.stream().map(PackageLock::request).sorted().collect(Collectors.joining("\n"));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(requests.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static String request(PackageRequest request) {
    String local = json(request.name());
    return "{\"local\": %s, \"unrendered\": {\"local\": %s}}".formatted(local, local);
  }

  private static String json(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every text is JSON", e);
    }
  }
}
