package dev.bailey.api.v2;

import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Refusal;
import dev.bailey.git.GitException;
import dev.bailey.git.sync.DeployKeys;
import dev.bailey.git.sync.RemoteHost;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.registry.RepositorySettings;
import dev.bailey.registry.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a caller says of a repository, read into settings. What is left out stays as it is.
///
/// @param sync refuses URLs that lead where this appliance may not go
record RepositoryBody(Fields fields, ProjectId project, RemoteSync sync) {
  private static final int LONGEST_URL = 2_000;
  private static final String DEPLOY_KEY = "deploy_key";
  private static final Set<String> TOKENS = Set.of("git_token", "deploy_token");

  /// A repository that is hosted here.
  RepositorySettings managed(String name) {
    return settings(managedOrigin(name), Optional.empty());
  }

  private static RepositoryOrigin managedOrigin(String name) {
    try {
      return new RepositoryOrigin.Managed(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("name: " + e.getMessage());
    }
  }

  /// A repository elsewhere.
  RepositorySettings remote() {
    String url = url(fields.required("remote_url"));
    RemoteHost host = host(url);
    return settings(
        new RepositoryOrigin.Remote(url, access(host, Optional.empty()), hostKey().orElse("")),
        Optional.empty());
  }

  /// What an earlier repository becomes.
  RepositorySettings changed(RepositorySettings old) {
    return switch (old.origin()) {
      case RepositoryOrigin.Managed managed -> settings(managed, Optional.of(old));
      case RepositoryOrigin.Remote remote -> settings(changed(remote), Optional.of(old));
    };
  }

  private RepositoryOrigin.Remote changed(RepositoryOrigin.Remote old) {
    String url = url(fields.text("remote_url").orElse(old.url()));
    RemoteHost host = url.equals(old.url()) ? RemoteSync.host(url) : host(url);
    boolean sameHost = host.equals(RemoteSync.host(old.url()));
    return new RepositoryOrigin.Remote(
        url,
        access(host, kept(old.access(), sameHost)),
        hostKey().orElse(sameHost ? old.hostKey() : ""));
  }

  /// Another host is not told the token of this one. A private key is never told.
  private Optional<GitAccess> kept(GitAccess old, boolean sameHost) {
    return switch (old) {
      case GitAccess.Open open -> Optional.of(open);
      case GitAccess.DeployKey key -> Optional.of(key);
      case GitAccess.Token token -> {
        if (!sameHost && !fields.has("token")) {
          throw Refusal.invalid("token is required when remote_url leads to another host");
        }
        yield Optional.of(token);
      }
    };
  }

  private static String url(String text) {
    String url = text.strip();
    if (url.length() > LONGEST_URL || url.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid("remote_url is longer than a URL may be, or holds control characters");
    }
    return url;
  }

  private RemoteHost host(String url) {
    try {
      return sync.check(url);
    } catch (GitException e) {
      throw Refusal.invalid("remote_url: " + e.getMessage());
    }
  }

  /// A line of `known_hosts` without the host; a comment at its end is left out.
  private Optional<String> hostKey() {
    return fields
        .text("host_key")
        .map(String::strip)
        .map(line -> {
          if (line.isEmpty()) {
            return "";
          }
          String[] words = line.split("\\s+");
          String key = words.length < 2 ? line : words[0] + " " + words[1];
          try {
            RemoteSync.fingerprint(key);
            return key;
          } catch (GitException e) {
            throw Refusal.invalid("host_key: " + e.getMessage());
          }
        });
  }

  private GitAccess access(RemoteHost host, Optional<GitAccess> old) {
    Optional<String> strategy = fields.text("git_clone_strategy");
    strategy
        .filter(word -> !DEPLOY_KEY.equals(word) && !TOKENS.contains(word))
        .ifPresent(word -> {
          if (!word.equals("open") || host.ssh()) {
            throw Refusal.invalid(
                "git_clone_strategy '%s' is not offered here; use deploy_key (over SSH) or git_token"
                        .formatted(word)
                    + " (over HTTPS)");
          }
        });
    return host.ssh() ? deployKey(strategy, old) : token(strategy, old);
  }

  private GitAccess deployKey(Optional<String> strategy, Optional<GitAccess> old) {
    if (fields.has("token") || strategy.filter(TOKENS::contains).isPresent()) {
      throw Refusal.invalid("a token is for HTTPS; over SSH, the project's deploy key is used");
    }
    return old.filter(GitAccess.DeployKey.class::isInstance)
        .orElseGet(() -> DeployKeys.make("bailey project " + project));
  }

  private GitAccess token(Optional<String> strategy, Optional<GitAccess> old) {
    if (strategy.filter(DEPLOY_KEY::equals).isPresent()) {
      throw Refusal.invalid(
          "a deploy key is for SSH: give remote_url as ssh://..., or send username and token");
    }
    Optional<GitAccess.Token> known =
        old.filter(GitAccess.Token.class::isInstance).map(GitAccess.Token.class::cast);
    Optional<Secret> token =
        fields.text("token").map(Secret::of).or(() -> known.map(GitAccess.Token::token));
    if (strategy.filter("open"::equals).isPresent() || token.isEmpty()) {
      return open(strategy);
    }
    String user =
        fields.text("username").or(() -> known.map(GitAccess.Token::username)).orElse("git");
    return new GitAccess.Token(user, token.get());
  }

  private static GitAccess open(Optional<String> strategy) {
    if (strategy.filter(TOKENS::contains).isPresent()) {
      throw Refusal.invalid("token is required for git_clone_strategy git_token");
    }
    return new GitAccess.Open();
  }

  private RepositorySettings settings(RepositoryOrigin origin, Optional<RepositorySettings> old) {
    String branch =
        fields
            .text("default_branch")
            .or(() -> old.map(RepositorySettings::defaultBranch))
            .orElse("main");
    try {
      return new RepositorySettings(
          origin,
          branch,
          fields
              .texts("protected_branches")
              .or(() -> old.map(RepositorySettings::protectedBranches))
              .orElse(List.of(branch)),
          fields
              .text("pull_request_url_template")
              .or(() -> old.flatMap(RepositorySettings::pullRequestUrl)));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("default_branch: " + e.getMessage());
    }
  }
}
