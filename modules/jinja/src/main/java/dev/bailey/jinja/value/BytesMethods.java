package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.util.HexFormat;
import java.util.Map;

/// The methods of `bytes` that templates meet.
final class BytesMethods {
  private static final Parameters DECODE = Parameters.of("decode", "encoding=, errors=");

  static final Map<String, Method> ALL =
      Map.ofEntries(entry("decode", BytesMethods::decode), entry("hex", BytesMethods::hex));

  private BytesMethods() {}

  private static Value decode(Value self, Arguments a, Execution x) {
    var bound = DECODE.bind(a);
    byte[] bytes = ((Bytes) self).value();
    x.meter().items(bytes.length);
    String encoding = bound.get(0, Str.of("utf-8")).str();
    return Str.of(Encodings.decode(bytes, encoding, bound.get(1, Str.of("strict")).str()));
  }

  private static Value hex(Value self, Arguments a, Execution x) {
    Args.none("bytes", "hex", a);
    byte[] bytes = ((Bytes) self).value();
    x.meter().items(bytes.length * 2L);
    return Str.of(HexFormat.of().formatHex(bytes));
  }
}
