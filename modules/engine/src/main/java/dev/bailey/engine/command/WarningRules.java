package dev.bailey.engine.command;

import dev.bailey.engine.event.EventType;
import dev.bailey.project.manifest.Data;
import java.util.List;

/// What becomes of warnings, as `--warn-error` and `--warn-error-options` say. What is named counts
/// before `Deprecations`, and that before `all`; to be silent counts before to warn, and that
/// before to be an error.
///
/// https://docs.getdbt.com/reference/global-configs/warnings
public final class WarningRules {
  private static final Data DEPRECATIONS = Data.of("Deprecations");

  private final boolean allAreErrors;
  private final Data errors;
  private final Data warnings;
  private final Data silent;

  WarningRules(Flags flags) {
    Data.Dict options = flags.warnings();
    this.allAreErrors = flags.isTrue(Option.WARN_ERROR);
    this.errors = options.find("error").orElse(Data.noItems());
    this.warnings = options.find("warn").orElse(Data.noItems());
    this.silent = options.find("silence").orElse(Data.noItems());
  }

  /// Whether warnings of this kind are errors.
  public boolean areErrors(EventType type) {
    Data name = Data.of(type.word());
    boolean isNamed = holds(warnings, name) || holds(silent, name);
    boolean isLeftOut =
        isNamed
            || (type.isDeprecation()
                && (holds(warnings, DEPRECATIONS) || holds(silent, DEPRECATIONS)));
    return allAreErrors
        || (holds(errors, name) && !isNamed)
        || (type.isDeprecation() && holds(errors, DEPRECATIONS) && !isLeftOut)
        || (meansAll(errors) && !isLeftOut);
  }

  /// Whether nobody wants to hear of warnings of this kind.
  public boolean areSilent(EventType type) {
    Data name = Data.of(type.word());
    return holds(silent, name)
        || (type.isDeprecation()
            && holds(silent, DEPRECATIONS)
            && !holds(errors, name)
            && !holds(warnings, name));
  }

  private static boolean holds(Data list, Data name) {
    return list instanceof Data.Items(List<Data> items) && items.contains(name);
  }

  private static boolean meansAll(Data errors) {
    return errors.equals(Data.of("all")) || errors.equals(Data.of("*"));
  }
}
