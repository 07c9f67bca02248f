package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;

/// Reads what a test writes down as YAML.
public final class Yaml {
  private Yaml() {}

  public static Data read(String text) {
    var read = new YamlReader(YamlLimits.DEFAULT).read(new SourceFile("a.yml", text));
    return YamlData.of(((Outcome.Ok<YamlNode>) read).value());
  }
}
