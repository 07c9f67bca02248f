package dev.bailey.warehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.warehouse.settings.DuckDbSettings.Store;
import dev.bailey.warehouse.settings.SettingsReading.Fault;
import java.nio.file.Path;
import java.time.ZoneId;
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

  private static Map<String, Data> trino(String method) {
    var fields = new LinkedHashMap<String, Data>();
    fields.put("method", Data.of(method));
    fields.put("host", Data.of("trino.example.com"));
    fields.put("port", Data.of(8443));
    fields.put("user", Data.of("ann"));
    fields.put("catalog", Data.of("lake"));
    fields.put("schema", Data.of("analytics"));
    return fields;
  }

  private static TrinoSettings trino(Map<String, Data> fields) {
    return (TrinoSettings) settings(read("trino", fields));
  }

  @Test
  void aTrinosCatalogIsItsDatabase() {
    var settings = trino(trino("none"));

    assertThat(settings.database()).isEqualTo("lake");
    assertThat(settings.place()).isEqualTo("trino.example.com:8443/lake");
    assertThat(settings.target().present("catalog")).contains(Data.of("lake"));
  }

  @Test
  void whoeverLogsInToTrinoWithASecretIsEncrypted() {
    Map<String, Data> ldap = trino("ldap");
    ldap.put("password", Data.of("hunter2"));
    Map<String, Data> jwt = trino("jwt");
    jwt.put("jwt_token", Data.of("a.b.c"));

    assertThat(trino(ldap).login().isEncrypted()).isTrue();
    assertThat(trino(jwt).login().isEncrypted()).isTrue();
    assertThat(trino(ldap).toString() + trino(jwt).target() + trino(jwt))
        .doesNotContain("hunter2")
        .doesNotContain("a.b.c");
  }

  @Test
  void withoutOneThatIsAsHttpSchemeSays() {
    Map<String, Data> https = trino("none");
    https.put("http_scheme", Data.of("https"));

    assertThat(trino(trino("none")).login().isEncrypted()).isFalse();
    assertThat(trino(https).login().isEncrypted()).isTrue();
  }

  @Test
  void anImpersonatedUserIsTheQuerysUser() {
    Map<String, Data> fields = trino("ldap");
    fields.put("password", Data.of("hunter2"));
    fields.put("impersonation_user", Data.of("bob"));

    assertThat(trino(fields).login().user()).contains("bob");
  }

  @Test
  void checkingTrinosCertificateCannotBeSwitchedOff() {
    Map<String, Data> fields = trino("none");
    fields.put("cert", Data.of(false));

    assertThat(faults(read("trino", fields)))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.field()).isEqualTo("cert");
          assertThat(fault.message()).contains("the file of the authority");
        });
  }

  @Test
  void aMethodThatNeedsAPersonOrATicketIsRefusedByName() {
    for (String method : List.of("kerberos", "oauth_console", "magic")) {
      assertThat(faults(read("trino", trino(method))))
          .singleElement()
          .satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("method");
            assertThat(fault.message()).contains(method).contains("none, ldap, jwt");
          });
    }
  }

  @Test
  void aTrinosSessionStartsWithWhatTheProfileSays() {
    Map<String, Data> fields = trino("none");
    fields.put(
        "session_properties",
        Data.dict(Map.of("query_max_run_time", Data.of("1h"), "n", Data.of(3))));
    fields.put("roles", Data.dict(Map.of("lake", Data.of("reader"))));
    fields.put("client_tags", Data.texts(List.of("nightly")));
    fields.put("http_headers", Data.dict(Map.of("X-Key", Data.of("s3cret"))));
    fields.put("timezone", Data.of("Europe/Berlin"));

    var session = trino(fields).session();

    assertThat(session.properties())
        .containsOnly(Map.entry("query_max_run_time", "1h"), Map.entry("n", "3"));
    assertThat(session.roles()).containsOnly(Map.entry("lake", "reader"));
    assertThat(session.clientTags()).containsExactly("nightly");
    assertThat(session.zone()).contains(ZoneId.of("Europe/Berlin"));
    assertThat(session.toString()).doesNotContain("s3cret");
  }

  @Test
  void anAuthorityOfTrinosMayBeAFileOrItsText() {
    Map<String, Data> file = trino("none");
    file.put("cert", Data.of("ca.pem"));
    Map<String, Data> text = trino("none");
    text.put("cert", Data.of("-----BEGIN CERTIFICATE-----\nMII"));

    assertThat(trino(file).authorities().orElseThrow()).startsWith("/").endsWith("/ca.pem");
    assertThat(trino(text).authorities().orElseThrow()).startsWith("-----BEGIN");
  }
}
