package dev.bailey.appliance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jobs.run.RunFailure;
import dev.bailey.warehouse.lock.LockPolicy;
import dev.bailey.warehouse.lock.LockPolicy.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunEnvironmentTest {
  private static final LockPolicy CONFIGURED = new LockPolicy(Action.WAIT, Duration.ofMinutes(5));

  @Test
  void aVariableHasAnotherSayAboutBusyRelations() {
    assertThat(with(Map.of("DBT_BAILEY_BUSY_RELATION", "skip")).over(CONFIGURED))
        .isEqualTo(new LockPolicy(Action.SKIP, Duration.ofMinutes(5)));
    assertThat(with(Map.of()).over(CONFIGURED)).isEqualTo(CONFIGURED);
  }

  @Test
  void aVariableThatSaysNonsenseFailsTheRun() {
    assertThatThrownBy(() -> with(Map.of("DBT_BAILEY_BUSY_RELATION", "hope")).over(CONFIGURED))
        .isInstanceOf(RunFailure.class)
        .hasMessage(
            "The variable DBT_BAILEY_BUSY_RELATION must be one of wait, fail, skip, not 'hope'.");
  }

  private static RunEnvironment with(Map<String, String> values) {
    return new RunEnvironment(values, List.of());
  }
}
