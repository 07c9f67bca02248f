package dev.bailey.git;

/// Who made a commit, as it stands in the commit.
public record Author(String name, String email) {

  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
