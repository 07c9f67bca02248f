package dev.bailey.jobs.queue;

import dev.bailey.engine.Stop;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Ground;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Ground whose dbt commands do what a test says.
public final class FakeGround implements Ground {
  public final List<String> performed = new CopyOnWriteArrayList<>();
  public final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  public volatile boolean repositoryGone;

  @FunctionalInterface
  public interface Behaviour {
    StepResult perform(StepListener listener, Stop stop);
  }

  public FakeGround when(String command, Behaviour behaviour) {
    behaviours.put(command, behaviour);
    return this;
  }

  @Override
  public Checkout checkout(Run run, Job job, Consumer<String> log, Stop stop) {
    if (repositoryGone) {
      throw new RunFailure("The repository cannot be reached");
    }
    log.accept("Fetched main");
    return new Checkout() {
      @Override
      public Run.Commit commit() {
        return new Run.Commit("4f2a", "main", "Add orders");
      }

      @Override
      public boolean namesPackages() {
        return false;
      }

      @Override
      public Profile profile(Consumer<String> log) {
        return new FakeProfile();
      }
    };
  }

  private final class FakeProfile implements Profile {
    @Override
    public String connection() {
      return "warehouse";
    }

    @Override
    public List<String> secrets() {
      return List.of("hunter22");
    }

    @Override
    public StepResult perform(String command, StepListener listener, Stop stop) {
      performed.add(command);
      return behaviours
          .getOrDefault(command, (_, _) -> new StepResult(true, ""))
          .perform(listener, stop);
    }

    @Override
    public void close() {}
  }
}
