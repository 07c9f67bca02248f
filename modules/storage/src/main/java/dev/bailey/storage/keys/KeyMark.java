package dev.bailey.storage.keys;

import java.util.HexFormat;

/// By which a key is known to be the same one, without giving anything of it away.
///
/// @param hex of the key's check value
public record KeyMark(String hex) {
  static KeyMark of(Key256 key) {
    return new KeyMark(HexFormat.of().formatHex(key.check()));
  }
}
