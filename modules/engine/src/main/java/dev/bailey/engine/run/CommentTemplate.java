package dev.bailey.engine.run;

import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.project.DbtVersion;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes the query comment of a connection from what the project asks for.
final class CommentTemplate {

  private final Work work;

  CommentTemplate(Work work) {
    this.work = work;
  }

  /// What puts the comment around the statements of `node`, or of the task that the connection is
  /// named for.
  UnaryOperator<String> around(Optional<Node> node, String connection, Scene scene) {
    Data config = work.queryComment();
    String text =
        switch (config instanceof Data.Dict dict ? dict.find("comment").orElse(config) : config) {
          case Data.Text(String template) -> scene.comment(template, node, connection);
          case Data.Dict _ -> standard(node, connection);
          default -> "";
        };
    return QueryComment.of(text, QueryComment.isAppended(config)).around();
  }

  /// dbt's own comment.
  private String standard(Optional<Node> node, String connection) {
    var target = work.project().options().target();
    var fields = DictValue.empty();
    fields.put("app", Str.of("dbt"));
    fields.put("dbt_version", Str.of(DbtVersion.NUMBER));
    fields.put("profile_name", Str.of(target.profileName()));
    fields.put("target_name", Str.of(target.name()));
    if (node.isPresent()) {
      fields.put("node_id", Str.of(node.get().uniqueId()));
    } else {
      fields.put("connection_name", Str.of(connection));
    }
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    return JsonWriter.write(fields, JsonStyle.standard(), rendering);
  }
}
