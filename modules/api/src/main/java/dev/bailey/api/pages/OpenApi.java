package dev.bailey.api.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The description of every operation, made from the routes themselves, so that it cannot be wrong
/// about what exists and who may call it.
public final class OpenApi {
  private static final Pattern HOLE = Pattern.compile("\\{([a-z_]+)(\\.\\.\\.)?}");

  private final List<Route> described;
  private final String version;

  /// Describes `described`.
  public OpenApi(List<Route> described, String version) {
    this.described = List.copyOf(described);
    this.version = version;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            "/openapi",
            Guard.open("what the API looks like is no secret"),
            "This description",
            call -> document()));
  }

  private Answer document() {
    ObjectNode root = Json.object();
    root.put("openapi", "3.1.0");
    root.putObject("info").put("title", "Bailey").put("version", version);
    ObjectNode paths = root.putObject("paths");
    for (Route route : described) {
      String path = HOLE.matcher(route.path().toString()).replaceAll("{$1}");
      ObjectNode operation =
          paths.withObjectProperty(path).putObject(route.verb().name().toLowerCase(Locale.ROOT));
      describe(route, operation);
    }
    root.putObject("components")
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    return Json.answer(200, root);
  }

  private static void describe(Route route, ObjectNode operation) {
    operation.put("summary", route.summary());
    operation.put("x-permission", permission(route.guard()));
    var parameters = operation.putArray("parameters");
    var holes = HOLE.matcher(route.path().toString());
    while (holes.find()) {
      parameters
          .addObject()
          .put("name", holes.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    if (takesJson(route)) {
      operation
          .putObject("requestBody")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("type", "object");
    }
    ObjectNode responses = operation.putObject("responses");
    responses.putObject("200").put("description", "Done");
    responses.putObject("default").put("description", "Refused, or failed");
    var security = operation.putArray("security");
    if (!(route.guard() instanceof Guard.Open)) {
      security.addObject().putArray("token");
    }
  }

  private static boolean takesJson(Route route) {
    return switch (route.verb()) {
      case POST, PUT, PATCH -> route.body() == Route.BodySize.ORDINARY;
      case GET, DELETE -> false;
    };
  }

  private static String permission(Guard guard) {
    return switch (guard) {
      case Guard.Open _ -> "none";
      case Guard.SignedIn _ -> "signed in";
      case Guard.InAccount(var area, var action) -> "account:" + area.word() + ":" + action.word();
      case Guard.InProject(var area, var action) ->
          "project:*:" + area.word() + ":" + action.word();
    };
  }
}
