package dev.bailey.project.selection;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Matches names of nodes: the name itself, or the beginning of the path of names, with or without
/// the package; from the first part with a glob on, the rest as a whole.
final class FqnPattern {
  private final String text;
  private final List<String> parts;
  private final int globAt;
  private final Glob rest;
  private final Glob whole;

  FqnPattern(String text) {
    this.text = text;
    this.whole = Glob.of(text);
    this.parts = List.of(text.split("\\.", -1));
    int at = 0;
    while (at < parts.size() && !Glob.isIn(parts.get(at))) {
      at++;
    }
    this.globAt = at;
    this.rest = Glob.of(String.join(".", parts.subList(at, parts.size())));
  }

  /// @param versioned whether the last of `fqn` is a version
  /// @param packages all packages of the project
  boolean matches(List<String> fqn, boolean versioned, Set<String> packages) {
    String name = fqn.getLast();
    return text.equals(name)
        || whole.matches(name)
        || (versioned && fqn.size() > 1 && isVersionOf(fqn))
        || isBeginningOf(fqn)
        || (fqn.size() > 1
            && packages.contains(fqn.getFirst())
            && isBeginningOf(fqn.subList(1, fqn.size())));
  }

  private boolean isBeginningOf(List<String> fqn) {
    if (globAt > 0 && !fqn.getFirst().startsWith(parts.getFirst())) {
      return false;
    }
    List<String> flat = flat(fqn);
    if (flat.size() < parts.size()) {
      return false;
    }
    for (int i = 0; i < globAt; i++) {
      if (!parts.get(i).equals(flat.get(i))) {
        return false;
      }
    }
    return globAt == parts.size()
        || rest.matches(String.join(".", flat.subList(globAt, flat.size())));
  }

  /// Names with dots in them count as several.
  private static List<String> flat(List<String> fqn) {
    for (String name : fqn) {
      if (name.indexOf('.') >= 0) {
        return fqn.stream().flatMap(each -> Stream.of(each.split("\\.", -1))).toList();
      }
    }
    return fqn;
  }

  private boolean isVersionOf(List<String> fqn) {
    String name = fqn.get(fqn.size() - 2);
    String version = fqn.getLast();
    return text.equals(name)
        || text.equals(name + "_" + version)
        || text.equals(name + "." + version);
  }
}
