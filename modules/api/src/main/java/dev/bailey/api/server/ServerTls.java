package dev.bailey.api.server;

import io.helidon.common.tls.Tls;
import javax.net.ssl.SSLParameters;

/// TLS as Mozilla's "intermediate" has it: 1.2 and 1.3, forward secrecy and authenticated ciphers
/// only, in the server's order.
///
/// Everything stands in one `SSLParameters`, because Helidon lets it replace whatever else was set
/// (facts/security.md, finding 10). Refusing renegotiation that a client starts is a property of
/// the process, set by the launcher.
final class ServerTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String[] SUITES = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };
  private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1"};

  private ServerTls() {}

  static Tls of(ServerIdentity identity) {
    var parameters = new SSLParameters(SUITES, PROTOCOLS);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNamedGroups(GROUPS);
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    return Tls.builder()
        .privateKey(identity.key())
        .privateKeyCertChain(identity.chain())
        .sslParameters(parameters)
        .build();
  }
}
