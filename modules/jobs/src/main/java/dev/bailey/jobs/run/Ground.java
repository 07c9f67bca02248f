package dev.bailey.jobs.run;

import dev.bailey.engine.GrowingFile;
import dev.bailey.engine.Stop;
import dev.bailey.jobs.Job;
import java.util.List;
import java.util.function.Consumer;

/// What runs stand on: the project at a commit, the connection, and the engine that performs dbt
/// commands.
public interface Ground {

  /// Fetches the project and finds the commit that `run` is for.
  ///
  /// @param log takes what people should see of it, line by line
  /// @param stop when requested, the host is waited for no longer
  /// @throws RunFailure when the repository or the commit cannot be had, or the run is to stop
  Checkout checkout(Run run, Job job, Consumer<String> log, Stop stop);

  /// The project of a run at its commit.
  interface Checkout {

    /// The commit that was found.
    Run.Commit commit();

    /// Whether the project names packages, so that `dbt deps` comes first.
    boolean namesPackages();

    /// Makes the profile from the environment's connection and credentials.
    ///
    /// @throws RunFailure when the environment has none, or they cannot be used
    Profile profile(Consumer<String> log);
  }

  /// A project with its way into the warehouse. Closing it ends every session.
  interface Profile extends AutoCloseable {

    /// The name of the connection, for the name of the step.
    String connection();

    /// Values that no log, message or artifact may show.
    List<String> secrets();

    /// Performs one dbt command line, such as `dbt build --select +orders`.
    ///
    /// Never throws for what the project or the warehouse did: that is in the result.
    StepResult perform(String command, StepListener listener, Stop stop);

    @Override
    void close();
  }

  /// How a dbt command ended.
  ///
  /// @param success dbt's exit code 0
  /// @param message why not, for the user; empty on success
  record StepResult(boolean success, String message) {}

  /// Hears what happens during a dbt command. May be called from several threads.
  interface StepListener {

    /// A line of the log, without its line end.
    void log(String line);

    /// A node began (no end yet) or ended.
    void node(NodeProgress progress);

    /// An artifact was written.
    void artifact(String path, byte[] content);

    /// An artifact is begun that grows while the command is at work.
    GrowingFile grow(String path);
  }

  /// What a dbt command reports of a node; the run and step are known to the listener.
  record NodeProgress(
      String uniqueId,
      String name,
      String resourceType,
      String materialization,
      String status,
      String message,
      String thread,
      java.time.Instant startedAt,
      java.util.Optional<java.time.Instant> finishedAt,
      java.util.OptionalLong failures) {}
}
