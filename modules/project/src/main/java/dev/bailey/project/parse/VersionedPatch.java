package dev.bailey.project.parse;

import dev.bailey.jinja.library.datetime.IsoText;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.manifest.Constraint;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Versions;
import dev.bailey.project.yaml.PythonText;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A patch as it applies to one node: to a model without versions as it stands, to a version of a
/// model with what the version changes.
record VersionedPatch(Patch patch, Optional<Version> version) {

  /// One entry of `versions`.
  ///
  /// @param number its `v`
  /// @param latest the `v` of the latest version
  /// @param written the entry as written
  /// @param rendered the entry rendered
  record Version(Data number, Data latest, Data.Dict written, Data.Dict rendered, String model) {

    /// The identity of a model that is this version.
    Identity identity(Identity file) {
      String text = PythonText.str(number);
      var fqn = new ArrayList<>(file.fqn().subList(0, file.fqn().size() - 1));
      fqn.add(model);
      fqn.add("v" + text);
      return new Identity(
          "model." + file.packageName() + "." + model + ".v" + text,
          file.type(),
          model,
          file.packageName(),
          file.path(),
          file.originalFilePath(),
          fqn);
    }

    /// The file that holds it, without its extension.
    String fileName() {
      return Patch.text(rendered, "defined_in").orElse(model + "_v" + PythonText.str(number));
    }
  }

  /// The patch and its versions: one without versions, or one for each.
  static List<VersionedPatch> of(Patch patch) {
    List<Data.Dict> rendered = Patch.dicts(patch.rendered(), "versions");
    List<Data.Dict> written = Patch.dicts(patch.written(), "versions");
    if (rendered.isEmpty()) {
      return List.of(new VersionedPatch(patch, Optional.empty()));
    }
    Data latest = patch.rendered().present("latest_version").orElseGet(() -> highest(rendered));
    var all = new ArrayList<VersionedPatch>();
    for (int i = 0; i < rendered.size(); i++) {
      Data number = rendered.get(i).find("v").orElse(Data.nothing());
      var version = new Version(number, latest, written.get(i), rendered.get(i), patch.name());
      all.add(new VersionedPatch(patch, Optional.of(version)));
    }
    return all;
  }

  /// The highest number; as text when one of them is no number.
  private static Data highest(List<Data.Dict> versions) {
    List<Data> numbers = versions.stream().map(v -> v.find("v").orElse(Data.nothing())).toList();
    boolean numeric =
        numbers.stream().allMatch(n -> n instanceof Data.Whole || n instanceof Data.Real);
    Data best = numbers.getFirst();
    for (Data number : numbers) {
      boolean higher =
          numeric
              ? amount(number) > amount(best)
              : PythonText.str(number).compareTo(PythonText.str(best)) > 0;
      best = higher ? number : best;
    }
    return best;
  }

  private static double amount(Data number) {
    return switch (number) {
      case Data.Whole(var value) -> value.doubleValue();
      case Data.Real(double value) -> value;
      default -> 0;
    };
  }

  Versions versions() {
    return version
        .map(v -> new Versions(Optional.of(v.number()), Optional.of(v.latest())))
        .orElse(Versions.NONE);
  }

  String description() {
    return version
        .flatMap(v -> Patch.text(v.rendered(), "description"))
        .filter(own -> !own.isEmpty())
        .or(() -> Patch.text(patch.rendered(), "description"))
        .orElse("");
  }

  /// The config, that of a version put over that of its model with all it holds. What a version
  /// says of `access` and `docs` beside its `config` counts for nothing in dbt 1.12.
  Data.Dict config() {
    return deep(
        patch.config(), version.map(v -> v.rendered().dict("config")).orElse(Data.noEntries()));
  }

  /// The config as written, put over the rendered one as dbt does: its lists are there twice, and
  /// what a model says for all its versions is there as rendered.
  Data.Dict writtenConfig() {
    Data.Dict own = version.map(Version::written).orElse(patch.written()).dict("config");
    return deep(config(), own);
  }

  private static Data.Dict deep(Data.Dict low, Data.Dict high) {
    var merged = new LinkedHashMap<>(low.entries());
    high.entries().forEach((key, value) -> merged.merge(key, value, VersionedPatch::deep));
    return new Data.Dict(merged);
  }

