package dev.bailey.appliance.backup;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.storage.backup.Backup;
import java.util.List;
import java.util.Optional;

/// Whether a database and the files of a backup belong together, by the audit: its chain is under a
/// key of the home, and its lines count the changes.
///
/// @param embedded whether the backup holds the database, too
/// @param lines of the audit when the backup was begun
/// @param mac of the last of them
record DatabaseFit(boolean embedded, long lines, String mac) {

  static DatabaseFit of(Backup backup) {
    var facts = backup.facts();
    return new DatabaseFit(
        facts.getOrDefault(HomeBackups.DATABASE, "embedded").equals("embedded"),
        Long.parseLong(facts.getOrDefault(HomeBackups.AUDIT_LINES, "0")),
        facts.getOrDefault(HomeBackups.AUDIT_MAC, ""));
  }

  /// Why they do not belong together; empty when they do.
  Optional<String> complaint(Audit audit) {
    Optional<Long> broken = audit.firstBroken();
    if (broken.isPresent()) {
      return Optional.of(
          "line %d of the audit is not what was written with the keys of this home, or is missing"
              .formatted(broken.get()));
    }
    long found = audit.list(Audit.Query.newest(1)).stream().mapToLong(AuditEntry::number).sum();
    return embedded ? ofBackup(audit, found) : ofPostgres(audit, found);
  }

  private Optional<String> ofBackup(Audit audit, long found) {
    if (found < lines || !hasLastLine(audit, found)) {
      return Optional.of(
          "the audit has %d lines, but had %d when the backup was begun".formatted(found, lines));
    }
    return Optional.empty();
  }

  private Optional<String> ofPostgres(Audit audit, long found) {
    if (found == 0 && lines > 0) {
      return Optional.of(
          "the PostgreSQL of database_url is empty. Restore it with its own tools first, from a dump that was made before the backup");
    }
    if (found > lines) {
      return Optional.of(
          "the PostgreSQL of database_url is newer than the backup, by %d lines of the audit: it may speak of files that the backup does not have. Restore it from a dump that was made before the backup, or take a newer backup"
              .formatted(found - lines));
    }
    return found == lines && !hasLastLine(audit, found)
        ? Optional.of("the PostgreSQL of database_url has another history than the backup")
        : Optional.empty();
  }

  private boolean hasLastLine(Audit audit, long found) {
    if (lines == 0) {
      return true;
    }
    List<AuditEntry> at = audit.list(Audit.Query.newest(1).page((int) (found - lines), 1));
    return at.size() == 1 && at.getFirst().mac().equals(mac);
  }
}
