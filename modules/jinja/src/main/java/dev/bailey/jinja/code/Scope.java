package dev.bailey.jinja.code;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of one level of scopes while it is compiled, and where each of them begins: Jinja2
/// decides that for the whole scope before it runs, from the order in which names are read and
/// written there.
///
/// - read first: the context's value;
/// - written first: the value of the scope around, if that has the name, else nothing at all, even
///   where the context has one;
/// - written on some branches only: the value of the scope around, else the context's.
final class Scope {
  /// What a name holds when its scope is entered.
  sealed interface Start {
    Start GIVEN = new Given();
    Start CONTEXT = new Context();
    Start NOTHING = new Nothing();

    /// A value that whoever enters the scope has put there.
    record Given() implements Start {}

    /// What the context has, looked up when it is needed.
    record Context() implements Start {}

    /// Nothing.
    record Nothing() implements Start {}

    /// A copy of what a variable further out holds.
    record Copy(Variable of) implements Start {}
  }

  /// A variable as one scope sees it. Where it begins is settled when its scope has been analysed.
  static final class Variable {
    private final Function function;
    private final int slot;
    private final String name;
    private Start start;
    private boolean isStored;

    private Variable(Function function, int slot, String name, Start start, boolean isStored) {
      this.function = function;
      this.slot = slot;
      this.name = name;
      this.start = start;
      this.isStored = isStored;
    }

    /// Whose frame holds it.
    Function function() {
      return function;
    }

    /// Where in that frame.
    int slot() {
      return slot;
    }

    String name() {
      return name;
    }

    Start start() {
      return start;
    }

    /// Whether its scope writes it.
    boolean isStored() {
      return isStored;
    }

    /// Whether an empty slot means that the context was not asked yet.
    boolean isFromContext() {
      return start instanceof Start.Context;
    }
  }

  private final Function function;
  private final int region;
  private final int level;
  private final @Nullable Scope parent;

  /// What this one is a branch of; it sees the variables of that, and keeps its own changes.
  private final @Nullable Scope trunk;

  private final Map<String, Variable> variables = new LinkedHashMap<>();

  private Scope(
      Function function, int region, int level, @Nullable Scope parent, @Nullable Scope trunk) {
    this.function = function;
    this.region = region;
    this.level = level;
    this.parent = parent;
    this.trunk = trunk;
  }

  /// The outermost scope of a template.
  static Scope root(Function function) {
    return new Scope(function, 0, 0, null, null);
  }

  /// A scope inside this one, in the same function.
  Scope inner() {
    return new Scope(function, region, level + 1, this, null);
  }

  /// A scope inside this one, in the same function, whose slots nobody else uses.
  Scope apart() {
    return new Scope(function, function.newRegion(), level + 1, this, null);
  }

  /// A scope inside this one that runs as a function of its own.
  Scope within(Function inner) {
    return new Scope(inner, 0, level + 1, this, null);
  }

  /// The same scope where one branch of an `if` notes what it does; the scope itself learns about
  /// it in [#merge].
  Scope branch() {
    return new Scope(function, region, level, parent, this);
  }

  Function function() {
    return function;
  }

  /// The variables that this scope defines.
  Collection<Variable> own() {
    return variables.values();
  }

  /// How many functions lie between this scope and the one that holds `variable`.
  int hopsTo(Variable variable) {
    int hops = 0;
    Scope scope = this;
    while (scope.function != variable.function) {
      Scope next = scope.parent;
      if (next == null) {
        throw new IllegalStateException("'" + variable.name + "' is not in reach");
      }
      hops += next.function == scope.function ? 0 : 1;
      scope = next;
    }
    return hops;
  }

  /// The variable of that name in this scope or around it; null when there is none.
  @Nullable Variable find(String name) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      Variable found = scope.own(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The variable of that name, which has been analysed.
  Variable known(String name) {
    Variable found = find(name);
    if (found == null) {
      throw new IllegalStateException("'" + name + "' was not analysed");
    }
    return found;
  }

  private @Nullable Variable own(String name) {
    for (Scope scope = this; scope != null; scope = scope.trunk) {
      Variable found = scope.variables.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The name is read here.
  void load(String name) {
    if (find(name) == null) {
      define(name, Start.CONTEXT, false);
    }
  }

  /// The name is written here.
  void store(String name) {
    Variable known = own(name);
    if (known == null) {
      define(name, fromOutside(name, Start.NOTHING), true);
    } else if (!known.isStored) {
      define(name, known.start, true);
    }
  }

  /// The name has its value before the scope begins.
  void give(String name) {
    define(name, Start.GIVEN, true);
  }

  /// A slot for something that has no name in the template.
  int hidden(String purpose) {
    return function.slot(region, level, "(" + purpose + ")");
  }

  /// The variables that this scope or one around it writes, inner ones before outer ones.
  List<Variable> allStored() {
    var found = new LinkedHashMap<String, Variable>();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      for (Variable variable : scope.variables.values()) {
        if (variable.isStored) {
          found.putIfAbsent(variable.name, variable);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Start fromOutside(String name, Start otherwise) {
    Variable outer = parent == null ? null : parent.find(name);
    return outer == null ? otherwise : new Start.Copy(outer);
  }

  private void define(String name, Start start, boolean isStored) {
    Variable mine = variables.get(name);
    if (mine == null) {
      variables.put(
          name, new Variable(function, function.slot(region, level, name), name, start, isStored));
    } else {
      mine.start = start;
      mine.isStored = isStored;
    }
  }

  /// Takes over what the branches of an `if` note.
  void merge(List<Scope> branches) {
    var written = new HashSet<String>();
    for (Scope branch : branches) {
      for (Variable variable : branch.variables.values()) {
        String name = variable.name;
        Variable known = own(name);
        boolean wasStored = known != null && known.isStored;
        if (variable.isStored && !wasStored) {
          written.add(name);
        }
        Start start = written.contains(name) ? fromOutside(name, Start.CONTEXT) : variable.start;
        define(name, start, wasStored || variable.isStored);
      }
    }
  }
}
