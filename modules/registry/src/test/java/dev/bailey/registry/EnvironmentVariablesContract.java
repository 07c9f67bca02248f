package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.EnvironmentVariable.Scope.OfEnvironment;
import dev.bailey.registry.EnvironmentVariable.Scope.OfJob;
import dev.bailey.registry.EnvironmentVariable.Scope.OfProject;
import dev.bailey.registry.EnvironmentVariable.Scope.OfUser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every keeper of environment variables must do.
public interface EnvironmentVariablesContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  EnvironmentVariables variables();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  /// Another.
  ProjectId otherProject();

  /// An environment of [#project] that the keeper's surroundings know.
  EnvironmentId environment();

  @Test
  default void aValueIsFoundAgainInEveryScope() {
    List<Scope> scopes =
        List.of(new OfProject(), new OfEnvironment(environment()), new OfJob(7), new OfUser(9));

    var set = scopes.stream().map(scope -> set(scope, "DBT_X", "v" + scope)).toList();

    assertThat(variables().list(project())).containsExactlyElementsOf(set);
    assertThat(set).extracting(EnvironmentVariable::scope).isEqualTo(scopes);
    assertThat(set).allSatisfy(v -> assertThat(variables().find(v.id())).contains(v));
  }

  @Test
  default void settingAgainReplacesUnderTheSameId() {
    EnvironmentVariable first = set(new OfProject(), "DBT_X", "one");
    EnvironmentVariable second =
        variables().set(project(), new OfProject(), "DBT_X", Secret.of("two"), NOON.plusSeconds(5));

    assertThat(variables().list(project())).containsExactly(second);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.createdAt()).isEqualTo(NOON);
    assertThat(second.value().reveal()).isEqualTo("two");
  }

  @Test
  default void whatIsRemovedIsGone() {
    EnvironmentVariable value = set(new OfProject(), "DBT_X", "one");
    variables().remove(value.id());
    variables().remove(value.id());

    assertThat(variables().list(project())).isEmpty();
    assertThat(variables().find(value.id())).isEmpty();
  }

  @Test
  default void theNearerScopeWins() {
    set(new OfProject(), "DBT_A", "project");
    set(new OfProject(), "DBT_B", "project");
    set(new OfEnvironment(environment()), "DBT_B", "environment");
    set(new OfJob(7), "DBT_B", "job");
    set(new OfJob(8), "DBT_A", "another job");
    variables().set(otherProject(), new OfProject(), "DBT_C", Secret.of("elsewhere"), NOON);

    var effective =
        variables()
            .effective(
                project(),
                List.of(new OfProject(), new OfEnvironment(environment()), new OfJob(7)));

    assertThat(effective.values())
        .extracting(value -> value.name() + "=" + value.value().reveal())
        .containsExactly("DBT_A=project", "DBT_B=job");
  }

  private EnvironmentVariable set(Scope scope, String name, String value) {
    return variables().set(project(), scope, name, Secret.of(value), NOON);
  }
}
