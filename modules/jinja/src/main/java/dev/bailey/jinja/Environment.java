package dev.bailey.jinja;

import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.code.EarlyReturnFunction;
import dev.bailey.jinja.code.Program;
import dev.bailey.jinja.library.Globals;
import dev.bailey.jinja.library.StandardFilters;
import dev.bailey.jinja.library.StandardTests;
import dev.bailey.jinja.parse.Parser;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Test;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What templates are compiled with: the language and its libraries. Immutable, and shared by
/// threads.
public final class Environment {
  private final Map<String, Filter> filters;
  private final Map<String, Test> tests;
  private final Map<String, Value> globals;
  private final Map<String, Tag> tags;
  private final Syntax syntax;
  private final Undefined.Kind undefined;
  private final Optional<String> earlyReturn;
  private final Loader loader;

  private Environment(Builder builder) {
    this.filters = Map.copyOf(builder.filters);
    this.tests = Map.copyOf(builder.tests);
    this.globals = Map.copyOf(builder.globals);
    this.tags = Map.copyOf(builder.tags);
    this.syntax = builder.syntax;
    this.undefined = builder.undefined;
    this.earlyReturn = builder.earlyReturn;
    this.loader = builder.loader;
  }

  /// A builder that begins with the filters, tests, globals and syntax of stock Jinja2.
  public static Builder builder() {
    return new Builder();
  }

  /// Compiles a whole file.
  public Outcome<Template> compile(SourceFile file) {
    return compile(new Span(file, 0, file.text().length()));
  }

  /// Compiles a piece of a file, as if it were a file; places still count in the whole file.
  public Outcome<Template> compile(Span piece) {
    return switch (Parser.parse(piece, this)) {
      case Outcome.Failed<List<Statement>> failed -> new Outcome.Failed<>(failed.problems());
      case Outcome.Ok<List<Statement>> ok ->
          Program.of(ok.value(), this)
              .map(program -> new Template(this, piece, ok.value(), program));
    };
  }

  public Map<String, Filter> filters() {
    return filters;
  }

  public Map<String, Test> tests() {
    return tests;
  }

  public Map<String, Value> globals() {
    return globals;
  }

  /// The tags of extensions by the word that opens them.
  public Map<String, Tag> tags() {
    return tags;
  }

  public Syntax syntax() {
    return syntax;
  }

  /// What a missing name gives, unless the rendering says otherwise.
  public Undefined.Kind undefined() {
    return undefined;
  }

  /// The function by which a macro ends at once with a value.
  public Optional<String> earlyReturn() {
    return earlyReturn;
  }

  public Loader loader() {
    return loader;
  }

  /// The choices of an [Environment].
  public static final class Builder {
    private final Map<String, Filter> filters = new HashMap<>(StandardFilters.all());
    private final Map<String, Test> tests = new HashMap<>(StandardTests.all());
    private final Map<String, Value> globals = new HashMap<>(Globals.all());
    private final Map<String, Tag> tags = new HashMap<>();
    private Syntax syntax = Syntax.stock();
    private Undefined.Kind undefined = Undefined.Kind.LENIENT;
    private Optional<String> earlyReturn = Optional.empty();
    private Loader loader = Loader.none();

    private Builder() {}

    public Builder filter(String name, Filter filter) {
      filters.put(name, filter);
      return this;
    }

    public Builder filters(Map<String, Filter> more) {
      filters.putAll(more);
      return this;
    }

    public Builder test(String name, Test test) {
      tests.put(name, test);
      return this;
    }

    public Builder global(String name, Value value) {
      globals.put(name, value);
      return this;
    }

    public Builder globals(Map<String, ? extends Value> more) {
      globals.putAll(more);
      return this;
    }

    /// Adds a statement that opens with `word`.
    public Builder tag(String word, Tag tag) {
      tags.put(word, tag);
      return this;
    }

    public Builder syntax(Syntax choice) {
      syntax = choice;
      return this;
    }

    public Builder undefined(Undefined.Kind kind) {
      undefined = kind;
      return this;
    }

    /// Declares the function `name(value)`, which ends the macro around it with `value`: dbt's
    /// `return`.
    public Builder earlyReturn(String name) {
      earlyReturn = Optional.of(name);
      globals.put(name, new EarlyReturnFunction(name));
      return this;
    }

    public Builder loader(Loader choice) {
      loader = choice;
      return this;
    }

    public Environment build() {
      return new Environment(this);
    }
  }
}
