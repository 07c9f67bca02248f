package dev.bailey.appliance.image;

import java.nio.file.Path;
import java.util.List;

/// A Java runtime with the modules that Bailey needs, made by jlink from the JDK that builds.
final class JavaRuntime {
  /// Found by jdeps over all jars, less what only unused corners of H2 ask for (java.scripting,
  /// java.compiler), plus what is looked up by name. EclipseLink needs java.desktop for java.beans.
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.rmi",
          "java.security.jgss",
          "java.sql",
          "java.transaction.xa",
          "java.xml",
          "java.xml.crypto",
          "jdk.crypto.cryptoki",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private JavaRuntime() {}

  /// Links it into a directory that does not exist yet. Modules stay uncompressed: the layer is
  /// compressed anyway, and better so. Line numbers stay, for stack traces that can be supported.
  static void link(Path jdk, Path directory) {
    try {
      Tool.run(
          Path.of("").toAbsolutePath(),
          List.of(
              jdk.resolve("bin").resolve("jlink").toString(),
              "--add-modules",
              String.join(",", MODULES),
              "--no-header-files",
              "--no-man-pages",
              "--output",
              directory.toString()));
    } catch (Tool.Failed e) {
      throw new ImageException("jlink: " + e.getMessage(), e);
    }
  }
}
