package dev.bailey.storage.keys;

/// Whose data a data key protects. Destroying an owner's key destroys all that was written under
/// it.
public sealed interface KeyOwner {

  /// A name without any word of a user's, good for file names: `account`, `project-12`.
  String label();

  /// The appliance's account: what belongs to no single project.
  record Account() implements KeyOwner {
    @Override
    public String label() {
      return "account";
    }
  }

  /// One project.
  record Project(long id) implements KeyOwner {
    public Project {
      if (id < 1) {
        throw new IllegalArgumentException("project id " + id);
      }
    }

    @Override
    public String label() {
      return "project-" + id;
    }
  }

  /// The account.
  static KeyOwner account() {
    return new Account();
  }

  /// A project, by its number.
  static KeyOwner project(long id) {
    return new Project(id);
  }
}
