package dev.bailey.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's `dict`: ordered by insertion, keys compared as Python compares them. Mutable, and owned
/// by one rendering: not safe for several threads, unless it is shared.
public final class DictValue implements Value {
  private Map<Value, Value> entries;

  private DictValue(Map<Value, Value> entries) {
    this.entries = entries;
  }

  /// A new empty dictionary.
  public static DictValue empty() {
    return new DictValue(new LinkedHashMap<>());
  }

  /// A new dictionary with a copy of `entries`.
  public static DictValue copyOf(Map<? extends Value, ? extends Value> entries) {
    return new DictValue(new LinkedHashMap<>(entries));
  }

  /// A new dictionary whose keys are strings.
  public static DictValue ofNames(Map<String, ? extends Value> entries) {
    var dict = empty();
    entries.forEach(dict::put);
    return dict;
  }

  /// A new dictionary around `entries`, which the caller gives away.
  public static DictValue around(Map<Value, Value> entries) {
    return new DictValue(entries);
  }

  /// A new empty dictionary for several threads, as is everything that is put into it from then on.
  public static DictValue shared() {
    var dict = empty();
    dict.share();
    return dict;
  }

  /// Makes it, and everything in it, fit for several threads. Only whoever owns it may do so.
  void share() {
    if (!(entries instanceof SharedEntries)) {
      entries = new SharedEntries(entries);
    }
  }

  /// The live entries: changes show in the template.
  public Map<Value, Value> entries() {
    return entries;
  }

  public int size() {
    return entries.size();
  }

  /// The value at `key`, or null when there is none; TypeError when the key cannot be hashed.
  public @Nullable Value get(Value key) {
    if (entries.isEmpty()) {
      Operations.hash(key); // which an empty map would not ask for
    }
    return entries.get(key);
  }

  /// The value at the string `key`, or null when there is none.
  public @Nullable Value get(String key) {
    return entries.get(Str.of(key));
  }

  /// Stores; an equal key that is there already stays as it is, as in Python.
  public void put(Value key, Value value) {
    entries.put(key, value);
  }

  public void put(String key, Value value) {
    entries.put(Str.of(key), value);
  }

  @Override
  public String typeName() {
    return "dict";
  }

  @Override
  public boolean truth() {
    return !entries.isEmpty();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (!out.enter(this)) {
      out.append("{...}");
      return;
    }
    out.append('{');
    boolean first = true;
    for (Map.Entry<Value, Value> entry : entries.entrySet()) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      entry.getKey().writeRepr(out);
      out.append(": ");
      entry.getValue().writeRepr(out);
    }
    out.append('}');
    out.leave();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    throw TemplateException.typeError("unhashable type: 'dict'");
  }

  @Override
  public String toString() {
    return repr();
  }
}
