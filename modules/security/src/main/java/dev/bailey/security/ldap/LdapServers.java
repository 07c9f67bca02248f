package dev.bailey.security.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.registry.tls.TrustedSockets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// Connections to the first of several servers that answers, encrypted in every case: nothing is
/// said before TLS stands, and the certificate must be the server's.
final class LdapServers {
  private static final int CONNECT_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 10_000;

  private final List<URI> servers;
  private final SSLSocketFactory tls;

  LdapServers(List<URI> servers, String authorities) {
    this.servers = servers;
    this.tls = TrustedSockets.trusting(authorities).named();
  }

  LDAPConnection connect() throws LDAPException {
    Optional<LDAPException> last = Optional.empty();
    for (URI server : servers) {
      try {
        return connect(server);
      } catch (LDAPException e) {
        last = Optional.of(explained(server, e));
      }
    }
    throw last.orElseGet(() -> new LDAPException(ResultCode.CONNECT_ERROR));
  }

  private static LDAPException explained(URI server, LDAPException e) {
    return TlsRefusal.of(e, "ldap_authorities")
        .map(refusal -> new LDAPException(e.getResultCode(), refusal.of(server.toString()), e))
        .orElse(e);
  }

  private LDAPConnection connect(URI server) throws LDAPException {
    boolean startTls = server.getScheme().equals("ldap");
    int port = server.getPort() > 0 ? server.getPort() : startTls ? 389 : 636;
    if (!startTls) {
      return new LDAPConnection(tls, options(), server.getHost(), port);
    }
    var connection = new LDAPConnection(options(), server.getHost(), port);
    try {
      var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
      if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
        throw new LDAPException(answer.getResultCode(), "the server refuses StartTLS");
      }
      return connection;
    } catch (LDAPException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static LDAPConnectionOptions options() {
    var options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(CONNECT_MILLIS);
    options.setResponseTimeoutMillis(ANSWER_MILLIS);
    options.setFollowReferrals(false);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
    return options;
  }
}
