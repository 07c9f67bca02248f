package dev.bailey.appliance.dbt;

import dev.bailey.engine.Listener;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.event.RunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `dbt debug`: whether the project, the profile and the connection can be used, each told by
/// itself.
///
/// https://docs.getdbt.com/reference/commands/debug
final class DebugCommand {
  private final Listener listener;
  private final boolean connectionOnly;
  private final List<String> failures = new ArrayList<>();

  /// @param connectionOnly whether only the connection is told of, and what is in its way
  DebugCommand(Listener listener, boolean connectionOnly) {
    this.listener = listener;
    this.connectionOnly = connectionOnly;
  }

  /// What follows is checked.
  void begin() {
    say(connectionOnly ? "Skipping steps before connection verification" : "Configuration:");
  }

  /// One line.
  void say(String text) {
    listener.event(RunEvents.note(text));
  }

  /// Reads a file and tells whether it could be used.
  ///
  /// @param what the file
  /// @param loading what is read from it: `Profile` or `Project`
  <T> Optional<T> check(String what, String loading, Supplier<T> reading) {
    try {
      T read = reading.get();
      verdict(what, "[OK found and valid]");
      return Optional.of(read);
    } catch (UsageFault e) {
      verdict(what, "[ERROR invalid]");
      failures.add(loading + " loading failed for the following reason:\n" + e.getMessage());
      return Optional.empty();
    }
  }

  private void verdict(String what, String verdict) {
    if (!connectionOnly) {
      say("  " + what + " " + verdict);
    }
  }

  /// Asks the warehouse for a row.
  void connect(Warehouse warehouse) {
    try (Session session = warehouse.open("debug")) {
      session.execute(Statement.of("select 1 as id", ""));
      say("  Connection test: [OK connection ok]");
    } catch (WarehouseException e) {
      say("  Connection test: [ERROR]");
      failures.add(
          "dbt was unable to connect to the specified database.\n"
              + "The database returned the following error:\n\n  >"
              + e.getMessage()
              + "\n\nCheck your database credentials and try again.");
    }
    say("");
  }

  /// The verdict.
  ///
  /// @return dbt's exit code
  int conclude() {
    if (failures.isEmpty()) {
      say("All checks passed!");
      return 0;
    }
    say(failures.size() + (failures.size() == 1 ? " check failed:" : " checks failed:"));
    failures.forEach(this::say);
    return 1;
  }
}
