package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The methods of `int` and `float`.
final class NumberMethods {
  static final Map<String, Method> OF_INTS =
      Map.ofEntries(
          entry("bit_length", NumberMethods::bitLength),
          entry("bit_count", NumberMethods::bitCount),
          entry("conjugate", NumberMethods::conjugate),
          entry("as_integer_ratio", NumberMethods::ratioOfInt),
          entry("to_bytes", NumberMethods::toBytes),
          entry("from_bytes", NumberMethods::fromBytes));

  static final Map<String, Method> OF_FLOATS =
      Map.ofEntries(
          entry("is_integer", NumberMethods::isInteger),
          entry("conjugate", NumberMethods::conjugate),
          entry("hex", NumberMethods::hex),
          entry("fromhex", NumberMethods::fromHex),
          entry("as_integer_ratio", NumberMethods::ratioOfFloat));

  /// Hexadecimal digits behind the point of a float.
  private static final int MANTISSA_DIGITS = 13;

  private NumberMethods() {}

  private static Value bitLength(Value self, Arguments a, Execution x) {
    Args.none("int", "bit_length", a);
    return Int.of(Comparison.integer(self).abs().bitLength());
  }

  private static Value bitCount(Value self, Arguments a, Execution x) {
    Args.none("int", "bit_count", a);
    return Int.of(Comparison.integer(self).abs().bitCount());
  }

  private static Value conjugate(Value self, Arguments a, Execution x) {
    Args.none(self.typeName(), "conjugate", a);
    return Arithmetic.positive(self, x);
  }

  private static Value ratioOfInt(Value self, Arguments a, Execution x) {
    Args.none("int", "as_integer_ratio", a);
    return TupleValue.of(Arithmetic.positive(self, x), Int.ONE);
  }

  private static Value isInteger(Value self, Arguments a, Execution x) {
    Args.none("float", "is_integer", a);
    double value = ((Float) self).value();
    return Bool.of(Double.isFinite(value) && value == Math.rint(value));
  }

  private static Value hex(Value self, Arguments a, Execution x) {
    Args.none("float", "hex", a);
    double value = ((Float) self).value();
    if (!Double.isFinite(value)) {
      return Str.of(FloatText.repr(value));
    }
    String java = Double.toHexString(value);
    int dot = java.indexOf('.');
    int power = java.indexOf('p');
    String digits = java.substring(dot + 1, power);
    int exponent = Integer.parseInt(java.substring(power + 1));
    return Str.of(
        java.substring(0, dot + 1)
            + (value == 0 ? "0" : digits + "0".repeat(MANTISSA_DIGITS - digits.length()))
            + (exponent < 0 ? "p" : "p+")
            + exponent);
  }

  private static final Parameters TO_BYTES =
      Parameters.of("to_bytes", "length=, byteorder=, *, signed=");

  private static Value toBytes(Value self, Arguments a, Execution x) {
    var bound = TO_BYTES.bind(a);
    long length = Args.index(bound.get(0, Int.ONE));
    boolean isBigEndian = isBigEndian("to_bytes", bound.get(1, Str.of("big")));
    boolean isSigned = bound.get(2, Bool.FALSE).truth();
    BigInteger value = Comparison.integer(self);
    if (length < 0) {
      throw TemplateException.valueError("length argument must be non-negative");
    }
    if (value.signum() < 0 && !isSigned) {
      throw TemplateException.of("OverflowError", "can't convert negative int to unsigned");
    }
    x.meter().items(length);
    if (value.bitLength() + (isSigned ? 1 : 0) > 8 * length && value.signum() != 0) {
      throw TemplateException.of("OverflowError", "int too big to convert");
    }
    var bytes = new byte[(int) length];
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    byte[] written = value.toByteArray();
    for (int i = 0; i < Math.min(bytes.length, written.length); i++) {
      bytes[isBigEndian ? bytes.length - 1 - i : i] = written[written.length - 1 - i];
    }
    return Bytes.of(bytes);
  }

