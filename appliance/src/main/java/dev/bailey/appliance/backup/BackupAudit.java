package dev.bailey.appliance.backup;

import dev.bailey.security.AuditLog;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupWorker;
import java.util.List;
import java.util.Map;

/// Writes into the audit how backups end.
///
/// @param appliance who makes them
public record BackupAudit(AuditLog log, Subject appliance) implements BackupWorker.Listener {
  @Override
  public void made(Backup backup, List<Backup> deleted) {
    log.done(
        appliance,
        "backup.made",
        new Target("backup", backup.name()),
        Map.of("files", Long.toString(backup.files()), "bytes", Long.toString(backup.bytes())));
    deleted.forEach(old -> log.done(appliance, "backup.deleted", new Target("backup", old.name())));
  }

  @Override
  public void failed(String why) {
    log.failed(appliance, "backup.failed", Target.none(), Map.of("reason", why));
  }
}
