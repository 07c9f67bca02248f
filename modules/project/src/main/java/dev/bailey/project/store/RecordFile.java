package dev.bailey.project.store;

import dev.bailey.source.SourceFile;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A file of records and all that they are made of: records, sealed interfaces of records, enums,
/// lists, sets, maps, optionals, texts, bytes, numbers, times. Each record is a chapter of its own,
/// which may refer to what an earlier one is made of: whoever reads the file reads the chapters in
/// the order in which they were written, and no further than is needed.
///
/// The types of the record's components say what stands where; the file repeats none of them, so
/// that nothing in it can make an object of an unexpected type. Records check what they are made of
/// in their constructors as always. A file fits only the very classes that wrote it: whoever keeps
/// one must know which those were.
///
/// One object writes or reads one file; one thread at a time.
public final class RecordFile {
  private final List<Codec> codecs = new ArrayList<>();
  private final Map<Type, Codec> byType = new HashMap<>();

  /// The bytes of the next chapter.
  public byte[] write(Record chapter) {
    var out = new Output();
    codec(chapter.getClass(), Map.of()).write(chapter, new Output(), out);
    return out.toBytes();
  }

  /// The record that the next chapter holds.
  ///
  /// @throws UnreadableException when it holds none
  public <T extends Record> T read(Class<T> type, ByteBuffer chapter) throws UnreadableException {
    codec(type, Map.of());
    var in = new Input(chapter);
    try {
      Object last = "";
      while (in.hasMore()) {
        last = codecs.get(Math.toIntExact(in.number())).readNext(in);
      }
      return type.cast(last);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new UnreadableException("the contents are damaged", e);
    }
  }

  /// @param arguments what the type variables of the surrounding record stand for
  private Codec codec(Type declared, Map<String, Type> arguments) {
    Type resolved = resolve(declared, arguments);
    Codec known = byType.get(resolved);
    if (known != null) {
      return known;
    }
    Codec made = make(resolved);
    return byType.getOrDefault(resolved, made);
  }

  private static Type resolve(Type type, Map<String, Type> arguments) {
    return switch (type) {
      case TypeVariable<?> variable ->
          Optional.ofNullable(arguments.get(variable.getName()))
              .orElseThrow(() -> new IllegalArgumentException("what is " + variable + "?"));
      case ParameterizedType generic -> {
        Type[] own = generic.getActualTypeArguments();
        yield new Applied(
            (Class<?>) generic.getRawType(),
            Arrays.stream(own).map(one -> resolve(one, arguments)).toList());
      }
      default -> type;
    };
  }

  /// A generic type with its arguments, equal by content.
  private record Applied(Class<?> raw, List<Type> arguments) implements Type {}

  private Codec make(Type type) {
    Class<?> raw = type instanceof Applied applied ? applied.raw() : (Class<?>) type;
    List<Type> arguments = type instanceof Applied applied ? applied.arguments() : List.of();
    if (raw == List.class || raw == Set.class) {
      Codec item = codec(arguments.getFirst(), Map.of());
      return register(type, number -> new Many(number, raw, item));
    }
    if (raw == Map.class) {
      Codec keys = codec(arguments.get(0), Map.of());
      Codec values = codec(arguments.get(1), Map.of());
      return register(type, number -> new Entries(number, keys, values));
    }
    if (raw == Optional.class) {
      Codec value = codec(arguments.getFirst(), Map.of());
      return register(type, number -> new Maybe(number, value));
    }
    if (raw == ByteBuffer.class) {
      return register(type, Blob::new);
    }
    if (raw.isRecord()) {
      return record(type, raw, arguments);
    }
    if (raw.isSealed()) {
      return sealed(type, raw);
    }
    if (raw.isEnum()) {
      return register(type, number -> new Choice(number, List.of(raw.getEnumConstants())));
    }
    return plain(type, raw);
  }

  private Codec register(Type type, Function<Integer, Codec> make) {
    Codec codec = make.apply(codecs.size());
    codecs.add(codec);
    byType.put(type, codec);
    return codec;
  }

  private Codec record(Type type, Class<?> raw, List<Type> arguments) {
    var variables = new HashMap<String, Type>();
    for (int i = 0; i < arguments.size(); i++) {
      variables.put(raw.getTypeParameters()[i].getName(), arguments.get(i));
    }
    var made = new Fields(codecs.size(), raw);
    codecs.add(made);
    byType.put(type, made);
    for (RecordComponent component : raw.getRecordComponents()) {
      made.parts.add(codec(component.getGenericType(), variables));
    }
    return made;
  }

