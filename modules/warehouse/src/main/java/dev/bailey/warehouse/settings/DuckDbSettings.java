package dev.bailey.warehouse.settings;

import dev.bailey.project.manifest.Data;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A DuckDB inside this process, in the words of dbt-duckdb.
///
/// @param store where the tables are kept
/// @param options DuckDB's own that must be there when it starts, such as `access_mode`
/// @param settings DuckDB's own, by name, such as `memory_limit`; set before anything runs
/// @param extensions to load; those that DuckDB does not carry must be installed already, because
///   nothing is downloaded
/// @param attached other databases
/// @param transactions whether models run in transactions
/// @param reach what SQL may touch outside the database
/// @param said what the profile says beyond dbt-duckdb's defaults, for `target`
public record DuckDbSettings(
    Store store,
    String database,
    String schema,
    Map<String, String> options,
    Map<String, String> settings,
    List<String> extensions,
    List<Attached> attached,
    boolean transactions,
    Reach reach,
    Data.Dict said)
    implements ConnectionSettings {
  public DuckDbSettings {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    extensions = List.copyOf(extensions);
    attached = List.copyOf(attached);
  }

  private static final List<String> SAID =
      List.of("attach", "config_options", "extensions", "external_root", "path", "settings");

  /// Where tables are kept.
  public sealed interface Store {

    /// In memory, gone with the last session. Connections with the same name share it.
    record Memory(String name) implements Store {}

    /// In a plain file.
    record PlainFile(Path path) implements Store {}

    /// In a file that DuckDB encrypts with AES-256-GCM.
    record SealedFile(Path path, FileKey key) implements Store {}
  }

  /// What SQL may touch outside the database.
  public enum Reach {
    /// What the user of the process may: files, the network, extensions. For a shell.
    EVERYTHING,
    /// Nothing but the database itself, with no way to change that. For a server.
    NOTHING
  }

  /// Another database: `attach <path> as <alias> (type <type>, read_only)`.
  public record Attached(
      String path, Optional<String> alias, Optional<String> type, boolean readOnly) {}

  /// A DuckDB in memory, as dbt-duckdb has it when nothing is said.
  ///
  /// @param name who shares it
  public static DuckDbSettings memory(String name) {
    return plain(new Store.Memory(name), "memory", "main", Reach.EVERYTHING);
  }

  /// A plain file, open to everything: what the `bailey dbt` command uses.
  public static DuckDbSettings file(Path path, String schema) {
    return plain(new Store.PlainFile(path), stem(path), schema, Reach.EVERYTHING);
  }

  /// An encrypted file of the appliance, whose SQL touches nothing else.
  public static DuckDbSettings sealed(Path path, FileKey key, String database, String schema) {
    return plain(new Store.SealedFile(path, key), database, schema, Reach.NOTHING);
  }

  private static DuckDbSettings plain(Store store, String database, String schema, Reach reach) {
    return new DuckDbSettings(
        store,
        database,
        schema,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        true,
        reach,
        Data.noEntries());
  }

  public DuckDbSettings withSettings(Map<String, String> other) {
    return new DuckDbSettings(
        store, database, schema, options, other, extensions, attached, transactions, reach, said);
  }

  static DuckDbSettings read(FieldReader fields, Path directory) {
    String path = fields.text("path").orElse(":memory:");
    Store store =
        path.equals(":memory:")
            ? new Store.Memory("profile")
            : new Store.PlainFile(directory.resolve(path));
    String derived = path.equals(":memory:") ? "memory" : stem(Path.of(path));
    String database = fields.text("database").orElse(derived);
    if (!database.equals(derived)) {
      fields.refuse(
          "database",
          "Inconsistency detected between 'path' and 'database' fields in profile; the 'database' "
              + "property must be set to '%s' to match the 'path'".formatted(derived));
    }
    // Known to dbt-duckdb, without a meaning for an engine that is not Python.
    fields.text("external_root");
    return new DuckDbSettings(
        store,
        database,
        fields.text("schema").orElse("main"),
        fields.plainEntries("config_options"),
        fields.plainEntries("settings"),
        extensions(fields),
        attached(fields, directory),
        !fields.flag("disable_transactions"),
        Reach.EVERYTHING,
        fields.only(SAID));
  }

  private static List<String> extensions(FieldReader fields) {
    var names = new ArrayList<String>();
    for (Data item : fields.items("extensions")) {
      Optional<String> name =
          item instanceof Data.Dict dict ? dict.find("name").flatMap(Data::asText) : item.asText();
      name.ifPresentOrElse(
          names::add, () -> fields.refuse("extensions", "an extension needs a name"));
    }
    return names;
  }

  private static List<Attached> attached(FieldReader fields, Path directory) {
    var all = new ArrayList<Attached>();
    for (Data item : fields.items("attach")) {
      if (item instanceof Data.Dict dict && dict.find("path").isPresent()) {
        all.add(attached(dict, directory));
      } else {
        fields.refuse("attach", "'path' is a required property");
      }
    }
    return all;
  }

  private static Attached attached(Data.Dict dict, Path directory) {
    Optional<String> type = dict.present("type").flatMap(Data::asText);
    String path = dict.find("path").flatMap(Data::asText).orElse("");
    boolean local = type.isEmpty() && !path.contains(":") && !path.isEmpty();
    return new Attached(
        local ? directory.resolve(path).toString() : path,
        dict.present("alias").flatMap(Data::asText),
        type,
        dict.present("read_only").map(Data::truth).orElse(false));
  }

  /// The name that DuckDB gives a database after its file: up to the first dot.
  private static String stem(Path path) {
    String name = String.valueOf(path.getFileName()).replaceFirst("^\\.+", "");
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public String type() {
    return "duckdb";
  }

  @Override
  public String server() {
    return switch (store) {
      case Store.Memory _ -> ":memory:";
      case Store.PlainFile(Path path) -> path.toAbsolutePath().normalize().toString();
      case Store.SealedFile(Path path, _) -> path.toAbsolutePath().normalize().toString();
    };
  }

  @Override
  public String place() {
    return switch (store) {
      case Store.Memory _ -> ":memory:";
      case Store.PlainFile(Path path) -> path.toString();
      case Store.SealedFile _ -> "database " + database;
    };
  }

  @Override
  public Data.Dict target() {
    var all = new LinkedHashMap<String, Data>();
    all.put("attach", Data.nothing());
    all.put("config_options", Data.nothing());
    all.put("database", Data.of(database));
    all.put("disable_transactions", Data.of(!transactions));
    all.put("extensions", Data.nothing());
    all.put("external_root", Data.of("."));
    all.put("filesystems", Data.nothing());
    all.put("path", Data.of(path()));
    all.put("plugins", Data.nothing());
    all.put("remote", Data.nothing());
    all.put("schema", Data.of(schema));
    all.put("settings", Data.noEntries());
    all.put("use_credential_provider", Data.nothing());
    return Data.dict(all).updated(said);
  }

  private String path() {
    return switch (store) {
      case Store.Memory _ -> ":memory:";
      case Store.PlainFile(Path path) -> path.toString();
      case Store.SealedFile _ -> database;
    };
  }
}
