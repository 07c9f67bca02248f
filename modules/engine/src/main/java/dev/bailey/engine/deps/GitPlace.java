package dev.bailey.engine.deps;

import java.util.List;
import java.util.Optional;

/// Where a package lies in a git repository.
///
/// @param url rendered; may hold a secret
/// @param written the URL before its templates were rendered, or the name of a private package
/// @param privacy how it is told apart, when it was asked for as a `private` package
/// @param subdirectory of the repository; empty for its root
record GitPlace(String url, String written, Optional<Privacy> privacy, String subdirectory) {

  /// That a package was asked for by the name of its repository.
  ///
  /// @param provider where the repository is, such as `gitlab`; empty when that was not said
  record Privacy(Optional<String> provider) {}

  /// The URL of a private package over SSH, as dbt makes it where no provider is configured.
  ///
  /// https://docs.getdbt.com/docs/build/packages#private-packages
  ///
  /// @throws DepsException for providers and names that are none
  static String sshUrl(String name, Optional<String> provider) {
    return switch (provider.orElse("github")) {
      case "github" -> "git@github.com:" + name + ".git";
      case "gitlab" -> "git@gitlab.com:" + name + ".git";
      case "ado", "azure_devops" -> azure(name, provider.orElseThrow());
      case String other ->
          throw new DepsException(
              "Invalid private package configuration: '%s' provider: '%s'. Valid providers are: github, gitlab, ado, azure_devops"
                  .formatted(name, other));
    };
  }

  private static String azure(String name, String provider) {
    if (name.split("/").length < 3) {
      throw new DepsException(
          "The '%s' provider requires org/project/repo format (3 parts), got: '%s'"
              .formatted(provider, name));
    }
    return "git@ssh.dev.azure.com:v3/" + name;
  }

  String name() {
    return named(url);
  }

  /// With and without `.git` at the end.
  List<String> names() {
    String other = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url + ".git";
    return List.of(name(), named(other));
  }

  private String named(String some) {
    return subdirectory.isEmpty() ? some : some + "/" + subdirectory;
  }
}
