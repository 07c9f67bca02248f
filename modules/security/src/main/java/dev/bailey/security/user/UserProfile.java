package dev.bailey.security.user;

import java.util.Locale;

/// Who a user is.
///
/// @param login what they sign in with, in lower case: an address of e-mail, or a plain name
/// @param email where mail reaches them; may be empty
public record UserProfile(String login, String email, String firstName, String lastName) {
  public UserProfile {
    login = fold(login);
    email = email.strip();
    if (!login.matches("[^\\s:/\\p{Cntrl}]{1,254}")) {
      throw new IllegalArgumentException(
          "a login has 1 to 254 characters, none of them blank, ':' or '/'");
    }
    if (firstName.length() > 255 || lastName.length() > 255 || email.length() > 254) {
      throw new IllegalArgumentException("a name has at most 255 characters");
    }
  }

  /// A user who signs in with their address.
  public static UserProfile of(String email, String firstName, String lastName) {
    return new UserProfile(email, email, firstName, lastName);
  }

  /// A login as it is compared.
  public static String fold(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  /// The name to show.
  public String name() {
    String full = (firstName + " " + lastName).strip();
    return full.isEmpty() ? login : full;
  }
}
