package dev.bailey.security.person;

/// What other parts of the appliance keep of people by their names, such as who started a run.
@FunctionalInterface
public interface Traces {

  /// Puts the pseudonym into all of it.
  ///
  /// @return how many things were changed
  long forget(Pseudonym who);
}
