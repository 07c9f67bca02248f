package dev.bailey.storage.keys;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An owner's key and, while its data is being written anew, the one before it.
///
/// @param round of rotation that it was made in
/// @param former under which there may be data still
/// @param lasting what was derived from the owner's first key for purposes that keep theirs; empty
///   as long as that key is present
record DataKey(int round, Key256 present, Optional<Key256> former, Map<Purpose, Key256> lasting)
    implements AutoCloseable {

  static DataKey first(int round, SecureRandom random) {
    return new DataKey(round, Key256.random(random), Optional.empty(), Map.of());
  }

  /// The key for a purpose, under which is written. The caller closes it.
  Key256 derive(Purpose purpose) {
    Key256 kept = lasting.get(purpose);
    return kept == null ? present.derive(purpose.label()) : kept.duplicate();
  }

  /// The key under which was written before. The caller closes it.
  Optional<Key256> deriveFormer(Purpose purpose) {
    return purpose.lasts() ? Optional.empty() : former.map(key -> key.derive(purpose.label()));
  }

  /// The same with a new key for what is written from now on.
  DataKey renewed(int next, SecureRandom random) {
    var kept = new EnumMap<Purpose, Key256>(Purpose.class);
    for (var purpose : Purpose.values()) {
      if (purpose.lasts()) {
        kept.put(purpose, derive(purpose));
      }
    }
    return new DataKey(next, Key256.random(random), Optional.of(present), kept);
  }

  /// The same without the former key, which nothing is under any more.
  DataKey settled() {
    return new DataKey(round, present, Optional.empty(), lasting);
  }

  /// The keys that data is under, the present one first.
  List<Key256> keys() {
    return Stream.concat(Stream.of(present), former.stream()).toList();
  }

  @Override
  public void close() {
    present.close();
    former.ifPresent(Key256::close);
    lasting.values().forEach(Key256::close);
  }
}
