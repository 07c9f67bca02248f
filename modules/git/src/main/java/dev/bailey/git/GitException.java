package dev.bailey.git;

/// Something around a repository went wrong: the message says what and the remedy, and never holds
/// a secret.
public final class GitException extends RuntimeException {

  /// What is wrong, for callers that act on it.
  public enum Code {
    /// There is no such repository, branch or commit.
    NOT_FOUND,
    /// The thing to be made is there already.
    EXISTS,
    /// The branch moved meanwhile, or the change is not a fast-forward.
    CONFLICT,
    /// A path or name that no repository may hold, or an edit of a file that is not there.
    INVALID,
    /// A configured limit was reached.
    TOO_LARGE,
    /// The user or the policy does not allow it.
    REFUSED,
    /// A remote host cannot be reached, or answered nonsense.
    UNREACHABLE,
    /// A remote host did not accept our credentials.
    CREDENTIALS,
    /// A remote host is not the one it should be: its certificate or host key is wrong.
    UNTRUSTED,
    /// The repository's bytes are not what was written.
    DAMAGED,
    /// The disk refused.
    IO
  }

  private final Code code;

  public GitException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public GitException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
