package dev.bailey.git.ssh;

import static org.apache.sshd.common.cipher.BuiltinCiphers.aes128gcm;
import static org.apache.sshd.common.cipher.BuiltinCiphers.aes256ctr;
import static org.apache.sshd.common.cipher.BuiltinCiphers.aes256gcm;
import static org.apache.sshd.common.cipher.BuiltinCiphers.cc20p1305_openssh;
import static org.apache.sshd.common.kex.BuiltinDHFactories.curve25519;
import static org.apache.sshd.common.kex.BuiltinDHFactories.curve25519_libssh;
import static org.apache.sshd.common.kex.BuiltinDHFactories.ecdhp256;
import static org.apache.sshd.common.kex.BuiltinDHFactories.ecdhp384;
import static org.apache.sshd.common.kex.BuiltinDHFactories.ecdhp521;
import static org.apache.sshd.common.kex.BuiltinDHFactories.mlkem768x25519;
import static org.apache.sshd.common.kex.BuiltinDHFactories.sntrup761x25519_openssh;
import static org.apache.sshd.common.mac.BuiltinMacs.hmacsha256etm;
import static org.apache.sshd.common.mac.BuiltinMacs.hmacsha512etm;
import static org.apache.sshd.common.signature.BuiltinSignatures.ed25519;
import static org.apache.sshd.common.signature.BuiltinSignatures.nistp256;
import static org.apache.sshd.common.signature.BuiltinSignatures.nistp384;
import static org.apache.sshd.common.signature.BuiltinSignatures.nistp521;
import static org.apache.sshd.common.signature.BuiltinSignatures.rsaSHA256;
import static org.apache.sshd.common.signature.BuiltinSignatures.rsaSHA512;
import static org.apache.sshd.common.signature.BuiltinSignatures.sk_ecdsa_sha2_nistp256;
import static org.apache.sshd.common.signature.BuiltinSignatures.sk_ssh_ed25519;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;

/// The algorithms that our SSH server and client offer: authenticated ciphers or encrypt-then-MAC,
/// elliptic curves, no SHA-1. OpenSSH has spoken all of them since 6.5.
public final class SshAlgorithms {
  private static final List<BuiltinDHFactories> EXCHANGES =
      List.of(
          mlkem768x25519,
          sntrup761x25519_openssh,
          curve25519,
          curve25519_libssh,
          ecdhp256,
          ecdhp384,
          ecdhp521);

  private SshAlgorithms() {}

  /// @param exchange how a server or a client makes a key exchange
  public static void apply(
      AbstractFactoryManager manager, Function<DHFactory, KeyExchangeFactory> exchange) {
    manager.setCipherFactories(
        new ArrayList<>(List.of(aes256gcm, cc20p1305_openssh, aes128gcm, aes256ctr)));
    manager.setMacFactories(new ArrayList<>(List.of(hmacsha256etm, hmacsha512etm)));
    manager.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(true, EXCHANGES, exchange));
    manager.setSignatureFactories(
        new ArrayList<>(
            List.of(
                ed25519,
                sk_ssh_ed25519,
                nistp256,
                nistp384,
                nistp521,
                sk_ecdsa_sha2_nistp256,
                rsaSHA512,
                rsaSHA256)));
  }
}
