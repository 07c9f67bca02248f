package dev.bailey.git.serve;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.apache.sshd.common.util.security.SecurityUtils;

/// The SSH server's own Ed25519 key, sealed under the account's key in a file of its own.
final class HostKey {
  private static final String ALGORITHM = "Ed25519";
  private static final byte[] CONTEXT = "bailey ssh host key".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final KeyRing ring;
  private final SecureRandom random;

  HostKey(Path file, KeyRing ring, SecureRandom random) {
    this.file = file;
    this.ring = ring;
    this.random = random;
  }

  /// Reads the key; makes it on the first start. It is never made anew where there is one: clients
  /// would take that for an attack.
  ///
  /// @throws StorageException DAMAGED, IO
  KeyPair pair() {
    if (!Files.exists(file)) {
      make();
    }
    try {
      return decode(open(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw StorageException.io("cannot read the SSH host key " + file, e);
    }
  }

  private void make() {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      DurableFiles.createDirectories(DurableFiles.directoryOf(file));
      DurableFiles.createOnce(file, seal(encode(pair)), "r--------");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  private byte[] seal(byte[] plain) {
    try (var seal = sealing()) {
      return seal.seal(plain, CONTEXT);
    }
  }

  private byte[] open(byte[] sealed) {
    try (var seal = sealing()) {
      return seal.open(sealed, CONTEXT)
          .orElseThrow(() ->
              new StorageException(
                  StorageException.Code.DAMAGED,
                  "the SSH host key %s is damaged. Restore it from a backup; or delete it, and"
                          .formatted(file)
                      + " every git client will have to accept a new one."));
    }
  }

  private AesGcm sealing() {
    try (var key = ring.key(KeyOwner.account(), Purpose.HOST_KEY)) {
      return new AesGcm(key, random);
    }
  }

  private static byte[] encode(KeyPair pair) {
    byte[] open = pair.getPublic().getEncoded();
    byte[] secret = pair.getPrivate().getEncoded();
    return ByteBuffer.allocate(2 * Integer.BYTES + open.length + secret.length)
        .putInt(open.length)
        .put(open)
        .putInt(secret.length)
        .put(secret)
        .array();
  }

  /// Keys as MINA wants them: of the provider that it signs with.
  private static KeyPair decode(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    try {
      var keys = SecurityUtils.getKeyFactory(SecurityUtils.EDDSA);
      var open = keys.generatePublic(new X509EncodedKeySpec(take(in)));
      return new KeyPair(open, keys.generatePrivate(new PKCS8EncodedKeySpec(take(in))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM, e);
    }
  }

  private static byte[] take(ByteBuffer in) {
    byte[] taken = new byte[in.getInt()];
    in.get(taken);
    return taken;
  }
}