  private static Data deep(Data low, Data high) {
    return switch (high) {
      case Data.Dict more when low instanceof Data.Dict before -> deep(before, more);
      case Data.Items more when low instanceof Data.Items before -> more.plus(before);
      default -> high;
    };
  }

  List<Constraint> constraints() {
    return version
        .map(v -> Columns.constraints(v.rendered()))
        .filter(own -> !own.isEmpty())
        .orElseGet(() -> Columns.constraints(patch.rendered()));
  }

  /// The columns, those of the model included or left out as the version says.
  List<Data.Dict> columns() {
    return columns(patch.rendered(), version.map(Version::rendered));
  }

  private static List<Data.Dict> columns(Data.Dict model, Optional<Data.Dict> version) {
    List<Data.Dict> general = Patch.dicts(model, "columns");
    if (version.isEmpty() || version.get().find("columns").isEmpty()) {
      return general;
    }
    List<Data.Dict> entries = Patch.dicts(version.get(), "columns");
    Set<String> excluded = new HashSet<>();
    Optional<Data> include = Optional.empty();
    var own = new LinkedHashMap<String, Data.Dict>();
    for (Data.Dict entry : entries) {
      if (entry.find("include").isPresent()) {
        include = entry.find("include");
        excluded.addAll(Patch.texts(entry, "exclude"));
      } else {
        own.put(Patch.text(entry, "name").orElse(""), entry);
      }
    }
    var all = new ArrayList<Data.Dict>();
    for (Data.Dict column : general) {
      String name = Patch.text(column, "name").orElse("");
      if (isIncluded(include, name) && !excluded.contains(name) && !own.containsKey(name)) {
        all.add(column);
      }
    }
    all.addAll(own.values());
    return all;
  }

  private static boolean isIncluded(Optional<Data> include, String column) {
    return switch (include.orElse(Data.of("all"))) {
      case Data.Text(String word) -> word.equals("all") || word.equals("*");
      case Data.Items(List<Data> items) -> items.contains(Data.of(column));
      default -> false;
    };
  }

  /// The data tests of the whole node, as written.
  Data.Items tests() {
    return version
        .flatMap(v -> ownTests(v.written()))
        .or(() -> ownTests(patch.written()))
        .orElse(Data.noItems());
  }

  /// Each column with its data tests, as written.
  List<Data.Dict> writtenColumns() {
    return columns(patch.written(), version.map(Version::written));
  }

  static Optional<Data.Items> ownTests(Data.Dict owner) {
    return owner
        .present("data_tests")
        .or(() -> owner.present("tests"))
        .map(tests -> tests instanceof Data.Items items ? items : Data.noItems());
  }

  /// That of a model counts for none of its versions.
  Optional<String> deprecationDate() {
    return version
        .map(Version::rendered)
        .orElse(patch.rendered())
        .present("deprecation_date")
        .flatMap(VersionedPatch::moment)
        .map(VersionedPatch::text);
  }

  /// A date, a moment or a text that is one in ISO form; empty for whatever else.
  static Optional<OffsetDateTime> moment(Data value) {
    return switch (value) {
      case Data.Date(var date) ->
          Optional.of(OffsetDateTime.of(date, LocalTime.MIDNIGHT, ZoneOffset.UTC));
      case Data.Moment(var time, var offset) ->
          Optional.of(OffsetDateTime.of(time, offset.orElse(ZoneOffset.UTC)));
      case Data.Text(String text) -> isoMoment(text);
      default -> Optional.empty();
    };
  }

  private static Optional<OffsetDateTime> isoMoment(String text) {
    try {
      DateTimeValue time = IsoText.datetime(text);
      ZoneOffset zone =
          Optional.ofNullable(time.utcOffset())
              .map(ZoneOffset::ofTotalSeconds)
              .orElse(ZoneOffset.UTC);
      return Optional.of(OffsetDateTime.of(time.value(), zone));
    } catch (TemplateException e) {
      return Optional.empty();
    }
  }

  /// As dbt writes it: with a time and a time zone.
  private static String text(OffsetDateTime time) {
    String zone = time.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : time.getOffset().getId();
    return "%sT%02d:%02d:%02d%s"
        .formatted(time.toLocalDate(), time.getHour(), time.getMinute(), time.getSecond(), zone);
  }
}
