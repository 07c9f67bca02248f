package dev.bailey.project.parse;

import dev.bailey.project.ParseOptions;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.manifest.Data;
import java.math.BigInteger;
import java.util.function.Function;

/// What flags decide of a parse, and of comparing it with another.
///
/// @param largestSeedMib how many MiB a seed may have to be known by its contents and not by its
///   path; 0 for any number
/// @param nestsTestArguments whether `arguments` of a generic test holds its arguments, instead of
///   being one of them
/// @param keepsAsWritten whether configs are kept as written, too, so that a state compares with
///   that of another environment
/// @param checksMacroArguments whether what properties files say of a macro's arguments is compared
///   with the macro
/// @param refusesSpaces whether a node's name with a space is an error
/// @param refusesSpacesInSources whether a source's is
/// @param refusesSameNames whether two nodes of one name in a package are an error
public record ParseFlags(
    long largestSeedMib,
    boolean nestsTestArguments,
    boolean keepsAsWritten,
    boolean checksMacroArguments,
    boolean refusesSpaces,
    boolean refusesSpacesInSources,
    boolean refusesSameNames) {
  private static final long MIB = 1L << 20;

  /// Those of an invocation.
  public static ParseFlags of(ParseOptions options) {
    return of(name -> options.flags().find(name).orElse(Data.nothing()));
  }

  /// Those of a parse, which remembers what it asked.
  static ParseFlags of(Inquiry inquiry) {
    return of(inquiry::flag);
  }

  private static ParseFlags of(Function<String, Data> flags) {
    long seed =
        flags.apply("MAXIMUM_SEED_SIZE_MIB") instanceof Data.Whole(BigInteger mebibytes)
            ? mebibytes.longValue()
            : 1;
    return new ParseFlags(
        seed,
        isOn(flags.apply("REQUIRE_GENERIC_TEST_ARGUMENTS_PROPERTY"), true),
        isOn(flags.apply("STATE_MODIFIED_COMPARE_MORE_UNRENDERED_VALUES"), true),
        isOn(flags.apply("VALIDATE_MACRO_ARGS"), true),
        isOn(flags.apply("REQUIRE_RESOURCE_NAMES_WITHOUT_SPACES"), true),
        isOn(flags.apply("REQUIRE_SOURCE_AND_SEMANTIC_MODEL_NAMES_WITHOUT_SPACES"), false),
        isOn(flags.apply("REQUIRE_UNIQUE_PROJECT_RESOURCE_NAMES"), false));
  }

  /// @param fallback what dbt does when nobody says
  private static boolean isOn(Data flag, boolean fallback) {
    return flag instanceof Data.Nothing ? fallback : flag.truth();
  }

  long largestSeed() {
    return largestSeedMib * MIB;
  }
}
