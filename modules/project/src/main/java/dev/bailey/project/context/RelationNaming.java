package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.Dialect;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Quoting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Names relations by the macros `generate_database_name`, `generate_schema_name` and
/// `generate_alias_name`, and writes the names as SQL.
public final class RelationNaming {
  private static final Quoting ALL =
      new Quoting(Optional.of(true), Optional.of(true), Optional.of(true), Optional.of(true));

  private final Scope scope;
  private final Dialect dialect;
  private final Voice voice;
  private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();

  public RelationNaming(Scope scope, Voice voice) {
    this.scope = scope;
    this.dialect = scope.macros().dialect();
    this.voice = voice;
  }

  /// What the macro `generate_<part>_name` gives. A macro that did not look at the node gives every
  /// node the same, and is not asked again.
  ///
  /// @param packageName the package of the node
  /// @param custom what the node's config asks for
  /// @param node what the macro sees as `node`
  /// @return empty when the macro returns `none`
  /// @throws TemplateException when the macro fails, or none exists
  public Optional<String> generate(
      String part, String packageName, Optional<String> custom, Supplier<Data.Dict> node) {
    String name = "generate_" + part + "_name";
    MacroCatalog.Entry macro =
        scope
            .macros()
            .generator(packageName, name)
            .orElseThrow(() ->
                TemplateException.of(
                    "CompilationError", "there is no macro " + name + " to name relations by"));
    var asked = new Asked(macro.uniqueId(), custom);
    Answer known = answers.get(asked);
    if (known == null) {
      var witness = new NodeWitness(node);
      var making = new Making();
      Optional<String> text = making.of(() -> ask(macro, custom, witness));
      known = new Answer(text, making.asked());
      if (!witness.wasAsked()) {
        answers.put(asked, known);
      }
    }
    known.names().forEach(Making::asks);
    return known.text();
  }

  private record Asked(String macro, Optional<String> custom) {}

  /// @param names what the macro asked for, which whoever gets the answer depends on
  private record Answer(Optional<String> text, Set<String> names) {}

  private Optional<String> ask(MacroCatalog.Entry macro, Optional<String> custom, Value node) {
    var own = new HashMap<String, Value>();
    own.put("execute", Bool.of(false));
    own.put("exceptions", Exceptions.of(voice));
    own.putAll(VoiceFunctions.of(voice));
    var names =
        new Names(
            new MacroView.OfPackage(scope.macros(), scope.root().name()),
            Map.of(),
            Context.of(own),
            scope.shared(),
            _ -> {});
    own.put(
        "var",
        scope.vars(scope.root().name(), macro.definition().name()).parsing().renderedWith(names));
    own.put("adapter", new AdapterValue(new ParseAdapter(dialect, scope.root().quoting()), names));
    Value wanted = custom.<Value>map(dev.bailey.jinja.value.Str::of).orElse(None.NONE);
    var rendering = Scope.runRendering(dev.bailey.jinja.value.Budget.standard());
    Value result =
        Operations.call(names.bound(macro), Arguments.of(List.of(wanted, node)), rendering);
    return result == None.NONE
        ? Optional.empty()
        : Optional.of(Operations.str(result, rendering).strip());
  }

  /// The quoting of a relation: its own, then the root project's, then the warehouse's.
  public Quoting quoting(Quoting own) {
    return own.or(scope.root().quoting()).or(ALL);
  }

  /// The name as SQL.
  ///
  /// @param quoting every part decided
  public String render(
      Optional<String> database, String schema, String identifier, Quoting quoting) {
    var parts = new ArrayList<String>();
    database
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> parts.add(part(name, quoting.database())));
    if (!schema.isEmpty()) {
      parts.add(part(schema, quoting.schema()));
    }
    parts.add(part(identifier, quoting.identifier()));
    return String.join(".", parts);
  }

  private String part(String name, Optional<Boolean> quoted) {
    String quote = quoted.orElse(true) ? dialect.quoteCharacter() : "";
    return quote + name + quote;
  }
}
