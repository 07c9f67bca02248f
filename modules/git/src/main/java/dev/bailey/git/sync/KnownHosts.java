package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.registry.Destination;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/// Host keys that an operator vouches for, in the format of OpenSSH's `known_hosts`: patterns and
/// hashed names are understood, revoked keys and those of authorities left out.
public final class KnownHosts {
  /// The first kind that a host has is the one that is asked for.
  private static final List<String> KINDS =
      List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521");

  private final List<KnownHostEntry> entries;

  private KnownHosts(List<KnownHostEntry> entries) {
    this.entries = entries;
  }

  /// None.
  public static KnownHosts none() {
    return new KnownHosts(List.of());
  }

  /// Reads the text of a `known_hosts` file.
  ///
  /// @throws GitException INVALID naming the first line that cannot be read
  public static KnownHosts parse(String text) {
    var entries = new ArrayList<KnownHostEntry>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(entry(line, number));
      }
    }
    return new KnownHosts(entries.stream().filter(entry -> entry.getMarker() == null).toList());
  }

  private static KnownHostEntry entry(String line, int number) {
    try {
      var entry = KnownHostEntry.parseKnownHostEntry(line);
      if (entry != null
          && entry.getKeyEntry() != null
          && entry.getKeyEntry().resolvePublicKey(null, null, null) != null) {
        return entry;
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Said below; what a parser says of a line does not help its writer.
    }
    throw new GitException(
        Code.INVALID,
        "line %d of the known SSH hosts is not 'host key-type key' with a key that is understood"
            .formatted(number));
  }

  /// The key of a host, as a line of `known_hosts` without the host.
  public Optional<String> key(Destination host) {
    return entries.stream()
        .filter(entry -> entry.isHostMatch(host.host(), host.port()))
        .map(KnownHostEntry::getKeyEntry)
        .min(Comparator.comparingInt(KnownHosts::rank))
        .map(KnownHosts::line);
  }

  private static int rank(AuthorizedKeyEntry key) {
    int place = KINDS.indexOf(key.getKeyType());
    return place < 0 ? KINDS.size() : place;
  }

  private static String line(AuthorizedKeyEntry key) {
    return new PublicKeyEntry(key.getKeyType(), key.getKeyData()).toString();
  }
}
