package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A source of a package as the project that uses the package changes it, by an entry that says
/// `overrides: <package>`.
final class SourceOverride {
  private static final Set<String> NAMES = Set.of("name", "overrides", "tables");

  private SourceOverride() {}

  /// The source with the changes of `override`; tables that it does not have are left out.
  static Patch of(Patch source, Patch override) {
    return new Patch(
        source.file(),
        source.section(),
        source.name(),
        source.node(),
        asWritten(source.written(), override.written()),
        changed(source.rendered(), override.rendered()));
  }

  /// Of where the source stands, dbt keeps what its own file says.
  private static Data.Dict asWritten(Data.Dict source, Data.Dict override) {
    var merged = new LinkedHashMap<>(changed(source, override).entries());
    for (String key : List.of("database", "schema")) {
      merged.remove(Data.of(key));
      source.find(key).ifPresent(own -> merged.put(Data.of(key), own));
    }
    return new Data.Dict(merged);
  }

  private static Data.Dict changed(Data.Dict source, Data.Dict override) {
    List<Data.Dict> changes = Patch.dicts(override, "tables");
    List<Data> tables =
        Patch.dicts(source, "tables").stream()
            .map(table ->
                change(table, changes).<Data>map(c -> over(table, c, "quoting")).orElse(table))
            .toList();
    return over(source, override, "config").with("tables", new Data.Items(tables));
  }

  private static Optional<Data.Dict> change(Data.Dict table, List<Data.Dict> changes) {
    return changes.stream()
        .filter(change -> change.find("name").equals(table.find("name")))
        .findFirst();
  }

  /// What an override does not say of its freshness and of the key `emptied` is empty afterwards:
  /// dbt gives these two a value of their own in every override.
  private static Data.Dict over(Data.Dict general, Data.Dict change, String emptied) {
    var merged = new LinkedHashMap<>(general.entries());
    merged.remove(Data.of("freshness"));
    merged.put(Data.of(emptied), Data.noEntries());
    change
        .entries()
        .forEach((key, value) -> {
          boolean isSaid = !(value instanceof Data.Nothing) || key.equals(Data.of("freshness"));
          if (isSaid && !NAMES.contains(key.asText().orElse(""))) {
            merged.put(key, value);
          }
        });
    return new Data.Dict(merged);
  }
}
