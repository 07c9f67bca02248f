package dev.bailey.appliance.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// What an appliance in another process prints when it is ready, and what a careful person does
/// with it: compare the certificate's fingerprint, then sign in.
record Greeting(String text) {

  /// Reads until the appliance is ready.
  ///
  /// @param first whether it starts for the first time and prints a password too
  static Greeting await(BufferedReader lines, boolean first) throws IOException {
    var all = new StringBuilder();
    String last = first ? "password " : "git over SSH ";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      all.append(line).append('\n');
      if (line.strip().startsWith(last)) {
        return new Greeting(all.toString());
      }
    }
    throw new AssertionError("the appliance did not become ready:\n" + all);
  }

  /// The port that it listens on, in its own network.
  int port() {
    return Integer.parseInt(word("Bailey is ready: https://localhost:"));
  }

  /// The port of an address on this machine that stands in a text.
  static int portIn(String text) {
    var found = Pattern.compile("https://localhost:(\\d+)").matcher(text);
    if (!found.find()) {
      throw new AssertionError("no address in " + text);
    }
    return Integer.parseInt(found.group(1));
  }

  /// The first administrator at a port, signed in with the one-time password.
  Client signIn(int port) {
    var client = new Client(port, certificate(port));
    client.signInFirst(word("login"), word("password"), RunningBailey.PASSWORD);
    return client;
  }

  /// The certificate at a port, in PEM.
  String certificatePem(int port) {
    try {
      String base64 = Base64.getMimeEncoder().encodeToString(certificate(port).getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The certificate at a port, if it is the one whose fingerprint was printed.
  X509Certificate certificate(int port) {
    try {
      X509Certificate seen = seen(port);
      String fingerprint =
          HexFormat.ofDelimiter(":")
              .withUpperCase()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(seen.getEncoded()));
      if (!fingerprint.equals(word("certificate SHA-256"))) {
        throw new AssertionError("not the certificate that was printed: " + fingerprint);
      }
      return seen;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String word(String before) {
    var found = Pattern.compile("(?m)^\\s*" + Pattern.quote(before) + "\\s*(\\S+)$").matcher(text);
    if (!found.find()) {
      throw new AssertionError("no " + before + " in what it printed");
    }
    return found.group(1);
  }

  private static X509Certificate seen(int port) throws GeneralSecurityException, IOException {
    var seeing = SSLContext.getInstance("TLS");
    seeing.init(null, new TrustManager[] {new TrustAll()}, null);
    try (var socket = (SSLSocket) seeing.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /// Lets a test see the certificate, which it then compares with the fingerprint.
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
