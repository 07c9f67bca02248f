package dev.bailey.security;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditContract;
import dev.bailey.security.audit.InMemoryAudit;
import dev.bailey.security.factor.InMemorySecondFactors;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.factor.SecondFactorsContract;
import dev.bailey.security.group.Groups;
import dev.bailey.security.group.GroupsContract;
import dev.bailey.security.group.InMemoryGroups;
import dev.bailey.security.provider.InMemorySpentProofs;
import dev.bailey.security.provider.SpentProofs;
import dev.bailey.security.provider.SpentProofsContract;
import dev.bailey.security.session.InMemorySessions;
import dev.bailey.security.session.Sessions;
import dev.bailey.security.session.SessionsContract;
import dev.bailey.security.token.ApiTokens;
import dev.bailey.security.token.ApiTokensContract;
import dev.bailey.security.token.InMemoryApiTokens;
import dev.bailey.security.user.InMemorySshKeys;
import dev.bailey.security.user.InMemoryUsers;
import dev.bailey.security.user.SshKeys;
import dev.bailey.security.user.SshKeysContract;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.Users;
import dev.bailey.security.user.UsersContract;
import org.junit.jupiter.api.Nested;

/// The fakes of this module, held to the same contracts as what they stand for.
final class InMemorySecurityStoresTest {

  @Nested
  final class OfUsers implements UsersContract {
    private final Users users = new InMemoryUsers();

    @Override
    public Users users() {
      return users;
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }
  }

  @Nested
  final class OfSpentProofs implements SpentProofsContract {
    private final SpentProofs proofs = new InMemorySpentProofs();

    @Override
    public SpentProofs proofs() {
      return proofs;
    }
  }

  @Nested
  final class OfSecondFactors implements SecondFactorsContract {
    private final SecondFactors factors = new InMemorySecondFactors();

    @Override
    public SecondFactors factors() {
      return factors;
    }

    @Override
    public UserId user() {
      return new UserId(1);
    }
  }

  @Nested
  final class OfGroups implements GroupsContract {
    private final Groups groups = new InMemoryGroups();

    @Override
    public Groups groups() {
      return groups;
    }

    @Override
    public UserId user() {
      return new UserId(1);
    }

    @Override
    public UserId otherUser() {
      return new UserId(2);
    }
  }

  @Nested
  final class OfSshKeys implements SshKeysContract {
    private final SshKeys keys = new InMemorySshKeys();

    @Override
    public SshKeys keys() {
      return keys;
    }

    @Override
    public UserId user() {
      return new UserId(1);
    }
  }

  @Nested
  final class OfSessions implements SessionsContract {
    private final Sessions sessions = new InMemorySessions();

    @Override
    public Sessions sessions() {
      return sessions;
    }

    @Override
    public UserId user() {
      return new UserId(1);
    }

    @Override
    public UserId otherUser() {
      return new UserId(2);
    }
  }

  @Nested
  final class OfApiTokens implements ApiTokensContract {
    private final ApiTokens tokens = new InMemoryApiTokens();

    @Override
    public ApiTokens tokens() {
      return tokens;
    }

    @Override
    public UserId user() {
      return new UserId(1);
    }

    @Override
    public ProjectId project() {
      return new ProjectId(1);
    }
  }

  @Nested
  final class OfAudit implements AuditContract {
    private final Audit audit = new InMemoryAudit();

    @Override
    public Audit audit() {
      return audit;
    }
  }
}
