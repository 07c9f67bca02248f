package dev.bailey.registry;

/// How a remote repository is entered.
public sealed interface GitAccess {

  /// It is open to everybody who reaches it.
  record Open() implements GitAccess {}

  /// A user name and a password or access token, over HTTPS.
  record Token(String username, Secret token) implements GitAccess {}

  /// A key pair that this appliance made, over SSH; the public half is for the git host.
  ///
  /// @param publicKey one line as in OpenSSH's `authorized_keys`
  /// @param privateKey in OpenSSH's format
  record DeployKey(String publicKey, Secret privateKey) implements GitAccess {}
}
