package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Json;
import dev.bailey.registry.Account;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.FieldValue;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Project;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What exists here as JSON (facts/api.md 2.4 and 2.5). Secrets never are.
final class RegistryJson {
  /// What a repository of dbt Cloud may have, and ours has not.
  private static final List<String> ABSENT =
      List.of(
          "deploy_key",
          "deploy_key_id",
          "repository_credentials_id",
          "git_provider_id",
          "github_installation_id",
          "github_webhook_id",
          "gitlab_project_id",
          "private_link_endpoint_id");

  private static final long ACCOUNT = Account.ID.value();

  private RegistryJson() {}

  /// The account. Clients gate features on the plan, and here all of them are there.
  static ObjectNode account(Account account, int queueLimit) {
    ObjectNode node = Json.object();
    node.put("id", account.id().value())
        .put("name", account.name())
        .put("identifier", account.identifier())
        .put("plan", "enterprise")
        .put("run_slots", account.runSlots())
        .put("queue_limit", queueLimit)
        .put("developer_seats", 10_000)
        .put("it_seats", 10_000)
        .put("read_only_seats", 10_000)
        .put("explorer_seats", 10_000)
        .put("analyst_seats", 10_000)
        .put("locked", false)
        .put("pending_cancel", false)
        .put("business_critical", false)
        .put("pod_memory_request_mebibytes", 600)
        .put("develop_pod_memory_request_mebibytes", 0)
        .put("run_duration_limit_seconds", 86_400);
    for (String absent :
        new String[] {
          "lock_reason", "lock_cause", "unlocked_at", "billing_email_address",
          "enterprise_login_slug", "starter_repo_url", "git_auth_level", "trial_end_date",
          "static_subdomain", "vanity_subdomain", "run_locked_until", "docs_job_id",
          "freshness_job_id"
        }) {
      node.putNull(absent);
    }
    node.putArray("groups");
    node.putArray("account_migration_events");
    return kept(node, 1, account.createdAt(), account.updatedAt());
  }

  /// A project without anything related.
  static ObjectNode project(Project project, Optional<RepositoryLink> repository) {
    var definition = project.definition();
    ObjectNode node = Json.object();
    node.put("id", project.id().value())
        .put("account_id", ACCOUNT)
        .put("name", definition.name())
        .put("description", definition.description())
        .put("type", 0);
    put(node, "connection_id", definition.connection().map(ConnectionId::value));
    put(node, "repository_id", repository.map(link -> link.id().value()));
    node.put(
        "dbt_project_subdirectory",
        definition.subdirectory().isEmpty() ? null : definition.subdirectory());
    for (String absent :
        new String[] {
          "semantic_layer_config_id", "docs_job_id", "freshness_job_id", "default_version"
        }) {
      node.putNull(absent);
    }
    return kept(node, state(project.active()), project.createdAt(), project.updatedAt());
  }

  /// An environment without anything related.
  static ObjectNode environment(Environment environment, Optional<RepositoryLink> repository) {
    EnvironmentDefinition definition = environment.definition();
    ObjectNode node = Json.object();
    node.put("id", environment.id().value())
        .put("account_id", ACCOUNT)
        .put("project_id", environment.project().value())
        .put("name", definition.name())
        .put("type", definition.kind().type())
        .put("deployment_type", definition.kind().deploymentType().orElse(null))
        .put("dbt_version", definition.dbtVersion())
        .put("raw_dbt_version", definition.dbtVersion())
        .put("use_custom_branch", definition.useCustomBranch())
        .put("custom_branch", definition.customBranch().orElse(null))
        .put("supports_docs", true)
        .put("enable_model_query_history", false)
        .put("enable_dbt_state", false)
        .putNull("dbt_project_subdirectory")
        .putNull("extended_attributes_id")
        .putNull("primary_profile_id")
        .putNull("created_by_id");
    put(node, "connection_id", definition.connection().map(ConnectionId::value));
    put(node, "credentials_id", definition.credentials().map(CredentialsId::value));
    put(node, "repository_id", repository.map(link -> link.id().value()));
    return kept(
        node, state(environment.active()), environment.createdAt(), environment.updatedAt());
  }

  /// A connection; its secret fields are left out.
  static ObjectNode connection(Connection connection) {
    ObjectNode node = Json.object();
    node.put("id", connection.id().value())
        .put("account_id", ACCOUNT)
        .put("name", connection.definition().name())
        .put("type", connection.definition().type())
        .put("adapter_version", connection.definition().type() + "_v0")
        .put("is_ssh_tunnel_enabled", false)
        .putNull("private_link_endpoint_id")
        .putNull("oauth_configuration_id");
    node.set("config", config(connection.definition()));
    return kept(node, state(connection.active()), connection.createdAt(), connection.updatedAt());
  }

