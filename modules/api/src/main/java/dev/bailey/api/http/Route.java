package dev.bailey.api.http;

/// One operation: how it is called, who may, what it takes, what it does.
///
/// @param body how large a request's body may be
/// @param summary one line for the documentation
public record Route(
    Verb verb, PathTemplate path, Guard guard, BodySize body, String summary, Handler handler) {

  /// How large a body a route takes.
  public enum BodySize {
    /// What the server's limit allows for ordinary requests.
    ORDINARY,
    /// A git push.
    PUSH
  }

  /// A route that takes ordinary bodies.
  public static Route of(Verb verb, String path, Guard guard, String summary, Handler handler) {
    return new Route(verb, PathTemplate.of(path), guard, BodySize.ORDINARY, summary, handler);
  }

  /// The same for bodies as large as a git push.
  public Route takingPushes() {
    return new Route(verb, path, guard, BodySize.PUSH, summary, handler);
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }
}
