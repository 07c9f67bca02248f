package dev.bailey.database;

import dev.bailey.database.registry.JpaAccounts;
import dev.bailey.database.registry.JpaConnections;
import dev.bailey.database.registry.JpaCredentialsStore;
import dev.bailey.database.registry.JpaEgressRules;
import dev.bailey.database.registry.JpaEnvironmentVariables;
import dev.bailey.database.registry.JpaEnvironments;
import dev.bailey.database.registry.JpaProjects;
import dev.bailey.database.registry.JpaRepositoryLinks;
import dev.bailey.database.security.JpaApiTokens;
import dev.bailey.database.security.JpaAudit;
import dev.bailey.database.security.JpaConfirmations;
import dev.bailey.database.security.JpaGroups;
import dev.bailey.database.security.JpaSecondFactors;
import dev.bailey.database.security.JpaSessions;
import dev.bailey.database.security.JpaSpentProofs;
import dev.bailey.database.security.JpaSshKeys;
import dev.bailey.database.security.JpaUsers;
import dev.bailey.registry.Accounts;
import dev.bailey.registry.AccountsContract;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import dev.bailey.registry.ConnectionsContract;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.CredentialsStoreContract;
import dev.bailey.registry.EgressRules;
import dev.bailey.registry.EgressRulesContract;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.EnvironmentVariables;
import dev.bailey.registry.EnvironmentVariablesContract;
import dev.bailey.registry.Environments;
import dev.bailey.registry.EnvironmentsContract;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Projects;
import dev.bailey.registry.ProjectsContract;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryLinksContract;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditContract;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.factor.SecondFactorsContract;
import dev.bailey.security.group.Groups;
import dev.bailey.security.group.GroupsContract;
import dev.bailey.security.provider.SpentProofs;
import dev.bailey.security.provider.SpentProofsContract;
import dev.bailey.security.review.Confirmations;
import dev.bailey.security.review.ConfirmationsContract;
import dev.bailey.security.session.Sessions;
import dev.bailey.security.session.SessionsContract;
import dev.bailey.security.token.ApiTokens;
import dev.bailey.security.token.ApiTokensContract;
import dev.bailey.security.user.SshKeys;
import dev.bailey.security.user.SshKeysContract;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import dev.bailey.security.user.Users;
import dev.bailey.security.user.UsersContract;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/// The contracts of registry and security, on a home that the subclass opens once and that is
/// emptied for each test: opening one takes half a second.
abstract class StoresContracts {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// What holds data, referring tables first.
  private static final List<String> TABLES =
      List.of(
          "environment_variable",
          "environment",
          "credentials",
          "repository",
          "project",
          "connection",
          "account",
          "egress_rule",
          "api_token",
          "user_session",
          "spent_proof",
          "access_confirmation",
          "ssh_key",
          "user_password",
          "second_factor",
          "group_member",
          "user_group",
          "user_account",
          "audit_entry");

  abstract TestHome home();

  @BeforeEach
  void empty() {
    database()
        .runInTransaction(em -> {
          TABLES.forEach(table -> em.createNativeQuery("delete from " + table).executeUpdate());
          em.createNativeQuery("update audit_head set last_id = 0, mac = repeat('0', 64)")
              .executeUpdate();
        });
  }

  private Database database() {
    return home().database();
  }

  private Seals seals() {
    return new Seals(home().ring(), new SecureRandom());
  }

  private ProjectId addProject() {
    return new JpaProjects(database(), seals()).add(ProjectDefinition.of("shop"), NOON).id();
  }

  private ConnectionId addConnection() {
    return new JpaConnections(database(), seals())
        .add(ConnectionDefinition.duckdb("local", "shop"), NOON)
        .id();
  }

  private UserId addUser(String login) {
    return new JpaUsers(database(), home().ring(), seals())
        .add(UserProfile.of(login, "A", "B"), List.of(), NOON)
        .id();
  }

  @Nested
  final class OfAccounts implements AccountsContract {
    @Override
    public Accounts accounts() {
      return new JpaAccounts(database(), new SecureRandom());
    }
  }

  @Nested
  final class OfProjects implements ProjectsContract {
    @Override
    public Projects projects() {
      return new JpaProjects(database(), seals());
    }

    @Override
    public ConnectionId connection() {
      return addConnection();
    }
  }

  @Nested
  final class OfRepositoryLinks implements RepositoryLinksContract {
    private final Lazy<ProjectId> mine = new Lazy<>(StoresContracts.this::addProject);
    private final Lazy<ProjectId> theirs = new Lazy<>(StoresContracts.this::addProject);

    @Override
    public RepositoryLinks links() {
      return new JpaRepositoryLinks(database(), seals());
    }

    @Override
    public ProjectId project() {
      return mine.get();
    }

    @Override
    public ProjectId otherProject() {
      return theirs.get();
    }
  }

  @Nested
  final class OfConnections implements ConnectionsContract {
    @Override
    public Connections connections() {
      return new JpaConnections(database(), seals());
    }
  }

