package dev.bailey.project.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Writes and reads values of one type. Each value is written once, however often it is used:
/// others refer to it by its number among those of its type.
///
/// One codec writes or reads one file; one thread at a time.
abstract class Codec {
  /// What its type is called in the file: its place among the types.
  private final int number;

  private final List<Object> values = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> written = new IdentityHashMap<>();
  private final Map<ByteBuffer, Integer> byContent = new HashMap<>();

  Codec(int number) {
    this.number = number;
  }

  /// The parts of a value, those of other types as references.
  abstract void writeParts(Object value, Output parts, Output file);

  abstract Object readParts(Input parts) throws ReflectiveOperationException;

  /// Writes a reference to a value, and before it the value itself when it is a new one.
  ///
  /// @param out what refers to it
  void write(Object value, Output out, Output file) {
    Integer known = written.get(value);
    if (known == null) {
      var parts = new Output();
      writeParts(value, parts, file);
      byte[] bytes = parts.toBytes();
      known = byContent.putIfAbsent(ByteBuffer.wrap(bytes), byContent.size());
      if (known == null) {
        known = byContent.size() - 1;
        file.number(number);
        file.all(bytes);
      }
      written.put(value, known);
    }
    out.number(known);
  }

  /// Reads a reference.
  Object read(Input in) throws ReflectiveOperationException {
    return values.get(Math.toIntExact(in.number()));
  }

  /// Reads the next value of this type.
  Object readNext(Input in) throws ReflectiveOperationException {
    Object value = readParts(in);
    values.add(value);
    return value;
  }
}
