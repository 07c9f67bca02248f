package dev.bailey.git.sync;

import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/// Makes the key pairs by which this appliance enters git hosts.
public final class DeployKeys {
  private DeployKeys() {}

  /// A new Ed25519 pair.
  ///
  /// @param comment ends the public key's line, such as `bailey project 12`
  public static GitAccess.DeployKey make(String comment) {
    try {
      var pair = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
      var secret = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, secret);
      return new GitAccess.DeployKey(
          PublicKeyEntry.toString(pair.getPublic()) + " " + comment,
          Secret.of(secret.toString(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("an Ed25519 key cannot be made", e);
    }
  }
}
