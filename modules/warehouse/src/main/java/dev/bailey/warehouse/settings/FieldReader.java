package dev.bailey.warehouse.settings;

import dev.bailey.project.manifest.Data;
import dev.bailey.warehouse.settings.SettingsReading.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads the fields of an output one by one, notes what is wrong, and remembers which were asked
/// for. Messages are those of dbt's own check against its JSON schema.
final class FieldReader {
  /// What each output has; not the adapter's business.
  private static final Set<String> GENERAL = Set.of("type", "threads", "target", "_extra");

  private final Data.Dict fields;
  private final Set<String> asked = new LinkedHashSet<>(GENERAL);
  private final List<Fault> faults = new ArrayList<>();

  FieldReader(Data.Dict fields) {
    this.fields = fields;
  }

  /// Makes the settings unless a field was wrong.
  SettingsReading finish(Supplier<? extends ConnectionSettings> settings) {
    ConnectionSettings read = settings.get();
    return faults.isEmpty()
        ? new SettingsReading.Read(read, unknown())
        : new SettingsReading.Refused(faults);
  }

  private List<String> unknown() {
    return fields.entries().keySet().stream()
        .flatMap(key -> key.asText().stream())
        .filter(key -> !asked.contains(key))
        .toList();
  }

  private Optional<Data> find(String name) {
    asked.add(name);
    return fields.present(name);
  }

  /// The value of the first of these names that is there: dbt's aliases.
  Optional<String> text(String... names) {
    Optional<String> found = Optional.empty();
    for (String name : names) {
      Optional<String> here = find(name).flatMap(value -> text(name, value));
      found = found.isPresent() ? found : here;
    }
    return found;
  }

  private Optional<String> text(String name, Data value) {
    return switch (value) {
      case Data.Text(String text) -> Optional.of(text);
      // dbt's YAML reads a password of digits as a number, and dbt gives it back as text.
      case Data.Whole(var number) -> Optional.of(number.toString());
      default -> wrongType(name, value, "string");
    };
  }

  String requiredText(String... names) {
    return text(names)
        .orElseGet(() -> {
          faults.add(new Fault(names[0], "'%s' is a required property".formatted(names[0])));
          return "";
        });
  }

  Optional<Integer> whole(String name) {
    return find(name)
        .flatMap(value ->
            switch (value) {
              case Data.Whole(var number) when number.bitLength() < 32 ->
                  Optional.of(number.intValue());
              case Data.Text(String text) when text.matches("\\d{1,9}") ->
                  Optional.of(Integer.valueOf(text));
              default -> wrongType(name, value, "integer");
            });
  }

  int requiredWhole(String name) {
    return whole(name)
        .orElseGet(() -> {
          if (find(name).isEmpty()) {
            faults.add(new Fault(name, "'%s' is a required property".formatted(name)));
          }
          return 0;
        });
  }

  boolean flag(String name) {
    return flag(name, false);
  }

  boolean flag(String name, boolean otherwise) {
    return find(name)
        .flatMap(value ->
            switch (value) {
              case Data.Truth(boolean flag) -> Optional.of(flag);
              default -> FieldReader.this.<Boolean>wrongType(name, value, "boolean");
            })
        .orElse(otherwise);
  }

  /// A field of more than one type, as it is.
  Optional<Data> any(String name) {
    return find(name);
  }

  /// A dictionary whose values are plain: each as text.
  Map<String, String> plainEntries(String name) {
    return find(name).map(value -> plainEntries(name, value)).orElse(Map.of());
  }

  private Map<String, String> plainEntries(String name, Data value) {
    if (!(value instanceof Data.Dict(Map<Data, Data> entries))) {
      wrongType(name, value, "object");
      return Map.of();
    }
    var plain = new LinkedHashMap<String, String>();
    entries.forEach((key, entry) ->
        key.asText()
            .ifPresent(text -> plain.put(text, plain(name + "." + text, entry).orElse(""))));
    return plain;
  }

  private Optional<String> plain(String name, Data value) {
    return switch (value) {
      case Data.Text(String text) -> Optional.of(text);
      case Data.Whole(var number) -> Optional.of(number.toString());
      case Data.Real(double number) -> Optional.of(Double.toString(number));
      case Data.Truth(boolean flag) -> Optional.of(Boolean.toString(flag));
      default -> wrongType(name, value, "string");
    };
  }

  List<Data> items(String name) {
    return find(name)
        .map(value -> {
          if (value instanceof Data.Items(List<Data> items)) {
            return items;
          }
          wrongType(name, value, "array");
          return List.<Data>of();
        })
        .orElse(List.of());
  }

  /// The fields of these names that are there, as they are.
  Data.Dict only(List<String> names) {
    var found = new LinkedHashMap<String, Data>();
    names.forEach(name -> find(name).ifPresent(value -> found.put(name, value)));
    return Data.dict(found);
  }

  void refuse(String field, String message) {
    faults.add(new Fault(field, message));
  }

  private <T> Optional<T> wrongType(String name, Data value, String wanted) {
    refuse(name, "%s is not of type '%s'".formatted(shown(value), wanted));
    return Optional.empty();
  }

  /// A value as Python shows it. A field may hold a secret, so only short harmless kinds are shown.
  private static String shown(Data value) {
    return switch (value) {
      case Data.Nothing _ -> "None";
      case Data.Truth(boolean flag) -> flag ? "True" : "False";
      case Data.Whole(var number) -> number.toString();
      case Data.Real(double number) -> Double.toString(number);
      case Data.Text(String text) -> "'" + text + "'";
      case Data.Date _, Data.Moment _ -> "a date";
      case Data.Items _ -> "a list";
      case Data.Dict _ -> "a dictionary";
    };
  }
}
