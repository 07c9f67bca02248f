package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.SemanticDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What metrics and saved queries must be like. dbt checks it when there are both semantic models
/// and metrics. That the metrics and measures which they name exist is found out before.
final class MetricRules {
  private static final String PARAMETERS = "type_params";

  /// `Dimension('user__country')` and the like, or a bare name.
  private static final Pattern GROUPING =
      Pattern.compile("\\s*(?:\\w+\\(\\s*['\"](?:\\w+__)*(\\w+?)['\"].*|(\\w+))\\s*");

  private final List<SemanticDefinition> models;
  private final List<SemanticDefinition> metrics;
  private final Set<String> grains;
  private final SemanticProblems problems;

  /// @param ownGrains the granularities that the project's time spines add
  MetricRules(
      List<SemanticDefinition> models,
      List<SemanticDefinition> metrics,
      Set<String> ownGrains,
      SemanticProblems problems) {
    this.models = models;
    this.metrics = metrics;
    this.grains = ownGrains;
    this.problems = problems;
  }

  void check(List<SemanticDefinition> queries) {
    Stream.of(models, metrics, queries)
        .flatMap(List::stream)
        .forEach(one ->
            SemanticRules.fault(one.name())
                .ifPresent(why ->
                    error(
                        one,
                        "The name of the %s '%s' is invalid: %s."
                            .formatted(one.type().word().replace('_', ' '), one.name(), why))));
    var labels = new HashMap<String, String>();
    for (SemanticDefinition metric : metrics) {
      Patch.text(metric.said(), "label")
          .map(label -> labels.putIfAbsent(label, metric.name()))
          .ifPresent(first ->
              error(
                  metric,
                  "The metrics '%s' and '%s' have one label.".formatted(first, metric.name())));
      check(metric, metric.said().dict(PARAMETERS));
    }
    queries.forEach(this::checkQuery);
  }

  private void check(SemanticDefinition metric, Data.Dict parameters) {
    switch (Patch.text(metric.said(), "type").orElse("")) {
      case "cumulative" -> checkCumulative(metric, parameters);
      case "ratio" -> checkRatio(metric, parameters);
      case "derived" -> checkDerived(metric, parameters);
      case "conversion" -> checkConversion(metric, parameters.dict("conversion_type_params"));
      default -> {}
    }
    for (Data.Dict input : Patch.dicts(parameters, "metrics")) {
      checkOffset(metric, input);
    }
  }

  private void error(SemanticDefinition at, String message) {
    problems.error(at, message);
  }

  private void warning(SemanticDefinition at, String message) {
    problems.warning(at, message);
  }

  private void checkRatio(SemanticDefinition metric, Data.Dict parameters) {
    for (String key : List.of("numerator", "denominator")) {
      if (parameters.present(key).isEmpty()) {
        error(metric, "The ratio '%s' has no %s.".formatted(metric.name(), key));
      }
    }
  }

  private void checkCumulative(SemanticDefinition metric, Data.Dict parameters) {
    String what = "The cumulative metric '" + metric.name() + "' ";
    for (String key : List.of("window", "grain_to_date")) {
      if (parameters.present(key).isPresent()) {
        error(
            metric,
            what + "has a " + key + " in its type_params. Move it to cumulative_type_params.");
      }
    }
    Data.Dict own = parameters.dict("cumulative_type_params");
    boolean hasMetric = own.present("metric").isPresent();
    if (hasMetric && parameters.present("measure").isPresent()) {
      warning(metric, what + "has both a measure and a metric; the measure is ignored.");
    }
    Optional<String> grain = Patch.text(own, "grain_to_date");
    if (grain.filter(word -> !SemanticShapes.GRAINS.contains(word)).isPresent()) {
      error(metric, what + "has the grain_to_date '" + grain.get() + "', which is none.");
    }
    if (own.present("window").isPresent() && grain.isPresent()) {
      error(metric, what + "has both a window and a grain_to_date. Keep one of them.");
    }
    own.present("window").ifPresent(window -> checkWindow(metric, window, false));
  }

  private void checkWindow(SemanticDefinition metric, Data window, boolean mayBeOwn) {
    String word = window instanceof Data.Dict one ? Patch.text(one, "granularity").orElse("") : "";
    String grain = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    boolean isOne =
        Stream.of(word, grain)
            .anyMatch(name ->
                SemanticShapes.GRAINS.contains(name) || (mayBeOwn && grains.contains(name)));
    if (!isOne) {
      error(
          metric,
          "The metric '%s' has a window of '%s'. Write a number and a granularity, such as 7 days."
              .formatted(metric.name(), word.isEmpty() ? window.asText().orElse("") : word));
    }
  }

  private void checkOffset(SemanticDefinition metric, Data.Dict input) {
    Optional<Data> window = input.present("offset_window");
    Optional<String> grain = Patch.text(input, "offset_to_grain");
    window.ifPresent(one -> checkWindow(metric, one, true));
    if (grain.filter(word -> !SemanticShapes.GRAINS.contains(word)).isPresent()) {
      error(
          metric,
          "The metric '%s' has the offset_to_grain '%s', which is none."
              .formatted(metric.name(), grain.get()));
    }
    if (window.isPresent() && grain.isPresent()) {
      error(
          metric,
          "The metric '%s' gives '%s' both an offset_window and an offset_to_grain. Keep one of them."
              .formatted(metric.name(), SemanticRules.name(input)));
    }
  }

