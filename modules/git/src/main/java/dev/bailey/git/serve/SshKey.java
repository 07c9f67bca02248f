package dev.bailey.git.serve;

/// A public key as SSH shows it.
///
/// @param type such as `ssh-ed25519`
/// @param base64 the key, as the second word of a line in `authorized_keys`
/// @param fingerprint such as `SHA256:…`, as `ssh-keygen -l` prints it
public record SshKey(String type, String base64, String fingerprint) {}
