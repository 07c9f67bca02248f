package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.manifest.Resource;
import dev.bailey.source.Span;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words the failure of a node as dbt does: the kind of error, the node and its file, then what
/// went wrong, indented.
final class Failure {
  private static final String UNDEFINED =
      ". This can happen when calling a macro that does not exist. Check for typos and/or install"
          + " package dependencies with \"dbt deps\".";

  private final Adapter adapter;

  Failure(Adapter adapter) {
    this.adapter = adapter;
  }

  /// What a template or the warehouse raised while `node` was at work.
  String message(RuntimeException failure, Resource node) {
    return switch (failure) {
      case TemplateException e -> worded(heading(e), trace(e, node), node);
      case WarehouseException e -> worded(heading(e), e.getMessage(), node);
      default -> throw failure;
    };
  }

  /// What the warehouse refused where there is no node to name.
  String message(WarehouseException e) {
    return heading(e) + "\n" + indented(e.getMessage());
  }

  /// What a template or the warehouse raised, without naming a node.
  String bare(RuntimeException failure) {
    return switch (failure) {
      case TemplateException e -> heading(e) + "\n" + indented(e.text());
      case WarehouseException e -> message(e);
      default -> throw failure;
    };
  }

  String worded(String heading, String text, Resource node) {
    return heading + " in " + describe(node) + "\n" + indented(text);
  }

  private static String heading(TemplateException e) {
    return switch (e.type()) {
      case "DbtRuntimeError", "NotImplementedError", "FailFastError", "BudgetExceeded" ->
          "Runtime Error";
      case "DbtDatabaseError" -> "Database Error";
      case "DependencyError" -> "Dependency Error";
      default -> "Compilation Error";
    };
  }

  private String heading(WarehouseException e) {
    return switch (e.kind()) {
      case REFUSED, MISSING -> adapter.errorName();
      case UNREACHABLE, LOGIN, FORBIDDEN -> "Database Error";
      case CANCELLED, TIMEOUT, TOO_LARGE -> "Runtime Error";
    };
  }

  /// The message, the place, and the macros through which it came.
  private static String trace(TemplateException e, Resource node) {
    String remedy = e.type().equals("UndefinedError") ? UNDEFINED : "";
    String what = e.text() + remedy + e.span().map(at -> "\n  at " + at.where()).orElse("");
    if (e.calls().isEmpty()) {
      return what;
    }
    var text = new StringBuilder(what).append("\n");
    Optional<Span> place = e.span();
    for (int i = 0; i < e.calls().size(); i++) {
      TemplateException.Call call = e.calls().get(i);
      text.append(i == 0 ? "\n> in macro " : "\n> called by macro ").append(call.macro());
      place.ifPresent(at -> text.append(" (").append(at.file().path()).append(')'));
      place = call.at();
    }
    return text.append("\n> called by ").append(describe(node)).toString();
  }

  private static String describe(Resource node) {
    return node.type().word() + " " + node.name() + " (" + node.originalFilePath() + ")";
  }

  private static String indented(String text) {
    return text.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }
}
