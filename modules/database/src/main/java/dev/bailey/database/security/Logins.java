package dev.bailey.database.security;

import dev.bailey.database.Seals;
import dev.bailey.security.person.PersonKeys;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.security.user.UserId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.storage.seal.Place;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/// Who people are, sealed under a key of each one's own, so that destroying it destroys that in
/// every copy of the table. They are found by keyed hashes, which tell nothing to who has no key.
final class Logins implements PersonKeys {
  private static final String ALGORITHM = "HmacSHA256";

  private final KeyRing ring;
  private final SealedTexts texts;

  /// @param ring lent, not closed
  /// @param seals of the same ring
  Logins(KeyRing ring, Seals seals) {
    this.ring = ring;
    this.texts = new SealedTexts(seals);
  }

  /// By what something that names a person is found.
  String hash(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(ring.borrow(KeyOwner.account(), Purpose.LOGINS, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  byte[] seal(long user, List<String> profile) {
    return texts.seal(user, place(user), profile);
  }

  /// A pseudonym and nothing else when the key is destroyed.
  List<String> open(long user, byte[] sealed) {
    return texts
        .open(user, place(user), sealed)
        .orElseGet(() -> {
          String name = Pseudonym.of(user);
          return List.of(name, "", "", "", name);
        });
  }

  @Override
  public void destroy(UserId user) {
    var owner = KeyOwner.person(user.value());
    if (!ring.destroyed().contains(owner)) {
      ring.destroy(owner);
    }
  }

  private static Place place(long user) {
    return new Place("user_account", Long.toString(user), "profile");
  }
}
