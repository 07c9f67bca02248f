package dev.bailey.appliance.admin;

import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/// The user whom a command is about.
final class UserParameter {
  @Parameters(paramLabel = "LOGIN", description = "What the user signs in with.")
  private String login = "";

  /// @throws ConfigurationException when there is no such user, naming those that there are
  User in(StoppedHome home) {
    var users = home.stores().security().users().list();
    return users.stream()
        .filter(user -> UserProfile.fold(user.profile().login()).equals(UserProfile.fold(login)))
        .findFirst()
        .orElseThrow(() ->
            new ConfigurationException(
                "there is no user '%s'. There are: %s"
                    .formatted(
                        login,
                        users.stream()
                            .map(user -> user.profile().login())
                            .sorted()
                            .collect(Collectors.joining(", ")))));
  }
}
