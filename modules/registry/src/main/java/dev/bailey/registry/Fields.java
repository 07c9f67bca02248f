package dev.bailey.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Named values, in the order in which they were written, some of them secret. The names are those
/// that dbt's `profiles.yml` uses for the adapter.
///
/// @param open what everybody who may read may see
/// @param secret what is only ever used, and never shown again
public record Fields(Map<String, FieldValue> open, Map<String, Secret> secret) {
  private static final Fields NONE = new Fields(Map.of(), Map.of());

  public Fields {
    open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
    secret = Collections.unmodifiableMap(new LinkedHashMap<>(secret));
    for (String name : secret.keySet()) {
      if (open.containsKey(name)) {
        throw new IllegalArgumentException("the field " + name + " is both open and secret");
      }
    }
  }

  /// No field at all.
  public static Fields none() {
    return NONE;
  }

  /// These and a text.
  public Fields with(String name, String value) {
    return with(name, FieldValue.of(value));
  }

  /// These and a whole number.
  public Fields with(String name, long value) {
    return with(name, FieldValue.of(value));
  }

  /// These and a yes or no.
  public Fields with(String name, boolean value) {
    return with(name, FieldValue.of(value));
  }

  /// These and a value, in the place of a former one.
  public Fields with(String name, FieldValue value) {
    var changed = new LinkedHashMap<>(open);
    changed.put(name, value);
    return new Fields(changed, secret);
  }

  /// These and a secret, in the place of a former one.
  public Fields with(String name, Secret value) {
    var changed = new LinkedHashMap<>(secret);
    changed.put(name, value);
    return new Fields(open, changed);
  }

  /// These without the field of that name.
  public Fields without(String name) {
    var openLeft = new LinkedHashMap<>(open);
    var secretLeft = new LinkedHashMap<>(secret);
    openLeft.remove(name);
    secretLeft.remove(name);
    return new Fields(openLeft, secretLeft);
  }

  /// The open field of that name, as text.
  public Optional<String> text(String name) {
    return Optional.ofNullable(open.get(name)).map(FieldValue::text);
  }

  /// The secret of that name.
  public Optional<Secret> hidden(String name) {
    return Optional.ofNullable(secret.get(name));
  }
}
