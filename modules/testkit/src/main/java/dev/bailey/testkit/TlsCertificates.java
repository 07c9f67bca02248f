package dev.bailey.testkit;

import java.nio.file.Path;
import java.util.List;

/// Certificates for `localhost`, good ones and bad ones, which OpenSSL makes in a directory.
///
/// @param client runs OpenSSL
public record TlsCertificates(Path directory, GitClient client) {
  private static final String GOOD_DATES = "-days 300";
  private static final String RSA_2048 = "rsa:2048";

  /// A certificate in files of PEM.
  public record Shown(Path certificate, Path key) {}

  /// What becomes of a certificate.
  ///
  /// @param names its alternative names, as OpenSSL writes them
  /// @param key such as `rsa:2048`
  /// @param digest such as `sha256`
  /// @param dates options of `openssl ca`
  public record Wish(String names, String key, String digest, String dates, String usage) {

    /// A certificate as it should be.
    public static Wish good() {
      return new Wish("DNS:localhost", RSA_2048, "sha256", GOOD_DATES, "serverAuth");
    }

    public Wish named(String other) {
      return new Wish(other, key, digest, dates, usage);
    }

    public Wish keyed(String other) {
      return new Wish(names, other, digest, dates, usage);
    }

    public Wish digested(String other) {
      return new Wish(names, key, other, dates, usage);
    }

    public Wish dated(String start, String end) {
      return new Wish(names, key, digest, "-startdate %s -enddate %s".formatted(start, end), usage);
    }

    public Wish used(String other) {
      return new Wish(names, key, digest, dates, other);
    }
  }

  /// Makes an authority.
  ///
  /// @param name of its files
  /// @param key such as `rsa:2048`
  public Path authority(String name, String key) {
    run(
        "openssl req -x509 -newkey %s -nodes -keyout %s.key -out %s.pem -days 3650 -subj /CN=%s -addext keyUsage=critical,keyCertSign,cRLSign"
            .formatted(key, name, name, name));
    configure(name, Wish.good());
    return directory.resolve(name + ".pem");
  }

  /// Makes a certificate that an authority has signed.
  ///
  /// @param authority its name
  /// @param name of the new files
  public Shown signed(String authority, String name, Wish wish) {
    configure(authority, wish);
    run(
        "openssl req -newkey %s -nodes -keyout %s.key -out %s.csr -subj /CN=server"
            .formatted(wish.key(), name, name));
    run(
        "openssl ca -batch -notext -config %s.cnf -md %s %s -in %s.csr -out %s.pem"
            .formatted(authority, wish.digest(), wish.dates(), name, name));
    return shown(name);
  }

  /// Makes a certificate that signs itself.
  public Shown selfSigned(String name) {
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout %s.key -out %s.pem -days 365 -subj /CN=server -addext subjectAltName=DNS:localhost"
            .formatted(name, name));
    return shown(name);
  }

  private Shown shown(String name) {
    return new Shown(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
  }

  /// What `openssl ca` needs: only it sets dates.
  private void configure(String authority, Wish wish) {
    GitClient.write(directory.resolve(authority + ".index"), "");
    GitClient.write(
        directory.resolve(authority + ".cnf"),
        """
        [ca]
        default_ca = this
        [this]
        database = %1$s.index
        rand_serial = yes
        new_certs_dir = .
        certificate = %1$s.pem
        private_key = %1$s.key
        policy = any
        x509_extensions = server
        unique_subject = no
        [any]
        commonName = supplied
        [server]
        subjectAltName = %2$s
        extendedKeyUsage = %3$s
        basicConstraints = critical,CA:FALSE
        keyUsage = critical,digitalSignature,keyEncipherment
        subjectKeyIdentifier = hash
        authorityKeyIdentifier = keyid
        """
            .formatted(authority, wish.names(), wish.usage()));
  }

  private void run(String command) {
    var made = client.run(directory, List.of(command.split(" ")).toArray(String[]::new));
    if (made.status() != 0) {
      throw new AssertionError(command + ":\n" + made.output());
    }
  }
}
