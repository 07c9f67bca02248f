package dev.bailey.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.source.SourceTree.Entry;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceTreeTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "trino"})
  void anAdapterServesItsMacrosAsAPackage(String type) {
    var macros = Warehouses.adapter(type).orElseThrow().macros();

    assertThat(macros.entries()).extracting(Entry::path).contains("dbt_project.yml").isSorted();
    assertThat(macros.read("dbt_project.yml"))
        .hasValueSatisfying(bytes -> assertThat(bytes).asString().contains("dbt_" + type));
    assertThat(macros.read("../" + type + "/macros/dbt_project.yml")).isEmpty();
    assertThat(macros.read("nothing.sql")).isEmpty();
  }

  @Test
  void aFolderInsideAJarIsListedToo() throws Exception {
    String home = ResourceTree.class.getName().replace('.', '/');
    Path jar = directory.resolve("some.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(out, home + ".class", classFile());
      add(out, "dev/bailey/warehouse/things/", new byte[0]);
      add(out, "dev/bailey/warehouse/things/b.sql", text("select 2"));
      add(out, "dev/bailey/warehouse/things/a/c.sql", text("select 3"));
      add(out, "dev/bailey/warehouse/thingsandmore/d.sql", text("select 4"));
    }
    try (var loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.startsWith("dev.bailey.source")
                ? ResourceTreeTest.class.getClassLoader().loadClass(name)
                : super.loadClass(name, resolve);
          }
        }) {
      var tree = new ResourceTree(loader.loadClass(ResourceTree.class.getName()), "things");

      assertThat(tree.entries()).extracting(Entry::path).isEqualTo(List.of("a/c.sql", "b.sql"));
      assertThat(tree.entries().getLast().size()).isEqualTo(8);
      assertThat(tree.read("a/c.sql")).hasValue(text("select 3"));
      assertThat(tree.read("d.sql")).isEmpty();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] classFile() throws Exception {
    try (var in = ResourceTree.class.getResourceAsStream("ResourceTree.class")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws Exception {
    out.putNextEntry(new ZipEntry(name));
    ((OutputStream) out).write(bytes);
    out.closeEntry();
  }
}
