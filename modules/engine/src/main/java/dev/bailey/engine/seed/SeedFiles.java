package dev.bailey.engine.seed;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.manifest.Node;
import dev.bailey.source.SourceTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the CSV of a seed in the files of the project or of its package.
public final class SeedFiles {
  private static final String PROJECT_FILE = "dbt_project.yml";

  private final ProjectSource source;
  private final ProjectConfig root;

  /// @param root the root project's config
  public SeedFiles(ProjectSource source, ProjectConfig root) {
    this.source = source;
    this.root = root;
  }

  /// The text of the seed's file.
  ///
  /// @throws TemplateException when there is none, or it is no UTF-8
  public String read(Node seed) {
    return candidates(seed)
        .findFirst()
        .map(bytes -> text(seed, bytes))
        .orElseThrow(() ->
            TemplateException.of(
                "CompilationError", "there is no file " + seed.originalFilePath()));
  }

  /// Half-read characters would be loaded into the warehouse, and nobody would notice.
  private static String text(Node seed, byte[] bytes) {
    var input = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
    } catch (CharacterCodingException e) {
      int place = input.position();
      throw TemplateException.of(
          "CompilationError",
          "%s is not encoded in UTF-8: line %d has the byte 0x%02x. Save it as UTF-8."
              .formatted(seed.originalFilePath(), line(bytes, place), bytes[place]));
    }
  }

  private static int line(byte[] bytes, int place) {
    int line = 1;
    for (int i = 0; i < place; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private Stream<byte[]> candidates(Node seed) {
    String path = seed.originalFilePath();
    if (seed.packageName().equals(root.name())) {
      return source.root().read(path).stream();
    }
    Stream<byte[]> given =
        source.packages().values().stream()
            .filter(tree -> isNamed(tree.read(PROJECT_FILE), seed.packageName()))
            .flatMap(tree -> tree.read(path).stream());
    return Stream.concat(given, installed(seed.packageName(), path));
  }

  /// In the folders of packages inside the project.
  private Stream<byte[]> installed(String packageName, String path) {
    String folder = root.paths().packagesInstall() + "/";
    SourceTree tree = source.root();
    List<String> homes =
        tree.entries().stream()
            .map(SourceTree.Entry::path)
            .filter(file -> file.startsWith(folder) && file.endsWith("/" + PROJECT_FILE))
            .map(file -> file.substring(0, file.length() - PROJECT_FILE.length()))
            .toList();
    return homes.stream()
        .filter(home -> isNamed(tree.read(home + PROJECT_FILE), packageName))
        .flatMap(home -> tree.read(home + path).stream());
  }

  private static boolean isNamed(Optional<byte[]> projectFile, String name) {
    var line = Pattern.compile("(?m)^name:\\s*[\"']?" + Pattern.quote(name) + "[\"']?\\s*(#.*)?$");
    return projectFile
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> line.matcher(text).find())
        .isPresent();
  }
}
