package dev.bailey.appliance.whole;

import dev.bailey.appliance.Appliance;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// An appliance in this process, on a home of its own, with its first administrator signed in.
final class LiveBailey extends RunningBailey {
  private final Appliance appliance;
  private final Client client;

  private LiveBailey(Appliance appliance, Client client) {
    this.appliance = appliance;
    this.client = client;
  }

  /// Starts on an empty home.
  static LiveBailey on(Path home, Map<String, String> configuration) {
    var appliance = start(home, configuration);
    var client = new Client(appliance.httpsPort(), certificate(appliance.certificate()));
    var first = appliance.firstPassword().orElseThrow();
    client.signInFirst(first.user().profile().login(), first.password().reveal(), PASSWORD);
    return new LiveBailey(appliance, client);
  }

  /// Starts on a home that is there, for somebody with a token.
  static LiveBailey again(Path home, Map<String, String> configuration, String token) {
    var appliance = start(home, configuration);
    var client = new Client(appliance.httpsPort(), certificate(appliance.certificate()));
    client.use(token);
    return new LiveBailey(appliance, client);
  }

  static Appliance start(Path home, Map<String, String> configuration) {
    var place = new Home(home);
    place.prepare();
    var values = new HashMap<>(configuration);
    values.putIfAbsent("BAILEY_HOST", "127.0.0.1");
    values.putIfAbsent("BAILEY_HTTPS_PORT", "0");
    values.putIfAbsent("BAILEY_HTTP_PORT", "0");
    values.putIfAbsent("BAILEY_SSH_PORT", "0");
    return Appliance.start(
        place,
        Configuration.read(place.configuration(), values),
        Clock.systemUTC(),
        new SecureRandom());
  }

  static X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  Appliance appliance() {
    return appliance;
  }

  @Override
  Client client() {
    return client;
  }

  @Override
  String certificatePem() {
    return appliance.certificate();
  }

  @Override
  public void close() {
    client.close();
    appliance.close();
  }
}
