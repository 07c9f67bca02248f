package dev.bailey.jinja.ast;

import dev.bailey.source.Span;
import java.util.List;
import java.util.Optional;

/// A piece of a template that does or prints something.
public sealed interface Statement extends Node {

  /// Text to print as it is, white space already trimmed.
  record Text(Span span, String text) implements Statement {}

  /// `{{ value }}`.
  ///
  /// @param span the expression and its delimiters
  record Print(Span span, Expression value) implements Statement {}

  /// `{% do value %}`.
  record Do(Span span, Expression value) implements Statement {}

  /// `{% if %}`, `{% elif %}`, `{% else %}`.
  record If(Span span, List<Branch> branches, List<Statement> otherwise) implements Statement {
    public If {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /// A condition and what it guards.
  record Branch(Expression condition, List<Statement> body) {
    public Branch {
      body = List.copyOf(body);
    }
  }

  /// `{% for target in items if filter recursive %}`.
  record For(
      Span span,
      Target target,
      Expression items,
      Optional<Expression> filter,
      boolean isRecursive,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {
    public For {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  /// `{% break %}`.
  record Break(Span span) implements Statement {}

  /// `{% continue %}`.
  record Continue(Span span) implements Statement {}

  /// `{% set target = value %}`.
  record Set(Span span, Target target, Expression value) implements Statement {}

  /// `{% set target %}body{% endset %}`.
  ///
  /// @param filters applied to the text, in order
  record SetBlock(Span span, Target target, List<FilterCall> filters, List<Statement> body)
      implements Statement {
    public SetBlock {
      filters = List.copyOf(filters);
      body = List.copyOf(body);
    }
  }

  /// A filter whose input is the text of a block.
  record FilterCall(Span span, String name, Arguments arguments) {}

  /// `{% filter name %}body{% endfilter %}`.
  record FilterBlock(Span span, List<FilterCall> filters, List<Statement> body)
      implements Statement {
    public FilterBlock {
      filters = List.copyOf(filters);
      body = List.copyOf(body);
    }
  }

  /// `{% with target = value %}body{% endwith %}`.
  record With(Span span, List<Binding> bindings, List<Statement> body) implements Statement {
    public With {
      bindings = List.copyOf(bindings);
      body = List.copyOf(body);
    }
  }

  /// One assignment of a `with`.
  record Binding(Target target, Expression value) {}

  /// `{% macro name(parameters) %}body{% endmacro %}`, or a tag of an extension that acts so.
  ///
  /// @param span from the first tag to the end of the last
  /// @param tag the word by which the tag opens, such as `macro`
  /// @param name as callers know it
  /// @param options what else the tag of an extension says
  record Macro(
      Span span,
      String tag,
      String name,
      List<Parameter> parameters,
      List<Keyword> options,
      List<Statement> body)
      implements Statement {
    public Macro {
      parameters = List.copyOf(parameters);
      options = List.copyOf(options);
      body = List.copyOf(body);
    }
  }

  /// `{% call(parameters) call %}body{% endcall %}`.
  record CallBlock(
      Span span, List<Parameter> parameters, Expression.Call call, List<Statement> body)
      implements Statement {
    public CallBlock {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }
  }

  /// `{% include template %}`.
  record Include(Span span, Expression template, boolean ignoresMissing, boolean withContext)
      implements Statement {}

  /// `{% import template as name %}`.
  record Import(Span span, Expression template, String name, boolean withContext)
      implements Statement {}

  /// `{% from template import names %}`.
  record FromImport(Span span, Expression template, List<ImportedName> names, boolean withContext)
      implements Statement {
    public FromImport {
      names = List.copyOf(names);
    }
  }

  /// A name of another template and what it is called here.
  record ImportedName(String name, String alias) {}

  /// `{% extends template %}`.
  record Extends(Span span, Expression template) implements Statement {}

  /// `{% block name %}body{% endblock %}`.
  record Block(Span span, String name, boolean isScoped, boolean isRequired, List<Statement> body)
      implements Statement {
    public Block {
      body = List.copyOf(body);
    }
  }

  /// `{% autoescape value %}body{% endautoescape %}`.
  record Autoescape(Span span, Expression value, List<Statement> body) implements Statement {
    public Autoescape {
      body = List.copyOf(body);
    }
  }

  /// Statements of an extension without a scope of their own.
  record Group(Span span, List<Statement> body) implements Statement {
    public Group {
      body = List.copyOf(body);
    }
  }
}
