package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `bailey` started in the wrong way or on the wrong ground: the process ends at once with a
/// message for the operator and an exit code, and leaves everything as it was.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadStartTest {
  private Path kept;
  private Path home;

  @BeforeAll
  void aHomeWithData(@TempDir Path folder) {
    kept = folder.resolve("kept");
    try (var bailey = LiveBailey.on(kept, Map.of())) {
      bailey.project("shop");
    }
  }

  @BeforeEach
  void aCopyOfIt(@TempDir Path folder) throws IOException {
    home = folder.resolve("home");
    SampleRunTest.copy(kept, home);
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("r--------"));
    configure("host: 127.0.0.1");
  }

  private Path key() {
    return home.resolve("keys/master.key");
  }

  @Test
  void helpIsShownWhenAskedFor() {
    BaileyProcess.Ended help = bailey(Map.of(), "--help");

    assertThat(help.code()).isZero();
    assertThat(help.said()).contains("Usage: bailey", "serve");
  }

  @ParameterizedTest
  @CsvSource({
    "serve --hom x, Unknown options: '--hom'",
    "serv, Unmatched argument at index 0: 'serv'",
    "serve extra, Unmatched argument"
  })
  void whatIsTypedWronglyIsNamed(String line, String said) {
    BaileyProcess.Ended ended = bailey(Map.of(), line.split(" "));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains(said);
    discreet(ended);
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      refused(1, serve(Map.of("BAILEY_HTTPS_PORT", port)), port, "https_port", "bailey.yaml");
      refused(1, serve(Map.of("BAILEY_SSH_PORT", port)), port, "ssh_port", "bailey.yaml");
    }
  }

  @Test
  void aHomeThatCannotBeMade() {
    Path file = home.resolve("data/keyring");

    refused(2, at(file, Map.of()), file + " is no directory", "--home");
    refused(2, at(file.resolve("below"), Map.of()), "cannot be made", "--home");
    refused(2, at(Path.of("/proc/bailey"), Map.of()), "/proc/bailey", "cannot be made", "--home");
  }

  @Test
  void aMasterKeyThatIsMissing() throws IOException {
    Files.delete(key());

    refusedOn(home, 1, key().toString(), "Put the key back; nothing was changed");
  }

  @Test
  void aMasterKeyThatOthersMayRead() throws IOException {
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("r--r--r--"));

    refusedOn(home, 1, "r--r--r--", "chmod 0400 " + key());
  }

  @Test
  void aMasterKeyOfSomethingElse() throws IOException {
    replaceKey(new byte[32]);
    refusedOn(home, 1, "master key", "nothing was changed");

    replaceKey(new byte[7]);
    refusedOn(home, 1, key().toString(), "has 7 bytes; a master key has 32");
  }

  private void replaceKey(byte[] bytes) throws IOException {
    Files.delete(key());
    Files.write(key(), bytes);
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("r--------"));
  }

  @Test
  void aKeyRingThatIsMissingOrDamaged() throws IOException {
    damage(home.resolve("data/keyring"));
    refusedOn(home, 1, "keyring");

    Files.delete(home.resolve("data/keyring"));
    refusedOn(home, 1, "keyring", "Put the key ring back; nothing was changed");
  }

  @Test
  void aDatabaseThatIsDamaged() throws IOException {
    damage(database());

    refusedOn(home, 1, "database");
  }

  @Test
  void aDatabaseThatIsShortened() throws IOException {
    try (var file = new RandomAccessFile(database().toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    refusedOn(home, 1, "database");
  }

  @Test
  void aDatabaseThatIsMissing() throws IOException {
    Files.delete(database());

    refusedOn(home, 1, "database");
  }

  private Path database() throws IOException {
    try (var files = Files.walk(home.resolve("data/database"))) {
      return files.filter(file -> file.toString().endsWith(".mv.db")).findFirst().orElseThrow();
    }
  }

  private static void damage(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = 0; at < bytes.length(); at += 512) {
        bytes.seek(at);
        int old = bytes.read();
        bytes.seek(at);
        bytes.write(old ^ 0x55);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https_port: many                 | https_port must be a whole number from 0 to 65535, not 'many'",
        "https_prot: 1                    | bailey.yaml:1:1: there is no key 'https_prot'",
        "ldap_servers: ldaps://x.example | ldap_servers needs ldap_user_base",
        "oidc_issuer: https://x.example   | oidc_issuer needs public_name",
        "saml_metadata: /no/such/file     | saml_metadata needs public_name",
        "public_name: https://x.example   | public_name must be the name of a host",
        "oidc_authorities: /no/such/file  | oidc_authorities names /no/such/file, which cannot be read",
        "second_factor: maybe             | second_factor must be optional or required, not 'maybe'",
        "interrupted_runs: forget         | interrupted_runs must be leave or resume, not 'forget'",
        "busy_relation: hope              | busy_relation must be one of wait, fail, skip, not 'hope'",
        "busy_relation_minutes: 0         | busy_relation_minutes must be a whole number from 1 to 100000",
        "run_slots: 0                     | run_slots must be a whole number from 1 to 1000, not '0'",
        "run_slots: 1001                  | run_slots must be a whole number from 1 to 1000, not '1001'",
        "run_hours: 20000                 | run_hours must be a whole number from 1 to 10000",
        "tls_key: x.pem                   | tls_certificate and tls_key go together",
        "git_known_hosts: /no/such/file   | git_known_hosts names /no/such/file, which cannot be read",
        "[https_port                      | bailey.yaml:",
        "just words                       | must hold lines of the form `key: value`",
        "security_contact: me@h.test      | security_contact must be an address such as mailto:",
        "package_hub_url: http://h.test   | package_hub_url must be a URL that begins with https://",
        "package_hub_url: https://a@h.test | package_hub_url must be a URL that begins with https://",
        "package_mib: 0                   | package_mib must be a whole number from 1 to 2000, not '0'",
        "packages_mib: much               | packages_mib must be a whole number from 1 to 100000",
        "log_days: some                   | log_days must be a number of days from 1 to 36500, or forever, not 'some'",
        "audit_days: 90                   | audit_days must be at least 365: auditors ask for a whole year",
        "syslog_server: tls://logs        | syslog_server must be a host, such as logs.example.com",
        "syslog_authorities: /no/such/file | syslog_authorities names /no/such/file, which cannot be read",
        "audit_days_forced: perhaps       | audit_days_forced must be no or yes, not 'perhaps'",
        "ldap_authorities: /etc/hostname  | ldap_authorities: the trusted certificates cannot be used",
        "database_url: mysql://db/x       | database_url: it must be like jdbc:postgresql://",
        "database_url: jdbc:postgresql://db.h.test/b?sslmode=require | database_url: sslmode=require would let others read along",
        "database_url: jdbc:postgresql://db.h.test/b?sslfactory=x | database_url: sslfactory and socketFactory cannot be chosen",
        "git_authorities: /proc/self/mem  | git_authorities names /proc/self/mem, which cannot be read"
      })
  void aConfigurationThatCannotBeUsed(String line, String said) throws IOException {
    configure(line);

    refusedOn(home, 2, said);
  }

  @Test
  void aCertificateThatIsNone() throws IOException {
    Path pem = Files.writeString(home.resolve("config/c.pem"), "not a certificate\n");
    configure("tls_certificate: " + pem, "tls_key: " + pem);

    refusedOn(home, 2, "tls_certificate and tls_key cannot be used", "both in PEM");
  }

  @Test
  void aMasterKeyThatIsElsewhere() throws IOException {
    configure("master_key: /no/such/key");

    refusedOn(home, 1, "there is data, but no master key at /no/such/key. Put the key back");
  }

  @Test
  void anAuditThatEndsBeforeTheRunsItTellsOf() throws IOException {
    configure("run_days: forever", "audit_days: 400");

    refusedOn(home, 2, "audit_days must be at least run_days", "audit_days_forced: yes");
  }

  @Test
  void anAddressOfNoMachine() throws IOException {
    configure("host: not.an.address.invalid");

    refused(1, serve(Map.of()), "not.an.address.invalid", "Set host");
  }

  /// On free ports, unless the lines say otherwise.
  private void configure(String... lines) throws IOException {
    var all = new ArrayList<>(List.of(lines));
    for (String key : List.of("https_port", "http_port", "ssh_port")) {
      if (all.stream().noneMatch(line -> line.startsWith(key) || !line.contains(": "))) {
        all.add(key + ": 0");
      }
    }
    Files.write(home.resolve("config/bailey.yaml"), all);
  }

  @Test
  void aDatabaseServerThatIsNotThere() {
    Map<String, String> elsewhere =
        Map.of(
            "BAILEY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/bailey",
            "BAILEY_DATABASE_USER", "bailey",
            "BAILEY_DATABASE_PASSWORD", "s3cret-of-the-test");

    refused(1, serve(elsewhere), "of database_url cannot be entered", "127.0.0.1:1", "Check");
  }

  @Test
  void aJavaOfAnotherVersion(@TempDir Path folder) throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.5\"\n");
    Path launcher = folder.resolve("bailey/bin/bailey");
    Files.createDirectories(launcher.getParent());
    Path here = Path.of("src/main/bin/bailey");
    Files.copy(Files.exists(here) ? here : Path.of("appliance").resolve(here), launcher);
    var command = new ProcessBuilder("sh", launcher.toString(), "serve");
    command.environment().put("BAILEY_JAVA", java.toString());

    refused(
        2,
        BaileyProcess.run(command, ""),
        "BAILEY_JAVA is " + java + ", which is no Java 25. Set it");
  }

  private void refusedOn(Path place, int code, String... said) {
    Map<String, String> before = contents(place);

    refused(code, at(place, Map.of()), said);
    assertThat(contents(place)).isEqualTo(before);
  }

  private static void refused(int code, BaileyProcess.Ended ended, String... said) {
    assertThat(ended.said()).startsWith("bailey: ").contains(said);
    assertThat(ended.code()).isEqualTo(code);
    discreet(ended);
  }

  private static void discreet(BaileyProcess.Ended ended) {
    assertThat(ended.said())
        .doesNotContain("\tat ", "Exception", "dev.bailey", "s3cret-of-the-test")
        .doesNotContain("logging implementation");
  }

  private BaileyProcess.Ended serve(Map<String, String> environment) {
    return at(home, environment);
  }

  private static BaileyProcess.Ended at(Path place, Map<String, String> environment) {
    return bailey(environment, "serve", "--home", place.toString());
  }

  private static BaileyProcess.Ended bailey(Map<String, String> environment, String... arguments) {
    return BaileyProcess.run(environment, "", arguments);
  }

  /// Every file below a directory, by the hash of its content.
  private static Map<String, String> contents(Path directory) {
    var all = new TreeMap<String, String>();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        all.put(directory.relativize(file).toString(), HexFormat.of().formatHex(hash));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
