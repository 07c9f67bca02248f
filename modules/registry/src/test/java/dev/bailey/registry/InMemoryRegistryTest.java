package dev.bailey.registry;

import org.junit.jupiter.api.Nested;

/// The fakes of this module, held to the same contracts as what they stand for.
final class InMemoryRegistryTest {

  @Nested
  final class OfAccounts implements AccountsContract {
    private final Accounts accounts = new InMemoryAccounts();

    @Override
    public Accounts accounts() {
      return accounts;
    }
  }

  @Nested
  final class OfProjects implements ProjectsContract {
    private final Projects projects = new InMemoryProjects();

    @Override
    public Projects projects() {
      return projects;
    }

    @Override
    public ConnectionId connection() {
      return new ConnectionId(1);
    }
  }

  @Nested
  final class OfRepositoryLinks implements RepositoryLinksContract {
    private final RepositoryLinks links = new InMemoryRepositoryLinks();

    @Override
    public RepositoryLinks links() {
      return links;
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }

    @Override
    public ProjectId otherProject() {
      return new ProjectId(2);
    }
  }

  @Nested
  final class OfConnections implements ConnectionsContract {
    private final Connections connections = new InMemoryConnections();

    @Override
    public Connections connections() {
      return connections;
    }
  }

  @Nested
  final class OfCredentials implements CredentialsStoreContract {
    private final CredentialsStore credentials = new InMemoryCredentialsStore();

    @Override
    public CredentialsStore credentials() {
      return credentials;
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }

    @Override
    public ProjectId otherProject() {
      return new ProjectId(2);
    }
  }

  @Nested
  final class OfEnvironments implements EnvironmentsContract {
    private final Environments environments = new InMemoryEnvironments();

    @Override
    public Environments environments() {
      return environments;
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }

    @Override
    public ProjectId otherProject() {
      return new ProjectId(2);
    }

    @Override
    public ConnectionId connection() {
      return new ConnectionId(1);
    }

    @Override
    public CredentialsId credentials() {
      return new CredentialsId(1);
    }
  }

  @Nested
  final class OfEnvironmentVariables implements EnvironmentVariablesContract {
    private final EnvironmentVariables variables = new InMemoryEnvironmentVariables();

    @Override
    public EnvironmentVariables variables() {
      return variables;
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }

    @Override
    public ProjectId otherProject() {
      return new ProjectId(2);
    }

    @Override
    public EnvironmentId environment() {
      return new EnvironmentId(1);
    }
  }

  @Nested
  final class OfEgressRules implements EgressRulesContract {
    private final EgressRules rules = new InMemoryEgressRules();

    @Override
    public EgressRules rules() {
      return rules;
    }
  }
}
