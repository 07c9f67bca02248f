package dev.bailey.jinja.value;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// What evaluation needs of the rendering that is under way.
public interface Execution {
  /// The counters that everything which takes time or space is charged to.
  Meter meter();

  /// What the environment gives for a name that the context lacks.
  Undefined undefined(String name);

  /// The same work with another idea of what is undefined.
  Execution withUndefined(Undefined.Kind kind);

  /// What the environment gives for an attribute or item that `owner` lacks.
  Undefined undefined(Value owner, Value key);

  /// What the environment gives for something else that is missing.
  ///
  /// @param hint the message when it is used
  Undefined undefinedBecause(String hint);

  /// The filter of that name, for `map('upper')`; TemplateRuntimeError when there is none.
  Filter filter(String name);

  /// The test of that name, for `select('odd')`; TemplateRuntimeError when there is none.
  Test test(String name);

  /// Whether there is a filter of that name, for `is filter`.
  boolean hasFilter(String name);

  /// Whether there is a test of that name, for `is test`.
  boolean hasTest(String name);

  /// Whether texts become HTML when they are joined or printed.
  boolean escapes();

  /// Turns the escaping of texts on or off from here on.
  void escape(boolean isOn);

  /// The time and the local time zone that templates see.
  Clock clock();

  /// Randomness for `random`.
  RandomGenerator random();
}
