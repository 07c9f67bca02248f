package dev.bailey.appliance.dbt;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads `profiles.yml`. Only the output that is used is rendered, so that variables of others may
/// be missing.
///
/// https://docs.getdbt.com/docs/core/connect-data-platform/profiles.yml
final class Profiles {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);

  private final Path directory;
  private final Path file;
  private final Map<String, String> environment;

  /// One output of a profile, rendered.
  record Output(String profile, String target, String type, Data.Dict fields) {}

  /// @param directory where the user is
  Profiles(Path directory, Path file, Map<String, String> environment) {
    this.directory = directory;
    this.file = file;
    this.environment = Map.copyOf(environment);
  }

  /// The output named `target`, else the one that the profile names.
  Output output(String profile, Optional<String> target) {
    YamlNode.Mapping one = mapping(child(root(), profile), missingProfile(profile));
    String name = target.orElseGet(() -> text(child(one, "target")).orElse("default"));
    YamlNode.Mapping outputs =
        mapping(child(one, "outputs"), "outputs not specified in profile '" + profile + "'");
    YamlNode.Mapping output =
        mapping(
            child(outputs, name),
            "The profile '%s' does not have a target named '%s'. The valid target names for this profile are: %s"
                .formatted(profile, name, names(outputs)));
    if (!(rendered(output) instanceof Data.Dict fields)) {
      throw new IllegalStateException("a mapping renders to a dictionary");
    }
    String type =
        fields
            .present("type")
            .flatMap(Data::asText)
            .orElseThrow(() ->
                new UsageFault(
                    "required field \"type\" not found in profile %s and target %s"
                        .formatted(profile, name)));
    return new Output(profile, name, type, fields);
  }

  private String missingProfile(String profile) {
    return "Could not find profile named '" + profile + "' in " + file;
  }

  private YamlNode.Mapping root() {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UsageFault(
          "dbt looked for a profiles.yml file in %s, but did not find one. Put yours there."
              .formatted(file.startsWith(directory) ? directory.relativize(file) : file));
    }
    return switch (YAML.read(new SourceFile(file.getFileName().toString(), text))) {
      case Outcome.Ok<YamlNode>(YamlNode node, _) -> mapping(node, file + " holds no profile");
      case Outcome.Failed<YamlNode>(List<Problem> problems) -> throw faults(problems);
    };
  }

  private static UsageFault faults(List<Problem> problems) {
    return new UsageFault(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
  }

  private static YamlNode.Mapping mapping(Optional<YamlNode> node, String otherwise) {
    return mapping(node.orElseThrow(() -> new UsageFault(otherwise)), otherwise);
  }

  private static YamlNode.Mapping mapping(YamlNode node, String otherwise) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    throw new UsageFault(otherwise);
  }

  private static Optional<YamlNode> child(YamlNode.Mapping mapping, String key) {
    return mapping.entries().stream()
        .filter(entry -> YamlData.of(entry.key()).asText().filter(key::equals).isPresent())
        .map(YamlNode.Entry::value)
        .findFirst();
  }

  private static String names(YamlNode.Mapping mapping) {
    return mapping.entries().stream()
        .flatMap(entry -> YamlData.of(entry.key()).asText().stream())
        .collect(Collectors.joining(", "));
  }

  private Optional<String> text(Optional<YamlNode> node) {
    return node.map(this::rendered).flatMap(Data::asText);
  }

  private Data rendered(YamlNode node) {
    var problems = new ArrayList<Problem>();
    Data data = new YamlRenderer(names(), problems).render(node);
    if (!problems.isEmpty()) {
      throw faults(problems);
    }
    return data;
  }

  /// Here, and only here, secret variables may be used.
  private Context names() {
    return Context.of(
        Map.of(
            "env_var",
            Builtin.of(
                Parameters.of("env_var", "var, default="),
                (a, _) -> {
                  String name = a.get(0).str();
                  String value = environment.get(name);
                  if (value == null && !a.has(1)) {
                    throw TemplateException.of(
                        "CompilationError", "Env var required but not provided: '" + name + "'");
                  }
                  return value == null ? a.get(1) : Str.of(value);
                })));
  }
}
