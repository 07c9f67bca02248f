package dev.bailey.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.event.LogFormat;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Exposure;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;

/// The lines of `dbt list`.
final class Listing {
  private static final List<String> KEYS =
      List.of(
          "alias",
          "name",
          "package_name",
          "depends_on",
          "tags",
          "config",
          "resource_type",
          "source_name",
          "original_file_path",
          "unique_id");

  private final DbtCommand command;

  Listing(DbtCommand command) {
    this.command = command;
  }

  /// How one resource is listed.
  String line(Resource resource) {
    return switch (command.flags().text(Option.LIST_OUTPUT).orElse("selector")) {
      case "name" ->
          resource instanceof SourceDefinition source
              ? source.source().name() + "." + source.name()
              : resource.name();
      case "path" -> resource.originalFilePath();
      case "json" -> json(resource);
      default -> selector(resource);
    };
  }

  private static String selector(Resource resource) {
    return switch (resource) {
      case SourceDefinition source ->
          "source:" + String.join(".", source.packageName(), source.source().name(), source.name());
      case Exposure exposure -> named(exposure, exposure.name());
      case SemanticDefinition semantic -> named(semantic, semantic.name());
      case UnitTest test -> named(test, test.versionedName());
      default -> String.join(".", resource.fqn());
    };
  }

  private static String named(Resource resource, String name) {
    return resource.type().word() + ":" + resource.packageName() + "." + name;
  }

  private String json(Resource resource) {
    Data.Dict all = ManifestData.of(resource);
    List<String> wanted = command.flags().texts(Option.OUTPUT_KEYS);
    var shown = new LinkedHashMap<String, Data>();
    for (String key : wanted.isEmpty() ? KEYS : wanted) {
      all.find(key).ifPresent(value -> shown.put(key, value));
    }
    return text(Data.dict(shown));
  }

  private static String text(Data data) {
    var out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new LogFormat.PythonSpacing());
      DataJson.write(data, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