  /// Credentials; their secret fields are left out.
  static ObjectNode credentials(Credentials credentials) {
    var definition = credentials.definition();
    ObjectNode node = Json.object();
    node.put("id", credentials.id().value())
        .put("account_id", ACCOUNT)
        .put("project_id", credentials.project().value())
        .put("type", definition.type())
        .put("schema", definition.schema())
        .put("default_schema", definition.schema())
        .put("target_name", definition.targetName())
        .put("threads", definition.threads());
    definition.fields().text("user").ifPresent(user -> node.put("username", user));
    return kept(
        node, state(credentials.active()), credentials.createdAt(), credentials.updatedAt());
  }

  /// A project's repository. Never its token, nor the private half of its key.
  static ObjectNode repository(RepositoryLink link) {
    ObjectNode node = Json.object();
    node.put("id", link.id().value())
        .put("account_id", ACCOUNT)
        .put("project_id", link.project().value())
        .put("remote_url", remoteUrl(link))
        .put("default_branch", link.settings().defaultBranch())
        .put("pull_request_url_template", link.settings().pullRequestUrl().orElse(null));
    link.settings().protectedBranches().forEach(node.putArray("protected_branches")::add);
    ABSENT.forEach(node::putNull);
    switch (link.settings().origin()) {
      case RepositoryOrigin.Managed(String name) ->
          node.put("full_name", name)
              .put("remote_backend", "managed")
              .put("git_clone_strategy", "managed");
      case RepositoryOrigin.Remote(String url, GitAccess access, String hostKey) -> {
        node.put("full_name", fullName(url))
            .put("remote_backend", "manual_config")
            .put("host_key", hostKey);
        putAccess(node, link, access);
      }
    }
    return kept(node, state(link.active()), link.createdAt(), link.updatedAt());
  }

  /// As dbt Cloud has it: the URL, or a managed repository's name.
  static String remoteUrl(RepositoryLink link) {
    return switch (link.settings().origin()) {
      case RepositoryOrigin.Managed(String name) -> name + ".git";
      case RepositoryOrigin.Remote(String url, GitAccess _, String _) -> url;
    };
  }

  /// The path of a URL: `company/shop` of `git@github.com:company/shop.git`.
  private static String fullName(String url) {
    return url.replaceFirst("^[a-z]+://[^/]+", "")
        .replaceFirst("^[^/:]+@?[^/:]*:", "")
        .replaceFirst("^/+", "")
        .replaceFirst("/*$", "")
        .replaceFirst("\\.git$", "");
  }

  private static void putAccess(ObjectNode node, RepositoryLink link, GitAccess access) {
    switch (access) {
      case GitAccess.Open _ -> node.put("git_clone_strategy", "open");
      case GitAccess.Token(String username, _) ->
          node.put("git_clone_strategy", "git_token").put("username", username);
      case GitAccess.DeployKey(String publicKey, _) -> {
        node.put("git_clone_strategy", "deploy_key").put("deploy_key_id", link.id().value());
        node.putObject("deploy_key")
            .put("id", link.id().value())
            .put("account_id", ACCOUNT)
            .put("public_key", publicKey)
            .put("state", 1);
      }
    }
  }

  /// The host of a Trino is called that in dbt Cloud, too; the others' is a `hostname`.
  private static ObjectNode config(ConnectionDefinition definition) {
    String host = definition.type().equals("trino") ? "host" : "hostname";
    ObjectNode node = Json.object();
    definition
        .fields()
        .open()
        .forEach((key, value) -> {
          String name = key.equals("host") ? host : key;
          switch (value) {
            case FieldValue.Text(String text) -> node.put(name, text);
            case FieldValue.Whole(long number) -> node.put(name, number);
            case FieldValue.Flag(boolean flag) -> node.put(name, flag);
          }
        });
    return node;
  }

  private static void put(ObjectNode node, String field, Optional<Long> id) {
    node.put(field, id.orElse(null));
  }

  private static int state(boolean active) {
    return active ? 1 : 2;
  }

  private static ObjectNode kept(ObjectNode node, int state, Instant created, Instant updated) {
    return node.put("state", state)
        .put("created_at", Times.text(created))
        .put("updated_at", Times.text(updated));
  }
}
