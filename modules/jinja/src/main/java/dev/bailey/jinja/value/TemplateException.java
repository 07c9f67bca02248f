package dev.bailey.jinja.value;

import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What ends a rendering: an error as Python or Jinja2 would raise it, or a budget used up. No
/// template can catch it; it carries no Java stack trace, because the place that matters is in the
/// template.
public final class TemplateException extends RuntimeException {
  /// Whose rule was broken.
  public enum Kind {
    /// The template's: an exception of Python, Jinja2 or the host.
    PYTHON,
    /// The operator's: a limit of the [Budget].
    BUDGET
  }

  /// One macro on the way to the error.
  ///
  /// @param macro the name of the macro that was called
  /// @param at the place of the call
  public record Call(String macro, Optional<Span> at) {}

  private static final int MAX_CALLS_SHOWN = 20;

  private final Kind kind;
  private final String type;
  private final @Nullable Span span;
  private final List<Call> calls;
  private final transient @Nullable Object payload;

  private TemplateException(
      Kind kind,
      String type,
      String message,
      @Nullable Span span,
      List<Call> calls,
      @Nullable Object payload) {
    super(message, null, false, false);
    this.kind = kind;
    this.type = type;
    this.span = span;
    this.calls = List.copyOf(calls);
    this.payload = payload;
  }

  /// An error of the Python type `type`, such as `TypeError`.
  public static TemplateException of(String type, String message) {
    return new TemplateException(Kind.PYTHON, type, message, null, List.of(), null);
  }

  /// An error of the host, which finds `payload` again where it catches it.
  public static TemplateException of(String type, String message, Object payload) {
    return new TemplateException(Kind.PYTHON, type, message, null, List.of(), payload);
  }

  public static TemplateException typeError(String message) {
    return of("TypeError", message);
  }

  public static TemplateException valueError(String message) {
    return of("ValueError", message);
  }

  public static TemplateException undefinedError(String message) {
    return of("UndefinedError", message);
  }

  /// A limit that was reached.
  ///
  /// @param budget the component of [Budget], such as `steps`
  public static TemplateException budget(String budget, long limit) {
    return new TemplateException(
        Kind.BUDGET,
        "BudgetExceeded",
        "this rendering used up its budget '%s' of %d".formatted(budget, limit),
        null,
        List.of(),
        budget);
  }

  public Kind kind() {
    return kind;
  }

  /// The name of the Python exception, or `BudgetExceeded`.
  public String type() {
    return type;
  }

  /// Whether an `except` clause for `type` would catch it.
  public boolean is(String wanted) {
    return kind == Kind.PYTHON && (type.equals(wanted) || parents(type).contains(wanted));
  }

  private static List<String> parents(String type) {
    return switch (type) {
      case "KeyError", "IndexError" -> List.of("LookupError");
      case "UnknownTimeZoneError" -> List.of("KeyError", "LookupError");
      case "JSONDecodeError" -> List.of("ValueError");
      case "UnicodeEncodeError", "UnicodeDecodeError" -> List.of("UnicodeError", "ValueError");
      case "ZeroDivisionError", "OverflowError", "InvalidOperation" -> List.of("ArithmeticError");
      case "DivisionByZero" -> List.of("ZeroDivisionError", "ArithmeticError");
      case "RecursionError" -> List.of("RuntimeError");
      case "TemplatesNotFound" -> List.of("TemplateNotFound", "LookupError", "TemplateError");
      case "TemplateNotFound" -> List.of("LookupError", "TemplateError");
      case "UndefinedError", "SecurityError", "FilterArgumentError" ->
          List.of("TemplateRuntimeError", "TemplateError");
      default -> List.of();
    };
  }

  /// The message as Python words it.
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// The place in the template, once it is known.
  public Optional<Span> span() {
    return Optional.ofNullable(span);
  }

  /// The macros through which the error passed, innermost first.
  public List<Call> calls() {
    return calls;
  }

  /// What the host attached.
  public Optional<Object> payload() {
    return Optional.ofNullable(payload);
  }

  /// This error at `place`, unless it has a place already.
  public TemplateException at(Span place) {
    return span != null ? this : new TemplateException(kind, type, text(), place, calls, payload);
  }

  /// This error as seen by the caller of a macro.
  public TemplateException calledFrom(Call call) {
    var longer = new ArrayList<>(calls);
    longer.add(call);
    return new TemplateException(kind, type, text(), span, longer, payload);
  }

  /// This error with the place of its outermost macro call filled in, if that is still unknown.
  public TemplateException calledAt(Span place) {
    if (calls.isEmpty() || calls.getLast().at().isPresent()) {
      return this;
    }
    var located = new ArrayList<>(calls.subList(0, calls.size() - 1));
    located.add(new Call(calls.getLast().macro(), Optional.of(place)));
    return new TemplateException(kind, type, text(), span, located, payload);
  }

  /// Message, place, source line and the macros through which the error passed.
  public String render() {
    var report = new StringBuilder(type).append(": ").append(text());
    if (span != null) {
      report.append("\n  at ").append(span.where());
      report.append('\n').append(span.snippet().indent(4).stripTrailing());
    }
    int shown = Math.min(calls.size(), MAX_CALLS_SHOWN);
    for (Call call : calls.subList(0, shown)) {
      report.append("\n  in macro '").append(call.macro()).append('\'');
      call.at().ifPresent(at -> report.append(", called at ").append(at.where()));
    }
    if (shown < calls.size()) {
      report.append("\n  ... and ").append(calls.size() - shown).append(" more calls");
    }
    return report.toString();
  }
}
