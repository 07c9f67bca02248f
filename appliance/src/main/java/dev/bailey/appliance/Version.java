package dev.bailey.appliance;

import dev.bailey.project.DbtVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// Which Bailey this is, and which dbt it is compatible with.
public final class Version implements IVersionProvider {
  /// The version of this build, such as `0.1.0`.
  public static String bailey() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing");
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"bailey " + bailey() + " (dbt " + DbtVersion.NUMBER + ")"};
  }
}
