package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.registry.tls.Authorities;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS for HTTPS clients that connect to one address each, and trust the system's authorities and
/// the operator's own.
public final class TrustedSockets {
  private final SSLSocketFactory tls;

  private TrustedSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /// @param authorities certificates in PEM that are trusted besides the system's; may be empty
  /// @throws dev.bailey.git.GitException INVALID when they are none
  public static TrustedSockets trusting(String authorities) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers(authorities), new SecureRandom());
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

  private static TrustManager[] managers(String authorities) {
    try {
      return Authorities.trusting(authorities);
    } catch (IllegalArgumentException e) {
      throw new GitException(Code.INVALID, String.valueOf(e.getMessage()), e);
    }
  }
}