  private void checkDerived(SemanticDefinition metric, Data.Dict parameters) {
    List<Data.Dict> inputs = Patch.dicts(parameters, "metrics");
    String what = "The derived metric '" + metric.name() + "' ";
    if (inputs.isEmpty()) {
      error(metric, what + "names no metrics in its type_params.");
    }
    String expression = Patch.text(parameters, "expr").orElse("");
    if (expression.isEmpty()) {
      warning(metric, what + "has no expr, which tells how its metrics make it up.");
    }
    Set<String> used = new HashSet<>(inputs.stream().map(SemanticRules::name).toList());
    for (Data.Dict input : inputs) {
      Optional<String> alias = Patch.text(input, "alias");
      String name = alias.orElse(SemanticRules.name(input));
      if (!expression.isEmpty() && !expression.contains(name)) {
        warning(metric, what + "does not use '" + name + "' in its expr.");
      }
      alias
          .flatMap(SemanticRules::fault)
          .ifPresent(why -> error(metric, what + "has the alias '" + name + "': " + why + "."));
      if (alias.filter(used::contains).isPresent()) {
        error(metric, what + "uses the alias '" + name + "' for more than one of its metrics.");
      }
      alias.ifPresent(used::add);
    }
  }

  private void checkConversion(SemanticDefinition metric, Data.Dict own) {
    String what = "The conversion metric '" + metric.name() + "' ";
    for (String side : List.of("base", "conversion")) {
      Optional<Data> measure = own.present(side + "_measure");
      Optional<Data> input = own.present(side + "_metric");
      if (measure.isEmpty() && input.isEmpty()) {
        error(metric, what + "needs a " + side + "_measure or a " + side + "_metric.");
      } else if (measure.isPresent() && input.isPresent()) {
        warning(
            metric,
            what
                + "has both a %s_measure and a %1$s_metric; the measure is ignored."
                    .formatted(side));
      }
      measure
          .filter(Data.Dict.class::isInstance)
          .map(Data.Dict.class::cast)
          .ifPresent(one -> checkConverted(metric, own, one, side, what));
    }
    own.present("window").ifPresent(window -> checkWindow(metric, window, false));
  }

  private void checkConverted(
      SemanticDefinition metric, Data.Dict own, Data.Dict input, String side, String what) {
    for (SemanticDefinition model : models) {
      for (Data.Dict measure : Patch.dicts(model.said(), "measures")) {
        if (!SemanticRules.name(measure).equals(SemanticRules.name(input))) {
          continue;
        }
        checkCounts(metric, measure, what);
        if (side.equals("conversion") && input.present("filter").isPresent()) {
          warning(metric, what + "has a filter at its conversion_measure, which may not count.");
        }
        checkEntity(metric, own, model, side, what);
      }
    }
  }

  private void checkCounts(SemanticDefinition metric, Data.Dict measure, String what) {
    String kind = Patch.text(measure, "agg").orElse("");
    boolean counts =
        kind.equals("count")
            || kind.equals("count_distinct")
            || (kind.equals("sum") && Patch.text(measure, "expr").filter("1"::equals).isPresent());
    if (!counts) {
      error(
          metric,
          what
              + "needs measures that count: '%s' has the agg %s, not count, count_distinct or sum of 1."
                  .formatted(SemanticRules.name(measure), kind));
    }
  }

  private void checkEntity(
      SemanticDefinition metric,
      Data.Dict own,
      SemanticDefinition model,
      String side,
      String what) {
    Set<String> entities = new TreeSet<>();
    Patch.dicts(model.said(), "entities").forEach(one -> entities.add(SemanticRules.name(one)));
    String entity = Patch.text(own, "entity").orElse("");
    if (!entities.contains(entity)) {
      error(
          metric, what + "has the entity '%s', which '%s' lacks.".formatted(entity, model.name()));
    }
    Set<String> linkable = new TreeSet<>(entities);
    Patch.dicts(model.said(), "dimensions").forEach(one -> linkable.add(SemanticRules.name(one)));
    for (Data.Dict constant : Patch.dicts(own, "constant_properties")) {
      String property = Patch.text(constant, side + "_property").orElse("");
      if (!linkable.contains(property)) {
        error(
            metric,
            what
                + "has the %s_property '%s', which '%s' lacks."
                    .formatted(side, property, model.name()));
      }
    }
  }

  private void checkQuery(SemanticDefinition query) {
    Data.Dict parameters = query.said().dict("query_params");
    Set<String> known = new HashSet<>(Set.of("metric_time"));
    metrics.forEach(metric -> known.add(metric.name()));
    for (SemanticDefinition model : models) {
      for (String kind : List.of("dimensions", "entities")) {
        Patch.dicts(model.said(), kind).forEach(one -> known.add(SemanticRules.name(one)));
      }
    }
    for (String grouping : Patch.texts(parameters, "group_by")) {
      Matcher matcher = GROUPING.matcher(grouping);
      String name = matcher.matches() ? Optional.ofNullable(matcher.group(1)).orElse("") : "";
      if (!known.contains(name)) {
        error(
            query,
            "The saved query '%s' groups by %s. Write Dimension('entity__name'), TimeDimension('name', 'day'), Entity('name') or Metric('name') of what there is."
                .formatted(query.name(), grouping));
      }
    }
    if (parameters.find("limit").orElse(Data.nothing()) instanceof Data.Whole(var limit)
        && limit.signum() < 0) {
      error(query, "The saved query '%s' has a limit below 0.".formatted(query.name()));
    }
  }
}
