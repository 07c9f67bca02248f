package dev.bailey.registry.tls;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/// TLS for HTTPS clients that connect to one address each, and trust the system's authorities and
/// the operator's own.
public final class TrustedSockets {
  private final SSLSocketFactory tls;

  private TrustedSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /// @param authorities certificates in PEM that are trusted besides the system's; may be empty
  /// @throws IllegalArgumentException when they are none
  public static TrustedSockets trusting(String authorities) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, Authorities.trusting(authorities), new SecureRandom());
      return new TrustedSockets(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /// Sockets for an [javax.net.ssl.HttpsURLConnection] that are connected to this address, whatever
  /// the host's name means by then. The certificate is still checked against the name.
  public SSLSocketFactory to(InetSocketAddress address) {
    return new PinnedSockets(address, tls);
  }
}
