package dev.bailey.project.context;

import dev.bailey.jinja.value.Value;
import java.util.Map;

/// What the engine adds to the names of templates at run time. One instance serves one node, hook
/// or operation, on one thread.
public interface RuntimeNames extends Voice {

  /// `adapter`, without `dispatch`, which comes from here.
  Value adapter();

  /// `api`, with `Relation` and `Column`.
  Value api();

  /// What `ref`, `source` and `this` give.
  Value relation(RelationSpec spec);

  /// Further names, which win over all others: `load_result`, `store_result`, `statement`-like
  /// functions, `graph`, `sql`, `pre_hooks`, `results` and so on.
  Map<String, Value> names();
}
