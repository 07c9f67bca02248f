package dev.bailey.project.context;

import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// A piece of a manifest while it is made, by one thread: notes which macros and docs blocks it
/// asks for, whether or not they exist, and what is wrong with it. As long as none of these names
/// means something else, the piece would be made the same again.
///
/// What is asked while no piece is made is not noted.
public final class Making {
  private static final ScopedValue<Making> CURRENT = ScopedValue.newInstance();
  private static final String DOC = "doc ";

  /// Asked by whoever looks at all macros at once. No macro has such a name.
  private static final String ANY_MACRO = "*";

  private final Set<String> asked = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /// Makes a piece.
  public <T> T of(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /// What was asked for, as [#macroName], [#docName] and [#anyMacro] spell it.
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /// How a macro is asked for: by its name, in whichever package it is looked for.
  public static String macroName(String name) {
    return name;
  }

  /// How a docs block is asked for: by its name, in whichever package it is looked for.
  public static String docName(String name) {
    return DOC + name;
  }

  /// What is asked for when the names of all macros are.
  public static String anyMacro() {
    return ANY_MACRO;
  }

  /// Notes that the current piece asks for something.
  ///
  /// @param name as [#macroName], [#docName] or [#anyMacro] spells it
  public static void asks(String name) {
    if (CURRENT.isBound()) {
      CURRENT.get().asked.add(name);
    }
  }

  /// Notes what is wrong with the current piece.
  public static void finds(Problem problem) {
    if (CURRENT.isBound()) {
      CURRENT.get().problems.add(problem);
    }
  }
}
