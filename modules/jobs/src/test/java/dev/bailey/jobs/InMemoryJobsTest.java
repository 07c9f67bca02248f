package dev.bailey.jobs;

class InMemoryJobsTest implements JobsContract {
  private final Jobs jobs = new InMemoryJobs();

  @Override
  public Jobs jobs() {
    return jobs;
  }
}
