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
    static final long LARGEST = (1L << 40) - 1;

    public Project {
      if (id < 1 || id > LARGEST) {
        throw new IllegalArgumentException("project id " + id);
      }
    }

    @Override
    public String label() {
      return "project-" + id;
    }
  }

  /// The repository of a project. It has a key apart from the project's, so that it can be
  /// destroyed for good while the project lives on; the project's next repository has another
  /// number.
  record Repository(Project project, int number) implements KeyOwner {
    public Repository {
      if (number < 1) {
        throw new IllegalArgumentException("repository number " + number);
      }
    }

    @Override
    public String label() {
      return project.label() + "-repository-" + number;
    }
  }

  /// One user, by their number: who they are. Destroying the key leaves the number alone.
  record Person(long id) implements KeyOwner {
    public Person {
      if (id < 1) {
        throw new IllegalArgumentException("user id " + id);
      }
    }

    @Override
    public String label() {
      return "user-" + id;
    }
  }

  /// A user, by their number.
  static Person person(long id) {
    return new Person(id);
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
