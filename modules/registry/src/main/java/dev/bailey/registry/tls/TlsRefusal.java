package dev.bailey.registry.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Why no TLS connection was made, in words of our own: the libraries' words quote what the server
/// said, and name no remedy.
///
/// @param reason what is wrong with the server, such as `its certificate has expired`
/// @param remedy a sentence on what can be done, without its stop
public record TlsRefusal(String reason, String remedy) {
  private static final int DEEPEST = 16;
  private static final String ANEW = "Have it given a new certificate";

  /// What a failure says of TLS; empty when it was another trouble.
  ///
  /// @param authorities where an authority of the operator's own is named, such as
  ///   `git_authorities`
  public static Optional<TlsRefusal> of(Throwable failure, String authorities) {
    boolean tls = false;
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      var found = certificate(at, authorities);
      if (found != null) {
        return Optional.of(found);
      }
      tls |= at instanceof SSLException || at instanceof CertificateException;
      at = at.getCause();
    }
    return tls ? Optional.of(handshake(failure)) : Optional.empty();
  }

  /// The whole sentence.
  ///
  /// @param server its host, and its port if known
  public String of(String server) {
    return "%s is not trusted: %s. %s.".formatted(server, reason, remedy);
  }

  private static @Nullable TlsRefusal certificate(Throwable at, String authorities) {
    return switch (at) {
      case Strength.Weak weak ->
          new TlsRefusal(
              String.valueOf(weak.getMessage()),
              ANEW + ", with a key of RSA 2048 or P-256 and a signature of SHA-256 at least");
      case CertificateExpiredException _ -> new TlsRefusal("its certificate has expired", ANEW);
      case CertificateNotYetValidException _ ->
          new TlsRefusal(
              "its certificate is not valid yet", "Compare the clock there with the one here");
      case SSLPeerUnverifiedException _ -> otherName();
      case CertPathBuilderException _ ->
          new TlsRefusal(
              "no authority that is trusted here has signed its certificate",
              "If it is one of your own, name the authority in " + authorities);
      case CertPathValidatorException path
          when path.getReason() == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED ->
          new TlsRefusal("its certificate is of a kind that is broken", ANEW);
      case CertificateException named when isOfName(named) -> otherName();
      default -> null;
    };
  }

  private static boolean isOfName(CertificateException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No name matching")
        || message.startsWith("No subject alternative")
        || message.startsWith("Illegal given domain name");
  }

  private static TlsRefusal otherName() {
    return new TlsRefusal(
        "its certificate is for another name",
        "Use a name that the certificate is for, or have it given one for this name");
  }

  private static TlsRefusal handshake(Throwable failure) {
    String all = messages(failure);
    if (all.contains("protocol_version") || all.contains("selected protocol version")) {
      return new TlsRefusal(
          "it speaks neither TLS 1.2 nor 1.3", "Have newer versions of TLS turned on there");
    }
    if (all.contains("unsupported or unrecognized ssl message") || all.contains("plaintext")) {
      return new TlsRefusal(
          "it does not speak TLS on this port", "Compare the port, or have TLS turned on there");
    }
    if (all.contains("handshake_failure") || all.contains("insufficient_security")) {
      return new TlsRefusal(
          "it offers no encryption that is safe",
          "Have TLS 1.2 or 1.3 with AES-GCM or ChaCha20 turned on there");
    }
    if (all.contains("extended key usage") || all.contains("netscape cert type")) {
      return new TlsRefusal("its certificate is not one for servers", ANEW);
    }
    return new TlsRefusal(
        "a TLS connection could not be made",
        "See whether `openssl s_client -connect` gets further from here");
  }

  private static String messages(Throwable failure) {
    var all = new StringBuilder();
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      all.append(at.getMessage()).append('\n');
      at = at.getCause();
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }
}
