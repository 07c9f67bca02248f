package dev.bailey.engine.run;

import dev.bailey.engine.context.TableValue;
import dev.bailey.engine.seed.SeedTable;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Hook;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What materializations need to know of a node.
final class Materializations {
  private Materializations() {}

  static boolean isTest(Node node) {
    return node instanceof GenericTest || node instanceof SingularTest;
  }

  /// The name of the materialization that carries the node out.
  static String nameOf(Node node) {
    return switch (node) {
      case GenericTest _, SingularTest _ -> "test";
      case Seed _ -> "seed";
      case Snapshot _ -> "snapshot";
      default -> node.config().materialized();
    };
  }

  /// Whether a materialization may end without a statement `main`.
  static boolean mayBeSilent(Node node) {
    return nameOf(node).equals("materialized_view");
  }

  /// Hooks as templates see them.
  static ListValue hooks(List<Hook> hooks) {
    var list = ListValue.empty();
    for (Hook hook : hooks) {
      var dict = DictValue.empty();
      dict.put("sql", Str.of(hook.sql()));
      dict.put("transaction", Bool.of(hook.transaction()));
      dict.put("index", hook.index().<Value>map(Int::of).orElse(None.NONE));
      list.add(dict);
    }
    return list;
  }

  /// The rows of a seed.
  static TableValue seedTable(Node node, Work work) {
    if (!(node instanceof Seed)) {
      throw TemplateException.of(
          "CompilationError",
          "can only load_agate_table for seeds (got a " + node.type().word() + ")");
    }
    String delimiter = node.config().text("delimiter").orElse(",");
    if (delimiter.length() != 1) {
      throw TemplateException.of(
          "CompilationError", "\"delimiter\" must be a 1-character string: '" + delimiter + "'");
    }
    TableValue table =
        SeedTable.read(
            work.seeds().read(node),
            delimiter.charAt(0),
            textColumns(node),
            work.reporter()::print);
    return work.options().empty() ? table.withoutRows() : table;
  }

  private static Set<String> textColumns(Node node) {
    var names = new HashSet<String>();
    for (Data key : node.config().dict("column_types").entries().keySet()) {
      key.asText().ifPresent(names::add);
    }
    return names;
  }
}
