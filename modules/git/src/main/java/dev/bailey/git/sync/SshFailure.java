package dev.bailey.git.sync;

import org.eclipse.jgit.errors.TransportException;

/// JGit's transports may fail with this one only; what happened is the cause.
final class SshFailure extends TransportException {
  private static final long serialVersionUID = 1;

  SshFailure(Exception cause) {
    super("SSH failed", cause);
  }
}
