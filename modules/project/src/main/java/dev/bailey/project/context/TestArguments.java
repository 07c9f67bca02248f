package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The arguments of a generic test as its macro gets them: texts rendered natively, so that
/// `ref('orders')` becomes a relation.
public final class TestArguments {
  /// The name under which the test's code finds them.
  public static final String NAME = "_dbt_generic_test_kwargs";

  /// dbt takes such a text for an expression although it has no braces.
  private static final Pattern CALL =
      Pattern.compile("\\s*(env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*", Pattern.DOTALL);

  private final Context names;
  private final Rendering rendering;
  private final String path;

  private TestArguments(Context names, Rendering rendering, String path) {
    this.names = names;
    this.rendering = rendering;
    this.path = path;
  }

  /// @param rendering charged with the work
  /// @param path the properties file, for messages
  /// @throws TemplateException when a text cannot be rendered
  public static Value render(Data.Dict kwargs, Context names, Rendering rendering, String path) {
    var arguments = new TestArguments(names, rendering.within(Templates.YAML), path);
    var dict = DictValue.empty();
    kwargs
        .entries()
        .forEach((key, value) ->
            dict.put(
                Values.of(key),
                key.equals(Data.of("column_name")) ? Values.of(value) : arguments.rendered(value)));
    return dict;
  }

  private Value rendered(Data data) {
    return switch (data) {
      case Data.Text(String text) -> text(text);
      case Data.Items(List<Data> items) ->
          ListValue.copyOf(items.stream().map(this::rendered).toList());
      case Data.Dict(Map<Data, Data> entries) -> {
        var dict = DictValue.empty();
        entries.forEach((key, value) -> dict.put(Values.of(key), rendered(value)));
        yield dict;
      }
      default -> Values.of(data);
    };
  }

  private Value text(String text) {
    String template = CALL.matcher(text).matches() ? "{{ " + text + " }}" : text;
    if (!Template.hasTags(template)) {
      return Values.of(new Data.Text(text));
    }
    return switch (Templates.YAML.compile(new SourceFile(path, template))) {
      case Outcome.Ok(Template compiled, _) -> compiled.renderNative(names, rendering);
      case Outcome.Failed(var problems) ->
          throw TemplateException.of("CompilationError", problems.getFirst().message());
    };
  }
}
