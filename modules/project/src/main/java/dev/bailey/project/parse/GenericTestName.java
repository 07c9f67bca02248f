package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that dbt makes up for a generic test which has none of its own.
///
/// @param shortName for files and relations: below 64 characters, the rest hashed
/// @param fullName for the fqn
public record GenericTestName(String shortName, String fullName) {
  private static final Pattern OTHER = Pattern.compile("[^0-9a-zA-Z_]+");
  private static final int LONGEST = 63;
  private static final int KEPT = 30;
  private static final int HASH_DIGITS = 10;
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  /// The names of test `type` (with its namespace, `source_` before it for sources) on `target`.
  ///
  /// @param arguments all keyword arguments; `model` is skipped
  public static GenericTestName of(String type, String target, Map<String, Data> arguments) {
    var sorted = new TreeMap<String, Data>(BY_CODE_POINT);
    sorted.putAll(arguments);
    sorted.remove("model");
    String unique =
        sorted.values().stream()
            .flatMap(GenericTestName::parts)
            .map(part -> OTHER.matcher(PythonText.str(part)).replaceAll("_"))
            .collect(Collectors.joining("__"));
    String identifier = type + "_" + target;
    String full = identifier + "_" + unique;
    if (full.length() <= LONGEST) {
      return new GenericTestName(full, full);
    }
    String kept = identifier.substring(0, Math.min(KEPT, identifier.length()));
    return new GenericTestName(kept + "_" + md5(full), full);
  }

  /// The last part of a generic test's unique id: ten digits over its name and its metadata.
  ///
  /// @param metadata dbt's `test_metadata`: a mapping of `name`, `kwargs`, `namespace`
  public static String hash(String name, Data.Dict metadata) {
    String digits = md5(name + hashable(metadata));
    return digits.substring(digits.length() - HASH_DIGITS);
  }

  private static Stream<Data> parts(Data argument) {
    return switch (argument) {
      case Data.Dict(var entries) -> entries.values().stream();
      case Data.Items(var items) -> items.stream();
      default -> Stream.of(argument);
    };
  }

  /// Python's `repr` of the metadata with keys sorted and every leaf turned into a string.
  private static String hashable(Data data) {
    return switch (data) {
      case Data.Dict(var entries) ->
          entries.entrySet().stream()
              .sorted(Comparator.comparing(e -> PythonText.str(e.getKey()), BY_CODE_POINT))
              .map(e -> PythonText.repr(e.getKey()) + ": " + hashable(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Data.Items(var items) ->
          items.stream().map(GenericTestName::hashable).collect(Collectors.joining(", ", "[", "]"));
      default -> PythonText.repr(PythonText.str(data));
    };
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }
}
