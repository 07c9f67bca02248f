package dev.bailey.project.parse;

import dev.bailey.jinja.Template;
import dev.bailey.project.context.Capture;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Operation;
import java.util.Optional;

/// A file or block of code that has been read and asked what it needs, before its properties are
/// known.
///
/// @param template its compiled code; none for seeds, and for a text without any tag
/// @param isStatic whether dbt reads it without rendering it ([StaticCode])
/// @param unrenderedCalls the first `config()` call as written, when there is one in code that is
///   rendered
/// @param hook for operations when they run and their place
record Draft(
    PackageFiles files,
    Identity identity,
    Code code,
    Optional<Template> template,
    Capture capture,
    boolean isStatic,
    Optional<Unrendered> unrenderedCalls,
    Optional<HookPlace> hook) {

  /// A `config()` call as written.
  record Unrendered(dev.bailey.project.manifest.Data.Dict values) {}

  /// Where a hook of the project stands.
  record HookPlace(Operation.When when, int index) {}
}
