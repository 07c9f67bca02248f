package dev.bailey.security.permission;

import java.util.List;
import java.util.Locale;

/// dbt Cloud's permission sets, and what each allows here: the one table of it.
///
/// The first column holds in the account, the second in the projects of the grant, the third there
/// too, but only in the environment categories of the grant. Sets that speak of what an appliance
/// has not (billing, cost, marketplace) are accepted from clients and allow to see the account.
@SuppressWarnings("ImmutableEnumChecker") // every list is made by List.of
public enum PermissionSet {
  OWNER(account("*"), project("*"), none()),
  ACCOUNT_ADMIN(account("*"), project("*"), none()),
  ACCOUNT_VIEWER(account("*:read"), project("*:read"), none()),
  SECURITY_ADMIN(
      account(
          "account:read",
          "users:*",
          "groups:*",
          "licenses:*",
          "sign_in:*",
          "ip_rules:*",
          "egress:*",
          "audit:read",
          "service_tokens:read"),
      none(),
      none()),
  PROJECT_CREATOR(
      account("account:read", "projects:read,create", "connections:read,create,write"),
      project("project,repository,environments,credentials:read,create,write"),
      none()),
  MEMBER(account("account:read"), none(), none()),
  ADMIN(account("account:read", "connections:read"), project("*"), none()),
  TEAM_ADMIN(
      account("account,users,connections:read"),
      project(
          "project,repository,environments,variables,jobs,runs,metadata,members:read",
          "project,repository,members:create,write"),
      project("environments,credentials:read,create,write")),
  DEVELOPER(
      account("account,connections:read"),
      project(
          "project,repository,environments,variables,jobs,runs,metadata,notifications:read",
          "develop,preview:*",
          "variables:create,write:development"),
      project("jobs:create,write,run", "runs:run", "environments,variables:create,write")),
  ANALYST(
      account("account,connections:read"),
      project(
          "project,repository,environments,variables,jobs,runs,metadata:read", "develop,preview:*"),
      project("jobs:create,write,run", "runs:run")),
  ANALYST_READ(
      account("account:read"),
      project("project,repository,environments,jobs,runs,metadata,develop:read"),
      none()),
  STAKEHOLDER(
      account("account:read"), project("project,environments,jobs,runs,metadata:read"), none()),
  READONLY(
      account("account:read"), project("project,environments,jobs,runs,metadata:read"), none()),
  JOB_ADMIN(
      account("account,connections:read"),
      project(
          "project,repository,metadata:read",
          "jobs,runs,environments,credentials,variables,notifications:*"),
      none()),
  JOB_CREATOR(
      account("account:read"),
      project("project,environments,variables,metadata:read", "jobs:read,create", "runs:read"),
      none()),
  JOB_RUNNER(
      account("account:read"), project("project,environments:read", "jobs,runs:read,run"), none()),
  JOB_VIEWER(account("account:read"), project("project,environments,jobs,runs:read"), none()),
  GIT_ADMIN(
      account("account:read"),
      project(
          "project,repository,environments,variables,jobs,runs:read",
          "project,repository:create,write"),
      project("variables:create,write")),
  DATABASE_ADMIN(
      account("account:read", "connections:*"),
      project("project,environments,credentials,jobs,runs:read"),
      project("environments,credentials:create,write")),
  NOTIFICATION_MANAGER(
      account("account:read"), project("project,jobs:read", "notifications:*"), none()),
  WEBHOOKS_ONLY(none(), project("project,jobs:read", "webhooks:*"), none()),
  METADATA_ONLY(none(), project("metadata:read"), none()),
  SEMANTIC_LAYER_ONLY(none(), project("semantic_layer:read"), none()),
  SCIM_ONLY(account("scim:*"), none(), none()),
  FUSION_ADMIN(account("account:read"), none(), none()),
  BILLING_ADMIN(account("account:read"), none(), none()),
  COST_INSIGHTS_ADMIN(account("account:read"), none(), none()),
  COST_INSIGHTS_VIEWER(account("account:read"), none(), none()),
  COST_MANAGEMENT_ADMIN(account("account:read"), none(), none()),
  COST_MANAGEMENT_VIEWER(account("account:read"), none(), none()),
  MANAGE_MARKETPLACE_APPS(account("account:read"), none(), none());

  private final List<String> account;
  private final List<String> project;
  private final List<String> byCategory;

  PermissionSet(List<String> account, List<String> project, List<String> byCategory) {
    this.account = account;
    this.project = project;
    this.byCategory = byCategory;
  }

  /// The set with this word of the API.
  ///
  /// @throws IllegalArgumentException when there is none
  public static PermissionSet of(String word) {
    for (PermissionSet set : values()) {
      if (set.word().equals(word)) {
        return set;
      }
    }
    throw new IllegalArgumentException("no permission set is called " + word);
  }

  /// The word that the API uses.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether the grant's environment categories matter to it.
  public boolean byCategory() {
    return !byCategory.isEmpty();
  }

  /// `<area>:<action>` in the account.
  List<String> inAccount() {
    return account;
  }

  /// `<area>:<action>` in projects.
  List<String> inProject() {
    return project;
  }

  /// `<area>:<action>` in the environments of projects.
  List<String> inCategory() {
    return byCategory;
  }

  private static List<String> account(String... patterns) {
    return List.of(patterns);
  }

  private static List<String> project(String... patterns) {
    return List.of(patterns);
  }

  private static List<String> none() {
    return List.of();
  }
}
