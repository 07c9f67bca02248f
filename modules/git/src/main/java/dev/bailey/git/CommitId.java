package dev.bailey.git;

/// Names one commit: 40 hexadecimal digits in lower case.
public record CommitId(String sha) {
  public CommitId {
    if (sha.length() != 40 || !sha.chars().allMatch(CommitId::isHex)) {
      throw new IllegalArgumentException("no commit id: " + sha);
    }
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /// The first seven digits, as git prints them.
  public String abbreviated() {
    return sha.substring(0, 7);
  }

  @Override
  public String toString() {
    return sha;
  }
}
