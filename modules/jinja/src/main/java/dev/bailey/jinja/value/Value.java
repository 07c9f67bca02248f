package dev.bailey.jinja.value;

/// A Python value, as templates see it. The set is closed: what a template holds is one of these,
/// or a [HostValue] that the program around the engine chose to hand in.
///
/// `equals` and `hashCode` of every value are Python's `==` and `hash`, so that values can be keys
/// of a Java map: `1`, `1.0` and `True` are one key.
public sealed interface Value
    permits None,
        Bool,
        Int,
        Float,
        DecimalValue,
        Str,
        Bytes,
        ListValue,
        TupleValue,
        DictValue,
        DictView,
        SetValue,
        Range,
        IteratorValue,
        DateValue,
        TimeValue,
        DateTimeValue,
        TimeDeltaValue,
        TimeZoneValue,
        Undefined,
        HostValue {

  /// The name of the Python type as error messages give it: `str`, `int`, `datetime.date`.
  String typeName();

  /// What `bool(x)` gives.
  default boolean truth() {
    return true;
  }

  /// Appends `repr(x)`.
  void writeRepr(TextBuilder out);

  /// Appends `str(x)`; for most types the same as `repr(x)`.
  default void writeStr(TextBuilder out) {
    writeRepr(out);
  }

  /// `str(x)`, bounded but not charged to a rendering; templates use [Operations#str].
  default String str() {
    var out = TextBuilder.uncharged();
    writeStr(out);
    return out.toString();
  }

  /// `repr(x)`, bounded but not charged to a rendering; templates use [Operations#repr].
  default String repr() {
    var out = TextBuilder.uncharged();
    writeRepr(out);
    return out.toString();
  }
}
