package dev.bailey.project.context;

/// dbt's names of threads, which templates, logs and artifacts show.
public final class ThreadName {
  private static final String WORKER = "Thread-";

  private ThreadName() {}

  /// The name of a thread that works on nodes.
  ///
  /// @param number from 1
  public static String worker(int number) {
    return WORKER + number + " (worker)";
  }

  /// The name of this thread: everything that is no worker is the main thread of its command.
  public static String current() {
    String name = Thread.currentThread().getName();
    return name.startsWith(WORKER) ? name : "MainThread";
  }
}
