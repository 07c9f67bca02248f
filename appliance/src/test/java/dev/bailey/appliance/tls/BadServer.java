package dev.bailey.appliance.tls;

import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.TlsCertificates;
import dev.bailey.testkit.TlsCertificates.Shown;
import dev.bailey.testkit.TlsCertificates.Wish;
import dev.bailey.testkit.TlsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The table of servers that nobody may trust: what each shows, and what is said of it.
enum BadServer {
  EXPIRED("its certificate has expired"),
  NOT_YET_VALID("its certificate is not valid yet"),
  OTHER_HOST("its certificate is for another name"),
  NAME_ONLY_AS_SUBJECT("its certificate is for another name"),
  SELF_SIGNED("no authority that is trusted here has signed its certificate"),
  UNKNOWN_AUTHORITY("no authority that is trusted here has signed its certificate"),
  RSA_1024("an RSA key of only 1024 bits"),
  SHA_1("signed with SHA1withRSA"),
  FOR_CLIENTS_ONLY("its certificate is not one for servers"),
  /// Listed as trusted, and out of date all the same.
  PINNED_AND_EXPIRED("its certificate has expired"),
  TLS_1_1("it speaks neither TLS 1.2 nor 1.3"),
  TLS_1_0("it speaks neither TLS 1.2 nor 1.3"),
  WEAK_CIPHER("it offers no encryption that is safe"),
  NO_TLS("it does not speak TLS on this port");

  private static final String LONG_AGO = "20200101000000Z";
  private static final String AGO = "20210101000000Z";
  private static final String AHEAD = "20980101000000Z";
  private static final String FAR_AHEAD = "20990101000000Z";

  private final String reason;

  BadServer(String reason) {
    this.reason = reason;
  }

  /// What whoever asked is told is wrong.
  String reason() {
    return reason;
  }

  /// Certificates and the authority that clients trust.
  ///
  /// @param made certificates, by name: keys take a while
  record Ground(
      Path directory, TlsCertificates certificates, String trusted, Map<String, Shown> made) {

    static Ground in(Path directory) {
      var certificates = new TlsCertificates(directory, new GitClient(directory));
      Path authority = certificates.authority("authority", "rsa:2048");
      return new Ground(
          directory, certificates, GitClient.read(authority), new ConcurrentHashMap<>());
    }

    Shown signed(String name, Wish wish) {
      return made.computeIfAbsent(name, _ -> certificates.signed("authority", name, wish));
    }

    /// One that nothing is wrong with.
    TlsServer good(TlsServer.Opening opening) {
      return new TlsServer(directory, signed("good", Wish.good()), List.of(), opening);
    }
  }

  private Shown shown(Ground ground) {
    return switch (this) {
      case EXPIRED, PINNED_AND_EXPIRED -> ground.signed(name(), Wish.good().dated(LONG_AGO, AGO));
      case NOT_YET_VALID -> ground.signed(name(), Wish.good().dated(AHEAD, FAR_AHEAD));
      case OTHER_HOST -> ground.signed(name(), Wish.good().named("DNS:elsewhere.example"));
      case NAME_ONLY_AS_SUBJECT -> ground.signed(name(), Wish.good().named("email:a@example.com"));
      case SELF_SIGNED -> ground.certificates().selfSigned(name());
      case UNKNOWN_AUTHORITY -> {
        ground.certificates().authority("stranger", "rsa:2048");
        yield ground.certificates().signed("stranger", name(), Wish.good());
      }
      case RSA_1024 -> ground.signed(name(), Wish.good().keyed("rsa:1024"));
      case SHA_1 -> ground.signed(name(), Wish.good().digested("sha1"));
      case FOR_CLIENTS_ONLY -> ground.signed(name(), Wish.good().used("clientAuth"));
      case TLS_1_1, TLS_1_0, WEAK_CIPHER, NO_TLS -> ground.signed(name(), Wish.good());
    };
  }

  private Stream<String> options() {
    return switch (this) {
      case TLS_1_1 -> Stream.of("-tls1_1");
      case TLS_1_0 -> Stream.of("-tls1");
      case WEAK_CIPHER -> Stream.of("-tls1_2");
      default -> Stream.empty();
    };
  }

  private String ciphers() {
    return this == WEAK_CIPHER ? "AES128-SHA:@SECLEVEL=0" : "ALL:@SECLEVEL=0";
  }

  /// Starts it.
  TlsServer start(Ground ground, TlsServer.Opening opening) {
    var options = Stream.concat(options(), Stream.of("-cipher", ciphers())).toList();
    var before = this == NO_TLS ? opening.then(TlsServer.Opening.babble()) : opening;
    return new TlsServer(ground.directory(), shown(ground), options, before);
  }

  /// What its clients trust.
  String trusted(Ground ground) {
    return this == PINNED_AND_EXPIRED
        ? ground.trusted() + GitClient.read(ground.directory().resolve(name() + ".pem"))
        : ground.trusted();
  }
}