  private Codec sealed(Type type, Class<?> raw) {
    var made = new OneOf(codecs.size());
    codecs.add(made);
    byType.put(type, made);
    for (Class<?> kind : kinds(raw)) {
      made.kinds.put(kind, made.codecs.size());
      made.codecs.add(codec(kind, Map.of()));
    }
    return made;
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    var all = new LinkedHashSet<Class<?>>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (kind.isSealed()) {
        all.addAll(kinds(kind));
      } else {
        all.add(kind);
      }
    }
    return all;
  }

  private Codec plain(Type type, Class<?> raw) {
    if (raw == String.class) {
      return register(type, Text::new);
    }
    if (raw == int.class || raw == Integer.class) {
      return register(type, number -> new Whole(number, v -> (long) (Integer) v, Math::toIntExact));
    }
    if (raw == long.class || raw == Long.class) {
      return register(type, number -> new Whole(number, v -> (Long) v, v -> v));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return register(type, number -> new Whole(number, v -> (Boolean) v ? 1L : 0, v -> v != 0));
    }
    if (raw == double.class) {
      return register(
          type,
          number ->
              new Whole(
                  number, v -> Double.doubleToRawLongBits((Double) v), Double::longBitsToDouble));
    }
    Codec text = codec(String.class, Map.of());
    if (raw == SourceFile.class) {
      return register(type, number -> new File(number, text));
    }
    Function<String, Object> read =
        Map.<Class<?>, Function<String, Object>>of(
                BigInteger.class, BigInteger::new,
                Instant.class, Instant::parse,
                LocalDate.class, LocalDate::parse,
                LocalDateTime.class, LocalDateTime::parse,
                ZoneOffset.class, ZoneOffset::of)
            .get(raw);
    if (read == null) {
      throw new IllegalArgumentException("a file cannot hold a " + raw.getName());
    }
    return register(type, number -> new Spelled(number, text, read));
  }

  /// A record.
  private static final class Fields extends Codec {
    private final List<Codec> parts = new ArrayList<>();
    private final List<Method> accessors;
    private final Constructor<?> constructor;

    Fields(int number, Class<?> type) {
      super(number);
      RecordComponent[] components = type.getRecordComponents();
      this.accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
      this.accessors.forEach(accessor -> accessor.setAccessible(true));
      try {
        this.constructor =
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every record has its constructor", e);
      }
      this.constructor.setAccessible(true);
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      for (int i = 0; i < accessors.size(); i++) {
        parts.get(i).write(part(value, accessors.get(i)), out, file);
      }
    }

    private static Object part(Object value, Method accessor) {
      try {
        return accessor.invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's accessor failed", e);
      }
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      Object[] arguments = new Object[parts.size()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = parts.get(i).read(in);
      }
      return constructor.newInstance(arguments);
    }
  }

  /// What is written where it stands, because a reference would be no shorter.
  private abstract static class Inline extends Codec {
    Inline(int number) {
      super(number);
    }

    @Override
    void write(Object value, Output out, Output file) {
      writeParts(value, out, file);
    }

    @Override
    Object read(Input in) throws ReflectiveOperationException {
      return readParts(in);
    }
  }

  /// A value of a sealed interface.
  private static final class OneOf extends Inline {
    private final Map<Class<?>, Integer> kinds = new HashMap<>();
    private final List<Codec> codecs = new ArrayList<>();

    OneOf(int number) {
      super(number);
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      Integer kind = kinds.get(value.getClass());
      if (kind == null) {
        throw new IllegalArgumentException("a file cannot hold a " + value.getClass().getName());
      }
      out.number(kind);
      codecs.get(kind).write(value, out, file);
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      return codecs.get(Math.toIntExact(in.number())).read(in);
    }
  }

  private static final class Choice extends Inline {
    private final List<?> constants;

    Choice(int number, List<?> constants) {
      super(number);
      this.constants = constants;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      out.number(constants.indexOf(value));
    }

    @Override
    Object readParts(Input in) {
      return constants.get(Math.toIntExact(in.number()));
    }
  }

  private static final class Maybe extends Inline {
    private final Codec value;

    Maybe(int number, Codec value) {
      super(number);
      this.value = value;
    }

    @Override
    void writeParts(Object maybe, Output out, Output file) {
      var optional = (Optional<?>) maybe;
      out.one((byte) (optional.isPresent() ? 1 : 0));
      if (optional.isPresent()) {
        value.write(optional.get(), out, file);
      }
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      return in.one() == 0 ? Optional.empty() : Optional.of(value.read(in));
    }
  }

  private static final class Whole extends Inline {
    private final Function<Object, Long> to;
    private final Function<Long, Object> from;

    Whole(int number, Function<Object, Long> to, Function<Long, Object> from) {
      super(number);
      this.to = to;
      this.from = from;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      out.number(to.apply(value));
    }

    @Override
    Object readParts(Input in) {
      return from.apply(in.number());
    }
  }

  /// Bytes, which stay where they are read from.
  private static final class Blob extends Inline {
    Blob(int number) {
      super(number);
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      var bytes = (ByteBuffer) value;
      out.number(bytes.remaining());
      out.all(bytes);
    }

    @Override
    Object readParts(Input in) {
      return in.slice(in.count());
    }
  }

  private static final class Many extends Codec {
    private final boolean isSet;
    private final Codec item;

    Many(int number, Class<?> type, Codec item) {
      super(number);
      this.isSet = type == Set.class;
      this.item = item;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      var all = (Collection<?>) value;
      out.number(all.size());
      all.forEach(one -> item.write(one, out, file));
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      Object[] all = new Object[in.count()];
      for (int i = 0; i < all.length; i++) {
        all[i] = item.read(in);
      }
      return isSet ? Set.of(all) : List.of(all);
    }
  }

  private static final class Entries extends Codec {
    private final Codec keys;
    private final Codec values;

    Entries(int number, Codec keys, Codec values) {
      super(number);
      this.keys = keys;
      this.values = values;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      var all = (Map<?, ?>) value;
      out.number(all.size());
      for (Map.Entry<?, ?> entry : all.entrySet()) {
        keys.write(entry.getKey(), out, file);
        values.write(entry.getValue(), out, file);
      }
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      int count = in.count();
      var all = LinkedHashMap.newLinkedHashMap(count);
      for (int i = 0; i < count; i++) {
        all.put(keys.read(in), values.read(in));
      }
      return all;
    }
  }

  /// Text, in one byte for each character where that is possible.
  private static final class Text extends Codec {
    private static final int NARROW = 0;
    private static final int WIDE = 1;

    Text(int number) {
      super(number);
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      var text = (String) value;
      byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
      if (new String(narrow, StandardCharsets.ISO_8859_1).equals(text)) {
        out.one((byte) NARROW);
        out.number(narrow.length);
        out.all(narrow);
        return;
      }
      // Not UTF-8: a text of YAML may have half a surrogate pair.
      out.one((byte) WIDE);
      out.number(text.length());
      for (int i = 0; i < text.length(); i++) {
        out.one((byte) (text.charAt(i) >> 8));
        out.one((byte) text.charAt(i));
      }
    }

    @Override
    Object readParts(Input in) {
      byte form = in.one();
      int count = in.count();
      if (form == NARROW) {
        return in.narrow(count);
      }
      char[] characters = new char[count];
      for (int i = 0; i < count; i++) {
        characters[i] = (char) ((in.one() << 8) | (in.one() & 0xFF));
      }
      return new String(characters);
    }
  }

  /// What has a spelling that is read again.
  private static final class Spelled extends Codec {
    private final Codec text;
    private final Function<String, Object> read;

    Spelled(int number, Codec text, Function<String, Object> read) {
      super(number);
      this.text = text;
      this.read = read;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      text.write(value.toString(), out, file);
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      return read.apply((String) text.read(in));
    }
  }

  private static final class File extends Codec {
    private final Codec text;

    File(int number, Codec text) {
      super(number);
      this.text = text;
    }

    @Override
    void writeParts(Object value, Output out, Output file) {
      var source = (SourceFile) value;
      text.write(source.path(), out, file);
      text.write(source.text(), out, file);
    }

    @Override
    Object readParts(Input in) throws ReflectiveOperationException {
      return new SourceFile((String) text.read(in), (String) text.read(in));
    }
  }
}
