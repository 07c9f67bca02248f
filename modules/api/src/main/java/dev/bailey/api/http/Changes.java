package dev.bailey.api.http;

import dev.bailey.security.AuditLog;
import dev.bailey.security.Transactions;
import dev.bailey.security.audit.Target;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes changes together with their line in the audit: both are on the disk, or neither is.
public record Changes(Transactions transactions, AuditLog log) {

  /// Makes one change.
  ///
  /// @param type dbt Cloud's name of the event, such as `job_definition.added`
  /// @param target what was changed, seen from the result
  public <T> T make(Call call, String type, Supplier<T> change, Function<T, Target> target) {
    return transactions.call(() -> {
      T result = change.get();
      log.done(call.subject(), type, target.apply(result));
      return result;
    });
  }
}