  private static boolean isBigEndian(String method, Value order) {
    if (!(order instanceof Str name)) {
      throw TemplateException.typeError(
          method + "() argument 'byteorder' must be str, not " + order.typeName());
    }
    return switch (name.value()) {
      case "big" -> true;
      case "little" -> false;
      default -> throw TemplateException.valueError("byteorder must be either 'little' or 'big'");
    };
  }

  private static final Parameters FROM_BYTES =
      Parameters.of("from_bytes", "bytes, byteorder=, *, signed=");

  private static Value fromBytes(Value self, Arguments a, Execution x) {
    var bound = FROM_BYTES.bind(a);
    boolean isBigEndian = isBigEndian("from_bytes", bound.get(1, Str.of("big")));
    byte[] bytes = bytesOf(bound.get(0), x);
    if (!isBigEndian) {
      for (int i = 0; i < bytes.length / 2; i++) {
        byte swapped = bytes[i];
        bytes[i] = bytes[bytes.length - 1 - i];
        bytes[bytes.length - 1 - i] = swapped;
      }
    }
    boolean isSigned = bound.get(2, Bool.FALSE).truth();
    if (bytes.length == 0) {
      return Int.ZERO;
    }
    return Int.of(isSigned ? new BigInteger(bytes) : new BigInteger(1, bytes));
  }

  /// `bytes(value)` of bytes or of numbers that are some.
  private static byte[] bytesOf(Value value, Execution x) {
    if (value instanceof Bytes bytes) {
      return bytes.value().clone();
    }
    if (value instanceof Str || !Operations.isIterable(value)) {
      throw TemplateException.typeError(
          "cannot convert '" + value.typeName() + "' object to bytes");
    }
    List<Value> items = Operations.items(value, x);
    var bytes = new byte[items.size()];
    for (int i = 0; i < bytes.length; i++) {
      long item = Args.index(items.get(i));
      if (item < 0 || item > 255) {
        throw TemplateException.valueError("bytes must be in range(0, 256)");
      }
      bytes[i] = (byte) item;
    }
    return bytes;
  }

  private static final Pattern HEX_FLOAT =
      Pattern.compile(
          "([-+]?)(?:(inf|infinity|nan)|(?:0x)?([0-9a-f]*)(?:\\.([0-9a-f]*))?(?:p([-+]?[0-9]{1,9}))?)");

  private static Value fromHex(Value self, Arguments a, Execution x) {
    if (!(Args.one("float", "fromhex", a) instanceof Str text)) {
      throw TemplateException.typeError("fromhex() argument must be a string");
    }
    x.meter().items(text.value().length());
    var parts =
        HEX_FLOAT.matcher(StrSplit.stripSpace(text.value(), true, true).toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw TemplateException.valueError("invalid hexadecimal floating-point string");
    }
    double sign = parts.group(1).equals("-") ? -1 : 1;
    if (parts.group(2) != null) {
      return Float.of(parts.group(2).equals("nan") ? Double.NaN : sign * Double.POSITIVE_INFINITY);
    }
    String fraction = parts.group(4) == null ? "" : parts.group(4);
    String whole = parts.group(3);
    if (whole.isEmpty() && fraction.isEmpty()) {
      throw TemplateException.valueError("invalid hexadecimal floating-point string");
    }
    String exponent = parts.group(5) == null ? "0" : parts.group(5);
    double value = Double.parseDouble("0x0" + whole + "." + fraction + "0p" + exponent);
    if (Double.isInfinite(value)) {
      throw TemplateException.of(
          "OverflowError", "hexadecimal value too large to represent as a float");
    }
    return Float.of(sign * value);
  }

  private static Value ratioOfFloat(Value self, Arguments a, Execution x) {
    Args.none("float", "as_integer_ratio", a);
    double value = ((Float) self).value();
    if (!Double.isFinite(value)) {
      throw Double.isNaN(value)
          ? TemplateException.valueError("cannot convert NaN to integer ratio")
          : TemplateException.of("OverflowError", "cannot convert Infinity to integer ratio");
    }
    var exact = new BigDecimal(value);
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
    BigInteger common = numerator.gcd(denominator).max(BigInteger.ONE);
    return TupleValue.of(Int.of(numerator.divide(common)), Int.of(denominator.divide(common)));
  }
}
