package dev.bailey.api.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The table of all routes.
public final class Routes {
  private final List<Route> all;

  /// @throws IllegalArgumentException when two routes have the same method and path
  public Routes(List<Route> routes) {
    var sorted = new ArrayList<>(routes);
    sorted.sort(Comparator.comparing(route -> route.path().rank()));
    var seen = new TreeSet<String>();
    for (Route route : sorted) {
      if (!seen.add(route.verb() + " " + route.path())) {
        throw new IllegalArgumentException("two routes for " + route);
      }
    }
    this.all = List.copyOf(sorted);
  }

  /// What became of looking for a route.
  public sealed interface Found {

    /// A route, and the values of the holes of its path.
    record Hit(Route route, Map<String, String> holes) implements Found {}

    /// The path exists, but not for this method.
    record OtherVerbs(List<String> verbs) implements Found {}

    /// There is no such path.
    record Nothing() implements Found {}
  }

  /// Finds the route for a call.
  public Found find(String verb, String path) {
    var others = new TreeSet<String>();
    for (Route route : all) {
      Optional<Map<String, String>> holes = route.path().match(path);
      if (holes.isPresent()) {
        if (route.verb().name().equals(verb)) {
          return new Found.Hit(route, holes.get());
        }
        // What takes any path says nothing about whether this one is there.
        if (!route.path().takesAll()) {
          others.add(route.verb().name());
        }
      }
    }
    if (others.contains("GET")) {
      others.add("HEAD");
    }
    return others.isEmpty() ? new Found.Nothing() : new Found.OtherVerbs(List.copyOf(others));
  }

  /// Every route, for documentation and for tests that walk them.
  public List<Route> all() {
    return all;
  }
}
