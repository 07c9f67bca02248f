package dev.bailey.warehouse.duckdb;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.SourceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a source says of itself in `meta` and `config`, by name, together with its own names.
///
/// https://github.com/duckdb/dbt-duckdb#reading-from-external-files
record ExternalSource(Data.Dict said) {

  static ExternalSource of(SourceDefinition source) {
    var said = new LinkedHashMap<String, Data>();
    said.put("name", Data.of(source.name()));
    said.put("identifier", Data.of(source.identifier()));
    said.put("schema", Data.of(source.relation().schema()));
    said.put("database", Data.of(source.relation().database()));
    said.put("tags", Data.texts(source.properties().tags()));
    put(source.config().meta(), said);
    put(source.config().values(), said);
    return new ExternalSource(Data.dict(said));
  }

  private static void put(Data.Dict more, Map<String, Data> said) {
    more.entries().forEach((key, value) -> key.asText().ifPresent(name -> said.put(name, value)));
  }

  /// The place in SQL: between quotes, unless it is a call or has some already.
  Optional<String> location() {
    return said.present("external_location")
        .flatMap(Data::asText)
        .map(this::filled)
        .map(place -> place.contains("(") || place.startsWith("'") ? place : "'" + place + "'");
  }

  /// The names in the place are filled in, as Python's `format` or, when so wished, `%` does.
  private String filled(String place) {
    Execution x = Scope.runRendering(Budget.standard());
    Value text = Str.of(place);
    Value filled =
        switch (said.present("formatter").flatMap(Data::asText).orElse("newstyle")) {
          case "newstyle" ->
              Operations.callMethod(text, "format", new Arguments(List.of(), names()), x);
          case "oldstyle" -> Operations.modulo(text, Values.of(said), x);
          case String other ->
              throw TemplateException.of(
                  "CompilationError",
                  "the formatter '%s' is not known; use newstyle or oldstyle".formatted(other));
        };
    return Operations.str(filled, x);
  }

  private Map<String, Value> names() {
    var names = new LinkedHashMap<String, Value>();
    said.entries().forEach((key, value) -> names.put(key.asText().orElse(""), Values.of(value)));
    return names;
  }
}
