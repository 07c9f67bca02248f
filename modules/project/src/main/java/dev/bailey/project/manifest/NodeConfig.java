package dev.bailey.project.manifest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The effective config of a resource: every key that its kind knows, with its default or its
/// merged value, then the free keys that the user added.
///
/// The keys are those of the manifest (`pre-hook`, `post-hook` with a dash).
public record NodeConfig(Data.Dict values) {

  /// The value of a key; `null` counts as absent. `pre_hook` and `post_hook` mean the same as with
  /// a dash.
  public Optional<Data> get(String key) {
    return values.present(
        switch (key) {
          case "pre_hook" -> "pre-hook";
          case "post_hook" -> "post-hook";
          default -> key;
        });
  }

  /// The value of a key as text, when it is text.
  public Optional<String> text(String key) {
    return get(key).flatMap(Data::asText);
  }

  /// Whether a key is set to something that is true.
  public boolean isTrue(String key) {
    return get(key).map(Data::truth).orElse(false);
  }

  /// The value of a key that is a whole number.
  public Optional<BigInteger> whole(String key) {
    return get(key).map(v -> v instanceof Data.Whole(BigInteger n) ? n : null);
  }

  public boolean enabled() {
    return get("enabled").map(Data::truth).orElse(true);
  }

  public String materialized() {
    return text("materialized").orElse("view");
  }

  public Optional<String> alias() {
    return text("alias");
  }

  public Optional<String> schema() {
    return text("schema");
  }

  public Optional<String> database() {
    return text("database");
  }

  public Optional<String> group() {
    return text("group");
  }

  public List<String> tags() {
    return texts("tags");
  }

  public Data.Dict meta() {
    return dict("meta");
  }

  public List<Hook> preHooks() {
    return hooks("pre-hook");
  }

  public List<Hook> postHooks() {
    return hooks("post-hook");
  }

  /// The names under which packages are wanted, and other lists of strings.
  public List<String> texts(String key) {
    return switch (get(key).orElse(Data.nothing())) {
      case Data.Text(String one) -> List.of(one);
      case Data.Items(List<Data> items) ->
          items.stream().flatMap(item -> item.asText().stream()).toList();
      default -> List.of();
    };
  }

  /// The dictionary under a key; an empty one when there is none.
  public Data.Dict dict(String key) {
    return get(key).orElse(Data.nothing()) instanceof Data.Dict dict ? dict : Data.noEntries();
  }

  public Docs docs() {
    Data.Dict docs = dict("docs");
    return new Docs(
        docs.find("show").map(Data::truth).orElse(true),
        docs.present("node_color").flatMap(Data::asText));
  }

  public Quoting quoting() {
    Data.Dict quoting = dict("quoting");
    return new Quoting(
        flag(quoting, "database"),
        flag(quoting, "schema"),
        flag(quoting, "identifier"),
        flag(quoting, "column"));
  }

  private static Optional<Boolean> flag(Data.Dict dict, String key) {
    return dict.present(key).map(Data::truth);
  }

  private List<Hook> hooks(String key) {
    var hooks = new ArrayList<Hook>();
    if (get(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)) {
      for (Data item : items) {
        if (item instanceof Data.Dict hook) {
          hooks.add(
              new Hook(
                  hook.find("sql").flatMap(Data::asText).orElse(""),
                  hook.find("transaction").map(Data::truth).orElse(true),
                  hook.present("index")
                      .map(v -> v instanceof Data.Whole(BigInteger n) ? n.intValue() : 0)));
        }
      }
    }
    return List.copyOf(hooks);
  }
}
