package dev.bailey.security;

/// What somebody who is signed in must do before they may do anything else.
public enum Duty {
  /// Choose a password of their own: theirs is good for nothing else.
  CHANGE_PASSWORD,
  /// Set up a second factor: the operator requires one.
  ENROL_SECOND_FACTOR
}
