package dev.bailey.engine.connection;

import dev.bailey.project.relation.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which relations exist, as far as the schemas that were listed go: filled at the start of an
/// invocation, kept up to date by what dbt does, shared by its threads.
///
/// Names are compared without regard to the case of letters, as dbt does.
public final class RelationCache {
  private final Set<SchemaKey> schemas = new HashSet<>();
  private final Map<Key, Relation> relations = new LinkedHashMap<>();
  private final Map<Key, Set<Key>> dependents = new HashMap<>();

  private record SchemaKey(String database, String schema) {
    static SchemaKey of(Optional<String> database, String schema) {
      return new SchemaKey(lower(database.orElse("")), lower(schema));
    }
  }

  private record Key(String database, String schema, String identifier) {
    static Key of(Relation relation) {
      return of(relation.path());
    }

    static Key of(Relation.Path path) {
      return new Key(
          lower(path.database().orElse("")),
          lower(path.schema().orElse("")),
          lower(path.identifier().orElse("")));
    }

    SchemaKey schemaKey() {
      return new SchemaKey(database, schema);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Whether the relations of a schema are known.
  public synchronized boolean knows(Optional<String> database, String schema) {
    return schemas.contains(SchemaKey.of(database, schema));
  }

  /// Keeps what listing a schema gave.
  public synchronized void fill(
      Optional<String> database, String schema, Collection<Relation> listed) {
    schemas.add(SchemaKey.of(database, schema));
    listed.forEach(relation -> relations.put(Key.of(relation), relation));
  }

  /// The relation of that name, if its schema was listed and has it.
  public synchronized Optional<Relation> find(Relation.Path name) {
    return Optional.ofNullable(relations.get(Key.of(name)));
  }

  /// The relations of a schema.
  public synchronized List<Relation> list(Optional<String> database, String schema) {
    SchemaKey wanted = SchemaKey.of(database, schema);
    var found = new ArrayList<Relation>();
    relations.forEach((key, relation) -> {
      if (key.schemaKey().equals(wanted)) {
        found.add(relation);
      }
    });
    return found;
  }

  /// Keeps what is there now under a name, and under the names that stand in for it while it is
  /// built, which all begin with it.
  ///
  /// @param listed the relations of its schema
  public synchronized void renew(Relation name, Collection<Relation> listed) {
    String mark = Key.of(name).identifier + "__dbt_";
    relations.keySet().removeIf(key -> isOf(name, mark, key));
    listed.stream()
        .filter(relation -> isOf(name, mark, Key.of(relation)))
        .forEach(relation -> relations.put(Key.of(relation), relation));
  }

  private static boolean isOf(Relation name, String mark, Key key) {
    Key own = Key.of(name);
    return key.schemaKey().equals(own.schemaKey())
        && (key.identifier.equals(own.identifier) || key.identifier.startsWith(mark));
  }

  public synchronized void add(Relation relation) {
    relations.put(Key.of(relation), relation);
  }

  /// Forgets a relation and all that depend on it: the warehouse dropped them along with it.
  public synchronized void drop(Relation relation) {
    drop(Key.of(relation));
  }

  private void drop(Key key) {
    relations.remove(key);
    Set<Key> after = dependents.remove(key);
    if (after != null) {
      after.forEach(this::drop);
    }
  }

  /// A relation has another name now; what depends on it still does.
  public synchronized void rename(Relation from, Relation to) {
    Key old = Key.of(from);
    Key fresh = Key.of(to);
    Relation known = relations.remove(old);
    relations.put(fresh, known == null ? to : known.with(to.path()));
    Set<Key> after = dependents.remove(old);
    if (after != null) {
      dependents.put(fresh, after);
    }
    dependents
        .values()
        .forEach(keys -> {
          if (keys.remove(old)) {
            keys.add(fresh);
          }
        });
  }

  /// Notes that dropping `referenced` drops `dependent` as well.
  public synchronized void link(Relation referenced, Relation dependent) {
    Key from = Key.of(referenced);
    if (relations.containsKey(from) && relations.containsKey(Key.of(dependent))) {
      dependents.computeIfAbsent(from, _ -> new HashSet<>()).add(Key.of(dependent));
    }
  }

  /// Forgets a schema with all its relations.
  public synchronized void dropSchema(Optional<String> database, String schema) {
    SchemaKey gone = SchemaKey.of(database, schema);
    schemas.remove(gone);
    relations.keySet().removeIf(key -> key.schemaKey().equals(gone));
  }

  /// Notes that a schema exists now and is empty as far as dbt knows.
  public synchronized void addSchema(Optional<String> database, String schema) {
    schemas.add(SchemaKey.of(database, schema));
  }

  public synchronized void clear() {
    schemas.clear();
    relations.clear();
    dependents.clear();
  }
}
