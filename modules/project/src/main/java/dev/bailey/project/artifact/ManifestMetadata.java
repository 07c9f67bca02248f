package dev.bailey.project.artifact;

import dev.bailey.project.manifest.Quoting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/// What a manifest says of its making.
///
/// @param generatedAt when the parse began
/// @param env what `DBT_ENV_CUSTOM_ENV_...` variables say, without that prefix
public record ManifestMetadata(
    String dbtVersion,
    Instant generatedAt,
    String invocationId,
    Instant invocationStartedAt,
    Map<String, String> env,
    String projectName,
    String adapterType,
    Quoting quoting) {
  public ManifestMetadata {
    env = Map.copyOf(env);
  }

  /// dbt's `project_id`: the MD5 of the project's name. It protects nothing.
  String projectId() {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(projectName.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
