package dev.bailey.registry.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Java's own judgement, and what it leaves out: a server whose very certificate is listed as
/// trusted is let off its dates and its strength. Ours is not.
final class ServerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager path;

  ServerTrust(X509ExtendedTrustManager path) {
    this.path = path;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    path.checkServerTrusted(chain, authType, socket);
    own(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    path.checkServerTrusted(chain, authType, engine);
    own(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    path.checkServerTrusted(chain, authType);
    own(chain[0]);
  }

  private static void own(X509Certificate certificate) throws CertificateException {
    certificate.checkValidity();
    try {
      Strength.signature(certificate);
      Strength.key(certificate);
    } catch (Strength.Weak e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("no client comes this way");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no client comes this way");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no client comes this way");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return path.getAcceptedIssuers();
  }
}
