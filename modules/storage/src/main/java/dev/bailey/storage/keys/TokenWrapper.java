package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;
import javax.security.auth.login.LoginException;

/// Wraps with an AES-256 key in a PKCS#11 token (AES-GCM, done in the token), through the JDK's
/// SunPKCS11. A key that is not there yet is made in the token, so that it can't be read out of it.
///
/// What was wrapped names its key: after another one was configured, the ring still opens with the
/// old, until the master key is changed. Layout: `n (1) | label (n) | nonce (12) | ciphertext,
/// tag`.
///
/// Whoever uses it is logged in for that long only.
public final class TokenWrapper implements KeyWrapper {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int LONGEST_LABEL = 200;

  private final Token token;
  private final String label;
  private final Supplier<byte[]> pin;
  private final SecureRandom random;

  /// Where a token is.
  ///
  /// @param library the vendor's PKCS#11 library
  /// @param slot its number; empty for the first
  public record Token(Path library, OptionalLong slot) {}

  /// @param label of the key that wraps from now on
  /// @param pin the user's, in UTF-8; asked each time, and wiped
  public TokenWrapper(Token token, String label, Supplier<byte[]> pin, SecureRandom random) {
    if (label.isEmpty() || utf8(label).length > LONGEST_LABEL) {
      throw new IllegalArgumentException("the label of a key has 1 to 200 bytes");
    }
    this.token = token;
    this.label = label;
    this.pin = pin;
    this.random = random;
  }

  @Override
  public MasterKeySource.Kind kind() {
    return MasterKeySource.Kind.PKCS11;
  }

  @Override
  public byte[] wrap(byte[] key) {
    return inToken(
        label,
        provider -> {
          Key wrapping = find(provider, label);
          if (wrapping == null) {
            var generator = KeyGenerator.getInstance("AES", provider);
            generator.init(Key256.BYTES * Byte.SIZE);
            wrapping = generator.generateKey();
          }
          byte[] nonce = new byte[NONCE];
          random.nextBytes(nonce);
          byte[] sealed = cipher(Cipher.ENCRYPT_MODE, provider, wrapping, nonce).doFinal(key);
          byte[] name = utf8(label);
          return ByteBuffer.allocate(1 + name.length + NONCE + sealed.length)
              .put((byte) name.length)
              .put(name)
              .put(nonce)
              .put(sealed)
              .array();
        });
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    var in = ByteBuffer.wrap(wrapped);
    if (!in.hasRemaining()) {
      throw notItsKey();
    }
    int length = Byte.toUnsignedInt(in.get());
    if (in.remaining() < length + NONCE) {
      throw notItsKey();
    }
    String name = new String(wrapped, 1, length, StandardCharsets.UTF_8);
    byte[] nonce = Arrays.copyOfRange(wrapped, 1 + length, 1 + length + NONCE);
    byte[] sealed = Arrays.copyOfRange(wrapped, 1 + length + NONCE, wrapped.length);
    return inToken(
        name,
        provider -> {
          Key wrapping = find(provider, name);
          if (wrapping == null) {
            throw new StorageException(
                Code.KEY_MISSING,
                "the token in %s has no key '%s', which the key ring was written under. Put it back; nothing was changed."
                    .formatted(token.library(), name));
          }
          return cipher(Cipher.DECRYPT_MODE, provider, wrapping, nonce).doFinal(sealed);
        });
  }

  /// Something done by somebody who is logged in.
  private interface Work {
    byte[] with(Provider provider) throws GeneralSecurityException, IOException;
  }

  private byte[] inToken(String name, Work work) {
    try {
      var provider = provider(name);
      login(provider);
      try {
        return work.with(provider);
      } finally {
        logout(provider);
      }
    } catch (AEADBadTagException e) {
      throw notItsKey();
    } catch (GeneralSecurityException
        | IOException
        | ProviderException
        | InvalidParameterException e) {
      throw unavailable(e);
    }
  }

  private Provider provider(String name) {
    Provider blank = Security.getProvider("SunPKCS11");
    if (blank == null) {
      throw new ProviderException("this Java runtime has no SunPKCS11");
    }
    return blank.configure(
        """
        --name = Bailey
        library = "%s"
        %s
        attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
          CKA_TOKEN = true
          CKA_PRIVATE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
          CKA_LABEL = 0h%s
        }
        """
            .formatted(
                token.library(),
                token.slot().isPresent()
                    ? "slot = " + token.slot().getAsLong()
                    : "slotListIndex = 0",
                HexFormat.of().formatHex(utf8(name))));
  }

  private void login(Provider provider) throws GeneralSecurityException, IOException {
    byte[] bytes = pin.get();
    CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] typed = new char[chars.remaining()];
    chars.get(typed);
    try {
      ((AuthProvider) provider).logout();
      KeyStore.getInstance("PKCS11", provider).load(null, typed);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(typed, '\0');
      Arrays.fill(chars.array(), '\0');
    }
  }

  private static void logout(Provider provider) {
    try {
      ((AuthProvider) provider).logout();
    } catch (LoginException e) {
      // The session ends with this process; what was asked for has been had.
    }
  }

  private static Key find(Provider provider, String name)
      throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS11", provider);
    keys.load(null, null);
    return keys.getKey(name, null);
  }

  private static Cipher cipher(int mode, Provider provider, Key key, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(utf8("bailey master key"));
    return cipher;
  }

  private static StorageException notItsKey() {
    return new StorageException(
        Code.KEY_WRONG,
        "the key in the token does not open what the key ring was written under. Put the right token in; nothing was changed.");
  }

  private StorageException unavailable(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new StorageException(
        Code.KEY_UNAVAILABLE,
        "the PKCS#11 token in %s cannot be used: %s. Check pkcs11_library, pkcs11_slot and the PIN; nothing was changed."
            .formatted(token.library(), why));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
