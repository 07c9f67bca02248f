package dev.bailey.storage.backup;

import java.time.Instant;
import java.util.Map;

/// What a backup says of itself.
///
/// @param name by which it is listed and restored: its number and when it was begun
/// @param number one more than that of the backup before it
/// @param at when it was begun
/// @param files of the home that it consists of
/// @param bytes of those, before what they share with other backups
/// @param facts that whoever made it put down, to compare a restored home with
public record Backup(
    String name, long number, Instant at, long files, long bytes, Map<String, String> facts) {
  public Backup {
    facts = Map.copyOf(facts);
  }
}
