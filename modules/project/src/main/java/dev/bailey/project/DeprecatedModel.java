package dev.bailey.project;

import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model with a `deprecation_date`. dbt warns on each command of those whose day has passed, and
/// of whatever refers to one, so this is kept apart from what a parse finds once.
///
/// @param name with its version, as `orders.v1`
/// @param date ISO text as dbt writes it
/// @param newer how to refer to the latest version instead; empty when this is it
/// @param users the models that refer to it, with where they do
record DeprecatedModel(String name, String date, String newer, Span at, List<User> users) {
  DeprecatedModel {
    users = List.copyOf(users);
  }

  /// A model that refers to it.
  record User(String name, Span at) {}

  /// Those of a manifest, in its order.
  static List<DeprecatedModel> of(Manifest manifest) {
    Map<String, Model> models = new LinkedHashMap<>();
    for (Node node : manifest.nodes().values()) {
      if (node instanceof Model model && model.deprecationDate().isPresent()) {
        models.put(model.uniqueId(), model);
      }
    }
    if (models.isEmpty()) {
      return List.of();
    }
    var users = new HashMap<String, List<User>>();
    for (Node node : manifest.nodes().values()) {
      if (node instanceof Model) {
        node.links().dependsOn().nodes().stream()
            .distinct()
            .filter(models::containsKey)
            .forEach(id ->
                users
                    .computeIfAbsent(id, _ -> new ArrayList<>())
                    .add(new User(node.name(), node.code().source())));
      }
    }
    return models.values().stream()
        .map(model -> of(model, users.getOrDefault(model.uniqueId(), List.of())))
        .toList();
  }

  private static DeprecatedModel of(Model model, List<User> users) {
    String version = model.versions().version().map(PythonText::str).orElse("");
    String latest = model.versions().latest().map(PythonText::str).orElse("");
    boolean isOld = !version.isEmpty() && !version.equals(latest);
    return new DeprecatedModel(
        model.name() + (version.isEmpty() ? "" : ".v" + version),
        model.deprecationDate().orElse(""),
        isOld
            ? "{{ ref('%s', '%s', v='%s') }}".formatted(model.packageName(), model.name(), latest)
            : "",
        model.code().source(),
        users);
  }

  /// What dbt warns of on a day.
  List<Problem> warnings(Instant now) {
    boolean isPast = isPast(now);
    var all = new ArrayList<Problem>();
    if (isPast) {
      all.add(
          Problem.warning(
              "deprecated-model",
              at,
              "Model %s has passed its deprecation date of %s. Disable or remove it."
                  .formatted(name, date)));
    }
    for (User user : users) {
      all.add(
          Problem.warning(
              isPast ? "deprecated-reference" : "upcoming-reference-deprecation",
              user.at(),
              "The model '%s' refers to %s, which %s '%s'.%s"
                  .formatted(
                      user.name(),
                      name,
                      isPast ? "was deprecated on" : "is to be deprecated on",
                      date,
                      newer.isEmpty() ? "" : " Refer to its latest version: " + newer)));
    }
    return all;
  }

  private boolean isPast(Instant now) {
    return OffsetDateTime.parse(date).toInstant().isBefore(now);
  }
}
