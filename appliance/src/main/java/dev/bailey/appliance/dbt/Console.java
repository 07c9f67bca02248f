package dev.bailey.appliance.dbt;

import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.EventType;
import dev.bailey.engine.event.Level;
import dev.bailey.engine.event.LogFormat;
import dev.bailey.project.context.ThreadName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Instant;

/// Writes events to the terminal and to the log file, each in its own format and from its own level
/// on.
final class Console implements Listener, AutoCloseable {
  private final PrintStream terminal;
  private final LogFormat format;
  private final Level level;
  private final PrintWriter file;
  private final LogFormat fileFormat;
  private final Level fileLevel;

  /// Where events go.
  ///
  /// @param level the least that is shown
  record Outlet(LogFormat format, Level level) {}

  Console(PrintStream terminal, Outlet shown, PrintWriter file, Outlet kept) {
    this.terminal = terminal;
    this.format = shown.format();
    this.level = shown.level();
    this.file = file;
    this.fileFormat = kept.format();
    this.fileLevel = kept.level();
  }

  @Override
  public synchronized void event(Event event) {
    Instant now = Instant.now();
    String thread = ThreadName.current();
    if (event.level().reaches(level) || event.type().isOutput()) {
      terminal.println(format.line(event, now, thread));
    }
    // Rows of `dbt show` are for the terminal only.
    if (event.level().reaches(fileLevel) && event.type() != EventType.SHOW_NODE) {
      file.println(fileFormat.line(event, now, thread));
    }
  }

  @Override
  public void node(NodeProgress progress) {}

  @Override
  public synchronized void close() {
    terminal.flush();
    file.close();
  }
}
