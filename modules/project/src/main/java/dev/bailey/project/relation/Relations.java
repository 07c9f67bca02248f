package dev.bailey.project.relation;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes and changes relations as the keyword arguments of dbt's methods say.
public final class Relations {
  private Relations() {}

  /// `policy` with the parts that the arguments name.
  public static Relation.Policy policy(Relation.Policy policy, Arguments arguments) {
    return new Relation.Policy(
        decision(arguments.named().get("database"), policy.database()),
        decision(arguments.named().get("schema"), policy.schema()),
        decision(arguments.named().get("identifier"), policy.identifier()));
  }

  private static boolean decision(@Nullable Value value, boolean otherwise) {
    return (value == null || !Given.isThere(value)) ? otherwise : value.truth();
  }

  /// dbt's `incorporate`: every field that the arguments name.
  public static Relation changed(Relation relation, Arguments arguments) {
    Relation changed = relation;
    Map<String, Value> named = arguments.named();
    if (named.get("path") instanceof DictValue path) {
      changed = changed.with(movedPath(changed.path(), path));
    }
    if (named.get("include_policy") instanceof DictValue policy) {
      changed = changed.including(policy(changed.include(), policy));
    }
    if (named.get("quote_policy") instanceof DictValue policy) {
      changed = changed.quoting(policy(changed.quote(), policy));
    }
    if (named.containsKey("type")) {
      changed = changed.typed(Given.text(named.get("type")));
    }
    if (named.containsKey("dbt_created")) {
      changed = changed.madeByDbt(named.get("dbt_created").truth());
    }
    if (named.containsKey("limit")) {
      Optional<Integer> limit = Given.whole(named.get("limit")).map(Math::toIntExact);
      changed = changed.read(new Relation.Reading(limit, changed.reading().times()));
    }
    return changed;
  }

  /// dbt's `replace_path`.
  public static Relation moved(Relation relation, Arguments arguments) {
    return relation.with(movedPath(relation.path(), DictValue.ofNames(arguments.named())));
  }

  /// The policy in which a dictionary, or another relation's policy, decides some parts.
  public static Relation.Policy policy(Relation.Policy policy, Value decisions) {
    if (!(decisions instanceof DictValue dict)) {
      return policy;
    }
    return new Relation.Policy(
        decision(dict.get("database"), policy.database()),
        decision(dict.get("schema"), policy.schema()),
        decision(dict.get("identifier"), policy.identifier()));
  }

  private static Relation.Path movedPath(Relation.Path path, DictValue parts) {
    return new Relation.Path(
        part(parts, "database", path.database()),
        part(parts, "schema", path.schema()),
        part(parts, "identifier", path.identifier()));
  }

  private static Optional<String> part(DictValue parts, String name, Optional<String> otherwise) {
    Value given = parts.get(name);
    return given == null ? otherwise : Given.text(given);
  }

  /// Whether a value can stand for a dictionary.
  public static boolean isMapping(Value value) {
    return value instanceof DictValue || (value instanceof HostValue host && host.isMapping());
  }
}