  @Nested
  final class OfCredentials implements CredentialsStoreContract {
    private final Lazy<ProjectId> mine = new Lazy<>(StoresContracts.this::addProject);
    private final Lazy<ProjectId> theirs = new Lazy<>(StoresContracts.this::addProject);

    @Override
    public CredentialsStore credentials() {
      return new JpaCredentialsStore(database(), seals());
    }

    @Override
    public ProjectId project() {
      return mine.get();
    }

    @Override
    public ProjectId otherProject() {
      return theirs.get();
    }
  }

  @Nested
  final class OfEnvironments implements EnvironmentsContract {
    private final Lazy<ProjectId> mine = new Lazy<>(StoresContracts.this::addProject);
    private final Lazy<ProjectId> theirs = new Lazy<>(StoresContracts.this::addProject);

    @Override
    public Environments environments() {
      return new JpaEnvironments(database());
    }

    @Override
    public ProjectId project() {
      return mine.get();
    }

    @Override
    public ProjectId otherProject() {
      return theirs.get();
    }

    @Override
    public ConnectionId connection() {
      return addConnection();
    }

    @Override
    public CredentialsId credentials() {
      return new JpaCredentialsStore(database(), seals())
          .add(project(), CredentialsDefinition.duckdb("main"), NOON)
          .id();
    }
  }

  @Nested
  final class OfEnvironmentVariables implements EnvironmentVariablesContract {
    private final Lazy<ProjectId> mine = new Lazy<>(StoresContracts.this::addProject);
    private final Lazy<ProjectId> theirs = new Lazy<>(StoresContracts.this::addProject);
    private final Lazy<EnvironmentId> environment =
        new Lazy<>(() ->
            new JpaEnvironments(database())
                .add(project(), EnvironmentDefinition.of("Prod", EnvironmentKind.PRODUCTION), NOON)
                .id());

    @Override
    public EnvironmentVariables variables() {
      return new JpaEnvironmentVariables(database(), seals());
    }

    @Override
    public ProjectId project() {
      return mine.get();
    }

    @Override
    public ProjectId otherProject() {
      return theirs.get();
    }

    @Override
    public EnvironmentId environment() {
      return environment.get();
    }
  }

  @Nested
  final class OfEgressRules implements EgressRulesContract {
    @Override
    public EgressRules rules() {
      return new JpaEgressRules(database());
    }
  }

  @Nested
  final class OfUsers implements UsersContract {
    @Override
    public Users users() {
      return new JpaUsers(database(), home().ring(), seals());
    }

    @Override
    public ProjectId project() {
      return new ProjectId(7);
    }
  }

  @Nested
  final class OfSecondFactors implements SecondFactorsContract {
    private final Lazy<UserId> user = new Lazy<>(() -> addUser("ada"));

    @Override
    public SecondFactors factors() {
      return new JpaSecondFactors(database(), seals());
    }

    @Override
    public UserId user() {
      return user.get();
    }
  }

  @Nested
  final class OfGroups implements GroupsContract {
    private final Lazy<UserId> mine = new Lazy<>(() -> addUser("ada"));
    private final Lazy<UserId> theirs = new Lazy<>(() -> addUser("bob"));

    @Override
    public Groups groups() {
      return new JpaGroups(database());
    }

    @Override
    public UserId user() {
      return mine.get();
    }

    @Override
    public UserId otherUser() {
      return theirs.get();
    }
  }

  @Nested
  final class OfSshKeys implements SshKeysContract {
    private final Lazy<UserId> user = new Lazy<>(() -> addUser("ada"));

    @Override
    public SshKeys keys() {
      return new JpaSshKeys(database());
    }

    @Override
    public UserId user() {
      return user.get();
    }
  }

  @Nested
  final class OfSessions implements SessionsContract {
    private final Lazy<UserId> mine = new Lazy<>(() -> addUser("ada"));
    private final Lazy<UserId> theirs = new Lazy<>(() -> addUser("bob"));

    @Override
    public Sessions sessions() {
      return new JpaSessions(database(), seals());
    }

    @Override
    public UserId user() {
      return mine.get();
    }

    @Override
    public UserId otherUser() {
      return theirs.get();
    }
  }

  @Nested
  final class OfApiTokens implements ApiTokensContract {
    private final Lazy<UserId> user = new Lazy<>(() -> addUser("ada"));

    @Override
    public ApiTokens tokens() {
      return new JpaApiTokens(database());
    }

    @Override
    public UserId user() {
      return user.get();
    }

    @Override
    public ProjectId project() {
      return new ProjectId(7);
    }
  }

  @Nested
  final class OfSpentProofs implements SpentProofsContract {
    @Override
    public SpentProofs proofs() {
      return new JpaSpentProofs(database());
    }
  }

  @Nested
  final class OfConfirmations implements ConfirmationsContract {
    @Override
    public Confirmations confirmations() {
      return new JpaConfirmations(database());
    }
  }

  @Nested
  final class OfAudit implements AuditContract {
    @Override
    public Audit audit() {
      return new JpaAudit(database(), home().ring(), seals());
    }
  }
}
