package dev.bailey.warehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.warehouse.settings.DuckDbSettings.Store;
import dev.bailey.warehouse.settings.SettingsReading.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectionSettingsTest {
  private static final Path HERE = Path.of("here").toAbsolutePath();

  private static SettingsReading read(String type, Map<String, Data> fields) {
    return ConnectionSettings.read(type, Data.dict(fields), HERE);
  }

  private static Map<String, Data> postgres() {
    var fields = new LinkedHashMap<String, Data>();
    fields.put("type", Data.of("postgres"));
    fields.put("threads", Data.of(4));
    fields.put("host", Data.of("db.example"));
    fields.put("port", Data.of(5432));
    fields.put("user", Data.of("ann"));
    fields.put("pass", Data.of("hush"));
    fields.put("dbname", Data.of("shop"));
    fields.put("schema", Data.of("analytics"));
    return fields;
  }

  private static ConnectionSettings settings(SettingsReading reading) {
    assertThat(reading).isInstanceOf(SettingsReading.Read.class);
    return ((SettingsReading.Read) reading).settings();
  }

  private static List<Fault> faults(SettingsReading reading) {
    assertThat(reading).isInstanceOf(SettingsReading.Refused.class);
    return ((SettingsReading.Refused) reading).faults();
  }

  @Test
  void anOutputForPostgresIsReadWithDbtsAliasesAndDefaults() {
    var settings = (PostgresSettings) settings(read("postgres", postgres()));

    assertThat(settings.password().reveal()).isEqualTo("hush");
    assertThat(settings.database()).isEqualTo("shop");
    assertThat(settings.connectTimeout()).isEqualTo(10);
    assertThat(settings.retries()).isEqualTo(1);
    assertThat(settings.applicationName()).isEqualTo("dbt");
    assertThat(settings.place()).isEqualTo("db.example:5432/shop");
  }

  @Test
  void aTemplateSeesNoPassword() {
    var settings = settings(read("postgres", postgres()));

    assertThat(settings.target().find("password")).isEmpty();
    assertThat(settings.target().find("pass")).isEmpty();
    assertThat(settings.target().toString() + settings).doesNotContain("hush");
    assertThat(settings.target().find("dbname")).contains(Data.of("shop"));
    assertThat(settings.target().find("sslmode")).contains(Data.nothing());
  }

  @Test
  void whatIsMissingAndWhatIsOfTheWrongTypeAreBothSaid() {
    var fields = postgres();
    fields.remove("schema");
    fields.put("port", Data.of("abc"));

    assertThat(faults(read("postgres", fields)))
        .contains(
            new Fault("schema", "'schema' is a required property"),
            new Fault("port", "'abc' is not of type 'integer'"));
  }

  @Test
  void anUnknownFieldIsNotedAndAnUnknownSslModeRefused() {
    var fields = postgres();
    fields.put("sslmod", Data.of("verify-full"));

    assertThat(((SettingsReading.Read) read("postgres", fields)).unknown())
        .containsExactly("sslmod");

    fields.put("sslmode", Data.of("verify-ful"));

    assertThat(faults(read("postgres", fields)))
        .containsExactly(new Fault("sslmode", "invalid sslmode value: \"verify-ful\""));
  }

  @Test
  void aPasswordOfDigitsIsText() {
    var fields = postgres();
    fields.put("pass", Data.of(12345));

    assertThat(((PostgresSettings) settings(read("postgres", fields))).password())
        .isEqualTo(Password.of("12345"));
  }

  @Test
  void aDuckDbWithoutAPathIsInMemory() {
    var settings = (DuckDbSettings) settings(read("duckdb", Map.of()));

    assertThat(settings.store()).isInstanceOf(Store.Memory.class);
    assertThat(settings.database()).isEqualTo("memory");
    assertThat(settings.schema()).isEqualTo("main");
  }

  @Test
  void aDuckDbIsNamedAfterItsFileUpToTheFirstDot() {
    var settings = settings(read("duckdb", Map.of("path", Data.of("data/sub.x.duckdb"))));

    assertThat(settings.database()).isEqualTo("sub");
    assertThat(settings.place()).isEqualTo(HERE.resolve("data/sub.x.duckdb").toString());
    assertThat(settings.target().find("path")).contains(Data.of("data/sub.x.duckdb"));
  }

  @Test
  void aDatabaseThatIsNotTheFilesIsRefused() {
    var reading =
        read("duckdb", Map.of("path", Data.of("shop.duckdb"), "database", Data.of("store")));

    assertThat(faults(reading).getFirst().message()).contains("must be set to 'shop'");
  }

  @Test
  void settingsExtensionsAndAttachedDatabasesAreRead() {
    var attached =
        Data.dict(
            Map.of("path", Data.of("other.db"), "alias", Data.of("o"), "read_only", Data.of(true)));
    var settings =
        (DuckDbSettings)
            settings(
                read(
                    "duckdb",
                    Map.of(
                        "settings", Data.dict(Map.of("threads", Data.of(2))),
                        "extensions", Data.texts(List.of("json")),
                        "attach", new Data.Items(List.of(attached)))));

    assertThat(settings.settings()).containsExactly(Map.entry("threads", "2"));
    assertThat(settings.extensions()).containsExactly("json");
    assertThat(settings.attached())
        .containsExactly(
            new DuckDbSettings.Attached(
                HERE.resolve("other.db").toString(), Optional.of("o"), Optional.empty(), true));
  }

  @Test
  void anUnknownKindOfWarehouseIsRefused() {
    assertThat(faults(read("oracle", Map.of())).getFirst().message())
        .contains("Could not find adapter type oracle!");
  }

  @Test
  void aKeyHasTwoHundredAndFiftySixBitsAndDoesNotShowThem() {
    var key = new FileKey(new byte[32]);

    assertThat(key.toString()).isEqualTo("FileKey[hidden]");
    assertThat(key.reveal()).hasSize(64);
  }
}
