package dev.bailey.project.yaml;

/// What a scalar is, each with the tag that PyYAML gives it.
enum ScalarType {
  NULL("!!null"),
  BOOL("!!bool"),
  INT("!!int"),
  FLOAT("!!float"),
  TIMESTAMP("!!timestamp"),
  BINARY("!!binary"),
  STR("!!str"),
  MERGE("!!merge"),
  VALUE("!!value");

  private final String tag;

  ScalarType(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
