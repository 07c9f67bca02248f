package dev.bailey.jinja.code;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /// A value that whoever enters the scope has put there.
    record Given() implements Start {}

    /// What the context has, looked up when it is needed.
    record Context() implements Start {}

    /// Nothing.
    record Nothing() implements Start {}

    /// A copy of what a variable further out holds.
    record Copy(Variable of) implements Start {}
  }

  /// A variable as one scope sees it.
  ///
  /// @param function whose frame holds it
  /// @param slot where in that frame
  /// @param owner the scope that defines it
  record Variable(Function function, int slot, Scope owner, String name) {
    Start start() {
      Start start = owner.starts.get(slot);
      if (start == null) {
        throw new IllegalStateException("no start of '" + name + "'");
      }
      return start;
    }

    /// Whether an empty slot means that the context was not asked yet.
    boolean isFromContext() {
      return start() instanceof Start.Context;
    }
  }

  private final Function function;
  private final int region;
  private final int level;
  private final @Nullable Scope parent;
  private final Map<String, Variable> variables;
  private final Map<Integer, Start> starts;
  private final Set<String> stores;

  private Scope(
      Function function,
      int region,
      int level,
      @Nullable Scope parent,
      Map<String, Variable> variables,
      Map<Integer, Start> starts,
      Set<String> stores) {
    this.function = function;
    this.region = region;
    this.level = level;
    this.parent = parent;
    this.variables = variables;
    this.starts = starts;
    this.stores = stores;
  }

  /// The outermost scope of a template.
  static Scope root(Function function) {
    return new Scope(
        function, 0, 0, null, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
  }

  /// A scope inside this one, in the same function.
  Scope inner() {
    return inner(function, region);
  }

  /// A scope inside this one, in the same function, whose slots nobody else uses.
  Scope apart() {
    return inner(function, function.newRegion());
  }

  /// A scope inside this one that runs as a function of its own.
  Scope within(Function inner) {
    return inner(inner, 0);
  }

  private Scope inner(Function where, int inRegion) {
    return new Scope(
        where,
        inRegion,
        level + 1,
        this,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashSet<>());
  }

  /// A copy in which one branch of an `if` notes what it does. Its variables are still owned by
  /// this scope, which learns about them in [#merge].
  Scope branch() {
    return new Scope(
        function,
        region,
        level,
        parent,
        new LinkedHashMap<>(variables),
        new LinkedHashMap<>(starts),
        new LinkedHashSet<>(stores));
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

  /// The names that are written in this scope.
  Set<String> stores() {
    return stores;
  }

  /// The variable of that name in this scope or around it.
  Optional<Variable> find(String name) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      Variable found = scope.variables.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// The name is read here.
  void load(String name) {
    if (find(name).isEmpty()) {
      define(name, new Start.Context());
    }
  }

  /// The name is written here.
  void store(String name) {
    stores.add(name);
    if (!variables.containsKey(name)) {
      define(name, outerVariable(name).<Start>map(Start.Copy::new).orElse(new Start.Nothing()));
    }
  }

  /// The name has its value before the scope begins.
  void give(String name) {
    stores.add(name);
    define(name, new Start.Given());
  }

  /// A slot for something that has no name in the template.
  int hidden(String purpose) {
    return function.slot(region, level, "(" + purpose + ")");
  }

  /// The variables that this scope or one around it writes, inner ones before outer ones.
  List<Variable> allStored() {
    var found = new LinkedHashMap<String, Variable>();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      for (String name : scope.stores) {
        Variable variable = scope.variables.get(name);
        if (variable != null) {
          found.putIfAbsent(name, variable);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Optional<Variable> outerVariable(String name) {
    return parent == null ? Optional.empty() : parent.find(name);
  }

  private void define(String name, Start start) {
    int slot = function.slot(region, level, name);
    variables.put(name, new Variable(function, slot, this, name));
    starts.put(slot, start);
  }

  /// Takes over what the branches of an `if` note.
  void merge(Iterable<Scope> branches) {
    var written = new LinkedHashSet<String>();
    branches.forEach(branch -> written.addAll(branch.stores));
    written.removeAll(stores);
    for (Scope branch : branches) {
      branch.variables.forEach((name, variable) -> variables.put(name, owned(variable)));
      starts.putAll(branch.starts);
      stores.addAll(branch.stores);
    }
    for (String name : written) {
      Variable variable = variables.get(name);
      if (variable == null) {
        throw new IllegalStateException("a branch lost '" + name + "'");
      }
      starts.put(
          variable.slot(),
          outerVariable(name).<Start>map(Start.Copy::new).orElse(new Start.Context()));
    }
  }

  private Variable owned(Variable variable) {
    return new Variable(variable.function(), variable.slot(), this, variable.name());
  }
}
