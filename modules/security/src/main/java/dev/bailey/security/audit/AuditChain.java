package dev.bailey.security.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Binds each line of the audit to all lines before it: HMAC-SHA-256 over the line and the MAC of
/// the line before. Who has no key can change, drop or move no line, not even by writing all later
/// ones anew (docs/decisions/0703).
///
/// Safe for use by several threads.
public final class AuditChain {
  /// What stands before the first line.
  public static final String START = "0".repeat(64);

  /// No line begins like this: what stands first in one is a MAC.
  private static final String ATTESTED = "attested";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;

  /// @param key for this alone
  public AuditChain(SecretKey key) {
    this.key = key;
  }

  /// The event of the line that removes lines and says where the chain begins from then on.
  public static AuditEvent trimmed(Anchor anchor, long count, Instant before, Actor by) {
    var details = new TreeMap<>(anchor.details());
    details.put("count", Long.toString(count));
    details.put("written_before", before.toString());
    return new AuditEvent(
        Anchor.EVENT, by, Origin.inside(), Target.none(), AuditEvent.Outcome.DONE, details);
  }

  /// The line that follows the one with `previousMac`.
  public AuditEntry next(long number, String previousMac, AuditEvent event, Instant at) {
    Instant kept = at.truncatedTo(ChronoUnit.MICROS);
    return new AuditEntry(number, kept, event, mac(number, previousMac, event, kept));
  }

  /// Whether the line is what was written after the one with `previousMac`.
  public boolean holds(AuditEntry entry, String previousMac) {
    String expected = mac(entry.number(), previousMac, entry.event(), entry.at());
    return MessageDigest.isEqual(utf8(expected), utf8(entry.mac()));
  }

  /// Proves what is left of a line in which a pseudonym stands: that it was put there by the
  /// appliance, into this line, which had this MAC and followed that one.
  ///
  /// @param left the line as it is now, with the MAC that it had before
  public String attest(AuditEntry left, String previousMac) {
    var mac = start();
    put(mac, ATTESTED);
    put(mac, left.mac());
    return mac(mac, left.number(), previousMac, left.event(), left.at());
  }

  /// Whether that was attested.
  public boolean isAttested(AuditEntry left, String previousMac, String attestation) {
    return MessageDigest.isEqual(utf8(attest(left, previousMac)), utf8(attestation));
  }

  private String mac(long number, String previousMac, AuditEvent event, Instant at) {
    return mac(start(), number, previousMac, event, at);
  }

  private static String mac(
      Mac mac, long number, String previousMac, AuditEvent event, Instant at) {
    put(mac, previousMac);
    put(mac, Long.toString(number));
    put(mac, at.toString());
    put(mac, event.type());
    put(mac, event.actor().kind());
    put(mac, Long.toString(event.actor().id()));
    put(mac, event.actor().name());
    put(mac, event.origin().address());
    put(mac, event.origin().client());
    put(mac, event.target().kind());
    put(mac, event.target().id());
    put(mac, event.outcome().name());
    for (Map.Entry<String, String> detail : event.details().entrySet()) {
      put(mac, detail.getKey());
      put(mac, detail.getValue());
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  private Mac start() {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  /// The length goes in front, so that no two lines give the same bytes.
  private static void put(Mac mac, String text) {
    byte[] bytes = utf8(text);
    mac.update((byte) (bytes.length >>> 24));
    mac.update((byte) (bytes.length >>> 16));
    mac.update((byte) (bytes.length >>> 8));
    mac.update((byte) bytes.length);
    mac.update(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
