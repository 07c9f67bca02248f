package dev.bailey.engine.deps;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version, or what versions may be: `1.2.0`, `>=1.0.0`, `<2.0.0-rc1`. A build such as `+5` is
/// kept and counts for nothing.
///
/// https://docs.getdbt.com/reference/project-configs/require-dbt-version
///
/// @param numbers major, minor and patch
record VersionBound(
    Sign sign, List<BigInteger> numbers, Optional<String> prerelease, Optional<String> build) {
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String TAG = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "(>=|>|<=|<|=)?%s\\.%s\\.%s(?:-?(%s(?:\\.%s)*))?(?:\\+([0-9A-Za-z.-]*))?\\n?"
              .formatted(NUMBER, NUMBER, NUMBER, TAG, TAG));
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /// How versions stand to the one that is named.
  enum Sign {
    EXACTLY("="),
    ABOVE(">"),
    FROM(">="),
    BELOW("<"),
    TO("<=");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    boolean isLower() {
      return this == ABOVE || this == FROM;
    }

    boolean isUpper() {
      return this == BELOW || this == TO;
    }

    static Sign of(String text) {
      for (Sign sign : values()) {
        if (sign.text.equals(text)) {
          return sign;
        }
      }
      throw new IllegalArgumentException(text);
    }
  }

  /// @throws DepsException when it is no version
  static VersionBound parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new DepsException(
          "\"%s\" is not a valid semantic version. Write it as `1.2.3`, or as a range such as `[\">=1.2.0\", \"<2.0.0\"]`."
              .formatted(text));
    }
    return new VersionBound(
        Sign.of(Optional.ofNullable(parts.group(1)).orElse("=")),
        List.of(number(parts, 2), number(parts, 3), number(parts, 4)),
        Optional.ofNullable(parts.group(5)),
        Optional.ofNullable(parts.group(6)).filter(build -> !build.isEmpty()));
  }

  private static BigInteger number(Matcher parts, int group) {
    return new BigInteger(parts.group(group));
  }

  boolean isExact() {
    return sign == Sign.EXACTLY;
  }

  /// Negative when this lies below `other`. Bounds on the same version differ by what they let in:
  /// `<1.0.0` lies below `1.0.0`, and below `1.0.0-rc1`, too: whoever wants what is older than a
  /// release wants no candidate of it.
  int compare(VersionBound other) {
    for (int i = 0; i < numbers.size(); i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = comparePrerelease(other);
    return order != 0 ? order : Integer.compare(side(), other.side());
  }

  private int comparePrerelease(VersionBound other) {
    if (prerelease.isEmpty()) {
      return other.prerelease.isEmpty() ? 0 : sign == Sign.BELOW ? -1 : 1;
    }
    return other.prerelease.map(tags -> compareTags(prerelease.get(), tags)).orElse(-1);
  }

  private static int compareTags(String some, String others) {
    String[] left = some.split("\\.");
    String[] right = others.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = TAGS.compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(some.length(), others.length());
  }

  /// Numbers come before words.
  private static final Comparator<String> TAGS =
      (left, right) -> {
        boolean isNumber = DIGITS.matcher(left).matches();
        boolean isOtherNumber = DIGITS.matcher(right).matches();
        if (isNumber && isOtherNumber) {
          return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return isNumber ? -1 : isOtherNumber ? 1 : left.compareTo(right);
      };

  /// Where the versions that a bound lets in begin or end, seen from the version that it names.
  private int side() {
    return switch (sign) {
      case BELOW -> -1;
      case EXACTLY, FROM, TO -> 0;
      case ABOVE -> 1;
    };
  }

  /// The version alone.
  String version() {
    return "%s.%s.%s%s%s"
        .formatted(
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            prerelease.map(tags -> "-" + tags).orElse(""),
            build.map(tags -> "+" + tags).orElse(""));
  }

  @Override
  public String toString() {
    return sign.text + version();
  }
}
