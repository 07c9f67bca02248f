package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.SemanticDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What semantic models must be like, each and together, for metrics to be computed from them. dbt
/// checks it when there are both semantic models and metrics.
final class SemanticRules {
  private static final Pattern NAME = Pattern.compile("[a-z](?:(?!__)[a-z0-9_])*[a-z0-9]");
  private static final Set<String> TAKEN = Set.of("metric_time", "mf_internal_uuid");
  private static final List<String> ELEMENTS = List.of("measures", "entities", "dimensions");

  /// Words of SQL in all warehouses.
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "as",
          "create",
          "distinct",
          "for",
          "from",
          "full",
          "having",
          "in",
          "inner",
          "into",
          "is",
          "join",
          "left",
          "like",
          "natural",
          "not",
          "null",
          "on",
          "or",
          "right",
          "select",
          "union",
          "using",
          "where",
          "with");

  private final List<SemanticDefinition> models;
  private final List<String> spines;
  private final SemanticProblems problems;

  /// @param spines the granularity of each time spine
  SemanticRules(List<SemanticDefinition> models, List<String> spines, SemanticProblems problems) {
    this.models = models;
    this.spines = spines;
    this.problems = problems;
  }

  void check() {
    for (SemanticDefinition model : models) {
      checkNames(model);
      checkMeasures(model);
      checkTimes(model);
      checkValidity(model);
      checkPrimaryEntity(model);
      checkLabels(model);
    }
    checkElements();
    checkDimensions();
    checkPairs();
    checkSpines();
  }

  /// @param legacy whether a model is a time spine by its name
  void requireSpine(boolean legacy) {
    if (!legacy && spines.stream().noneMatch(grain -> size(grain) <= size("day"))) {
      error(
          models.getFirst(),
          "The semantic layer needs a time spine of days or less, and there is none. Give a model a `time_spine` with its standard_granularity_column.");
    }
  }

  /// Which of the granularities it is, by size.
  private static int size(String grain) {
    return SemanticShapes.GRAINS.indexOf(grain);
  }

  private void checkSpines() {
    if (spines.isEmpty()) {
      return;
    }
    SemanticDefinition first = models.getFirst();
    if (Set.copyOf(spines).size() < spines.size()) {
      problems.warning(first, "Two time spines have one granularity; one of them counts.");
    }
    List<String> grains =
        models.stream()
            .flatMap(model -> Patch.dicts(model.said(), "dimensions").stream())
            .filter(dimension -> dimension.present("type_params").isPresent())
            .flatMap(dimension -> grain(dimension).stream())
            .filter(SemanticShapes.GRAINS::contains)
            .toList();
    OptionalInt smallest = grains.stream().mapToInt(SemanticRules::size).min();
    int spine = spines.stream().mapToInt(SemanticRules::size).min().orElse(0);
    if (smallest.isEmpty()) {
      problems.warning(first, "No time dimension has a granularity to compute metrics by.");
    } else if (smallest.getAsInt() < spine) {
      problems.warning(
          first,
          "A time dimension is by %s, and no time spine is as fine. Queries may fail; add one."
              .formatted(SemanticShapes.GRAINS.get(smallest.getAsInt())));
    }
  }

  /// Whether a name may be used for something of the semantic layer; otherwise why not.
  static Optional<String> fault(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "a name has at least two lower case letters, digits and single underscores, begins with a letter and does not end with an underscore");
    }
    if (SemanticShapes.GRAINS.contains(name)) {
      return Optional.of("it is the name of a time granularity");
    }
    return TAKEN.contains(name) ? Optional.of("MetricFlow uses it itself") : Optional.empty();
  }

  private void error(SemanticDefinition at, String message) {
    problems.error(at, message);
  }

  private void checkNames(SemanticDefinition model) {
    var uses = new HashMap<String, String>();
    for (String kind : ELEMENTS) {
      for (Data.Dict element : Patch.dicts(model.said(), kind)) {
        String name = name(element);
        String what = singular(kind) + " '" + name + "' of '" + model.name() + "'";
        fault(name)
            .ifPresent(
                why -> error(model, "The name of the %s is invalid: %s.".formatted(what, why)));
        if (KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
          error(model, "The name of the %s is a word of SQL. Rename it.".formatted(what));
        }
        String first = uses.putIfAbsent(name, singular(kind));
        if (first != null) {
          error(model, "The %s has the name of a %s. Rename one of them.".formatted(what, first));
        }
      }
    }
    String relation = Patch.text(model.said().dict("node_relation"), "relation_name").orElse("");
    for (String part : relation.toLowerCase(Locale.ROOT).split("\\.")) {
      if (KEYWORDS.contains(part)) {
        error(
            model,
            "The semantic model '%s' stands on %s, in whose name '%s' is a word of SQL."
                .formatted(model.name(), relation, part));
      }
    }
  }

  private void checkMeasures(SemanticDefinition model) {
    Optional<String> usual = Patch.text(model.said().dict("defaults"), "agg_time_dimension");
    usual
        .filter(name -> !isTime(model, name))
        .ifPresent(name ->
            error(
                model,
                "The default agg_time_dimension '%s' of '%s' is no time dimension of it."
                    .formatted(name, model.name())));
    for (Data.Dict measure : Patch.dicts(model.said(), "measures")) {
      String what = "The measure '" + name(measure) + "' of '" + model.name() + "'";
      Optional<String> time = Patch.text(measure, "agg_time_dimension").or(() -> usual);
      if (time.isEmpty()) {
        error(
            model,
            what
                + " has no agg_time_dimension. Give it one, or one to the defaults of the semantic model.");
      } else if (!isTime(model, time.get())) {
        error(
            model,
            what + " has the agg_time_dimension '" + time.get() + "', which is no time dimension.");
      }
      new Aggregation(what, measure).faults().forEach(fault -> error(model, fault));
      checkNonAdditive(model, measure, what, time);
    }
  }

  private void checkNonAdditive(
      SemanticDefinition model, Data.Dict measure, String what, Optional<String> time) {
    if (!(measure.find("non_additive_dimension").orElse(Data.nothing()) instanceof Data.Dict own)) {
      return;
    }
    String start = what + " has a non_additive_dimension ";
    Optional<Data.Dict> dimension = dimension(model, name(own));
    if (dimension.isEmpty() || !isTime(dimension.get())) {
      error(model, start + "'" + name(own) + "', which is no time dimension.");
    } else if (time.flatMap(name -> dimension(model, name)).isPresent()
        && !grain(dimension.get()).equals(grain(dimension(model, time.get()).get()))) {
      error(
          model, start + "'" + name(own) + "' of another granularity than its agg_time_dimension.");
    }
    String choice = Patch.text(own, "window_choice").orElse("min");
    if (!choice.equals("min") && !choice.equals("max")) {
      error(model, start + "with the window_choice '" + choice + "'; it is min or max.");
    }
    Set<String> entities = new TreeSet<>();
    Patch.dicts(model.said(), "entities").forEach(entity -> entities.add(name(entity)));
    List<String> unknown =
        Patch.texts(own, "window_groupings").stream().filter(g -> !entities.contains(g)).toList();
    if (!unknown.isEmpty()) {
      error(
          model,
          start + "with window_groupings that are no entities: " + String.join(", ", unknown));
    }
  }

  private void checkTimes(SemanticDefinition model) {
    for (Data.Dict dimension : Patch.dicts(model.said(), "dimensions")) {
      if (isTime(dimension) && grain(dimension).isEmpty()) {
        problems.deprecation(
            "time-dimensions-require-granularity",
            model,
            "The time dimension '%s' of '%s' has no time_granularity. Give it one."
                .formatted(name(dimension), model.name()));
      }
    }
  }

  /// A window of validity has a start and an end, a natural entity, and nothing to measure.
  private void checkValidity(SemanticDefinition model) {
    List<Data.Dict> bounds =
        Patch.dicts(model.said(), "dimensions").stream()
            .filter(one -> one.dict("type_params").present("validity_params").isPresent())
            .toList();
    List<String> natural = entities(model, "natural");
    if (natural.size() > 1) {
      error(
          model,
          "The semantic model '%s' has more than one natural entity: %s."
              .formatted(model.name(), String.join(", ", natural)));
    }
    String start = "The semantic model '" + model.name() + "' ";
    if (!natural.isEmpty() && bounds.isEmpty()) {
      error(model, start + "has a natural entity, which needs dimensions with validity_params.");
    }
    if (bounds.isEmpty()) {
      return;
    }
    if (bounds.size() != 2 || count(bounds, "is_start") != 1 || count(bounds, "is_end") != 1) {
      error(
          model,
          start
              + "has validity_params: exactly two of its time dimensions must have them, one with is_start, the other with is_end.");
    }
    if (natural.isEmpty()) {
      error(model, start + "has validity_params but no natural entity.");
    }
    if (!entities(model, "primary").isEmpty() || !entities(model, "unique").isEmpty()) {
      error(model, start + "has validity_params, beside which no entity is primary or unique.");
    }
    if (!Patch.dicts(model.said(), "measures").isEmpty()) {
      error(model, start + "has validity_params, beside which there are no measures.");
    }
  }

  private static long count(List<Data.Dict> bounds, String key) {
    return bounds.stream()
        .filter(one ->
            one.dict("type_params")
                .dict("validity_params")
                .present(key)
                .map(Data::truth)
                .orElse(false))
        .count();
  }

  private void checkPrimaryEntity(SemanticDefinition model) {
    List<String> primary = entities(model, "primary");
    Optional<String> said = Patch.text(model.said(), "primary_entity");
    if (primary.size() > 1) {
      error(
          model,
          "The semantic model '%s' has more than one primary entity: %s."
              .formatted(model.name(), String.join(", ", primary)));
    } else if (primary.size() == 1 && said.isPresent()) {
      error(
          model,
          "The semantic model '%s' has the primary entity '%s' and says `primary_entity: %s`. Keep one of them."
              .formatted(model.name(), primary.getFirst(), said.get()));
    } else if (primary.isEmpty()
        && said.isEmpty()
        && !Patch.dicts(model.said(), "dimensions").isEmpty()) {
      error(
          model,
          "The semantic model '%s' has dimensions but no primary entity. Add an entity of the type primary, or `primary_entity:`."
              .formatted(model.name()));
    }
  }

  private void checkLabels(SemanticDefinition model) {
    for (String kind : ELEMENTS) {
      var labels = new TreeSet<String>();
      for (Data.Dict element : Patch.dicts(model.said(), kind)) {
        Patch.text(element, "label")
            .filter(label -> !labels.add(label))
            .ifPresent(label ->
                error(
                    model,
                    "Two %s of '%s' have the label '%s'.".formatted(kind, model.name(), label)));
      }
    }
  }

  /// A name means one kind of thing everywhere, measures are of one model only, and entities and
  /// models are labelled without ambiguity.
  private void checkElements() {
    var kinds = new TreeMap<String, Set<String>>();
    var measures = new HashMap<String, String>();
    var labels = new HashMap<String, String>();
    var entityLabels = new HashMap<String, String>();
    for (SemanticDefinition model : models) {
      Patch.text(model.said(), "label")
          .map(label -> labels.putIfAbsent(label, model.name()))
          .ifPresent(first ->
              error(
                  model,
                  "The semantic models '%s' and '%s' have one label."
                      .formatted(first, model.name())));
      for (String kind : ELEMENTS) {
        for (Data.Dict element : Patch.dicts(model.said(), kind)) {
          Set<String> same = kinds.computeIfAbsent(name(element), _ -> new TreeSet<>());
          same.add(singular(kind));
          if (same.size() > 1) {
            error(
                model,
                "'%s' is a %s in '%s'; it must be the same in all semantic models, where it is a %s."
                    .formatted(
                        name(element), singular(kind), model.name(), String.join(" and a ", same)));
          }
        }
      }
      for (Data.Dict measure : Patch.dicts(model.said(), "measures")) {
        String first = measures.putIfAbsent(name(measure), model.name());
        if (first != null && !first.equals(model.name())) {
          error(
              model,
              "The measure '%s' is in '%s' and in '%s'. Rename one of them."
                  .formatted(name(measure), first, model.name()));
        }
      }
      for (Data.Dict entity : Patch.dicts(model.said(), "entities")) {
        Patch.text(entity, "label")
            .filter(label -> {
              String first = entityLabels.putIfAbsent(name(entity), label);
              return first != null && !first.equals(label);
            })
            .ifPresent(label ->
                error(
                    model,
                    "The entity '%s' has the label '%s' in '%s', and another one elsewhere."
                        .formatted(name(entity), label, model.name())));
      }
    }
  }

  private void checkDimensions() {
    var known = new HashMap<String, Data.Dict>();
    for (SemanticDefinition model : models) {
      for (Data.Dict dimension : Patch.dicts(model.said(), "dimensions")) {
        Data.Dict first = known.putIfAbsent(name(dimension), dimension);
        for (String key : List.of("type", "is_partition")) {
          if (first != null && !first.find(key).equals(dimension.find(key))) {
            error(
                model,
                "The dimension '%s' has another %s in '%s' than elsewhere."
                    .formatted(name(dimension), key, model.name()));
          }
        }
      }
    }
  }

  private void checkPairs() {
    var known = new HashMap<List<String>, String>();
    for (SemanticDefinition model : models) {
      Optional<String> primary =
          Patch.text(model.said(), "primary_entity")
              .or(() -> entities(model, "primary").stream().findFirst());
      if (primary.isPresent()) {
        for (Data.Dict dimension : Patch.dicts(model.said(), "dimensions")) {
          String first = known.putIfAbsent(List.of(primary.get(), name(dimension)), model.name());
          if (first != null) {
            error(
                model,
                "The dimension '%s' of the primary entity '%s' is in '%s' and in '%s'. Rename one of them."
                    .formatted(name(dimension), primary.get(), first, model.name()));
          }
        }
      }
    }
  }

  private static List<String> entities(SemanticDefinition model, String type) {
    return Patch.dicts(model.said(), "entities").stream()
        .filter(entity -> Patch.text(entity, "type").filter(type::equals).isPresent())
        .map(SemanticRules::name)
        .distinct()
        .toList();
  }

  private static boolean isTime(SemanticDefinition model, String name) {
    return dimension(model, name).filter(SemanticRules::isTime).isPresent();
  }

  private static boolean isTime(Data.Dict dimension) {
    return Patch.text(dimension, "type").filter("time"::equals).isPresent();
  }

  private static Optional<Data.Dict> dimension(SemanticDefinition model, String name) {
    return Patch.dicts(model.said(), "dimensions").stream()
        .filter(one -> name(one).equals(name))
        .findFirst();
  }

  /// The granularity of a dimension; empty for one without.
  static Optional<String> grain(Data.Dict dimension) {
    return Patch.text(dimension.dict("type_params"), "time_granularity")
        .map(grain -> grain.toLowerCase(Locale.ROOT));
  }

  static String name(Data.Dict element) {
    return Patch.text(element, "name").orElse("");
  }

  private static String singular(String kind) {
    return kind.equals("entities") ? "entity" : kind.substring(0, kind.length() - 1);
  }

  /// How a measure adds up.
  private record Aggregation(String what, Data.Dict measure) {

    List<String> faults() {
      var faults = new ArrayList<String>();
      String kind = Patch.text(measure, "agg").orElse("").toLowerCase(Locale.ROOT);
      Optional<String> expression = Patch.text(measure, "expr");
      if (kind.equals("count")) {
        if (expression.isEmpty()) {
          faults.add(what + " counts, and has no expr. Write `expr: 1` to count all rows.");
        } else if (expression.get().toLowerCase(Locale.ROOT).startsWith("distinct ")) {
          faults.add(what + " counts a DISTINCT expr. Use the agg count_distinct.");
        }
      }
      Data.Dict parameters = measure.dict("agg_params");
      Optional<Double> percentile =
          Patch.text(parameters, "percentile").flatMap(Aggregation::number);
      switch (kind) {
        case "percentile" -> {
          if (percentile.isEmpty() || percentile.get() <= 0 || percentile.get() >= 1) {
            faults.add(what + " needs a percentile between 0 and 1 in its agg_params.");
          }
        }
        case "median" -> {
          if (percentile.filter(value -> value != 0.5).isPresent()
              || isSet(parameters, "use_discrete_percentile")) {
            faults.add(what + " is a median, whose agg_params can say nothing else.");
          }
        }
        default -> {
          if (percentile.filter(value -> value != 0).isPresent()
              || isSet(parameters, "use_discrete_percentile")
              || isSet(parameters, "use_approximate_percentile")) {
            faults.add(what + " has agg_params, which are for percentiles.");
          }
        }
      }
      return faults;
    }

    private static boolean isSet(Data.Dict parameters, String key) {
      return parameters.present(key).map(Data::truth).orElse(false);
    }

    private static Optional<Double> number(String text) {
      try {
        return Optional.of(Double.valueOf(text));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }
}
