package dev.bailey.engine.deps;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import dev.bailey.source.Span;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packages that one file asks for.
///
/// @param file in which they stand: `packages.yml`, `dependencies.yml` or `package-lock.yml`
/// @param forms of the requests, as dbt serializes them
record Requests(String file, List<PackageRequest> all, List<Data.Dict> forms) {
  static final String PACKAGES = "packages.yml";
  static final String DEPENDENCIES = "dependencies.yml";
  static final String LOCK = "package-lock.yml";
  static final String HASH = "sha1_hash";

  private static final String KEY = "packages";
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);

  Requests {
    all = List.copyOf(all);
    forms = List.copyOf(forms);
  }

  /// What a project asks for.
  ///
  /// @param display put before the names of files in messages
  /// @param names what templates see
  /// @throws DepsException naming everything that is wrong
  static Requests of(SourceTree project, String display, Context names) {
    return of(project, display, names, true);
  }

  /// What the project that is run asks for: the templates of its `dependencies.yml` are left as
  /// they are.
  ///
  /// @throws DepsException naming everything that is wrong
  static Requests ofRoot(SourceTree project, Context names) {
    return of(project, "", names, false);
  }

  private static Requests of(
      SourceTree project, String display, Context names, boolean rendersDependencies) {
    Optional<YamlNode.Mapping> packages = file(project, PACKAGES, display);
    Optional<YamlNode.Mapping> dependencies =
        file(project, DEPENDENCIES, display).filter(file -> file.find(KEY).isPresent());
    if (packages.flatMap(file -> file.find("projects")).isPresent()) {
      throw new DepsException("The 'projects' key cannot be specified in packages.yml");
    }
    if (dependencies.isEmpty()) {
      return packages
          .map(file -> read(PACKAGES, file, List.of(KEY), Optional.of(names)))
          .orElseGet(() -> new Requests(PACKAGES, List.of(), List.of()));
    }
    if (packages.flatMap(file -> file.find(KEY)).isPresent()) {
      throw new DepsException(
          "The 'packages' key cannot be specified in both packages.yml and dependencies.yml");
    }
    return read(
        DEPENDENCIES,
        dependencies.get(),
        List.of(),
        Optional.of(names).filter(_ -> rendersDependencies));
  }

  /// What a lock file pins; empty when there is none.
  ///
  /// @throws DepsException naming everything that is wrong
  static Optional<Requests> locked(SourceTree project, Context names) {
    return file(project, LOCK, "")
        .map(file -> read(LOCK, file, List.of(KEY, HASH), Optional.of(names)));
  }

  /// The hash of the requests for which a lock file was written.
  static Optional<String> lockedHash(SourceTree project) {
    return file(project, LOCK, "")
        .flatMap(file -> file.find(HASH))
        .flatMap(hash -> YamlData.of(hash).asText());
  }

  /// What a hub says that a package asks for. It may say more of it than we know.
  ///
  /// @throws DepsException naming everything that is wrong
  static List<PackageRequest> ofHub(String name, Data packages) {
    var source = new SourceFile("the hub's entry of " + name, "");
    var problems = new ArrayList<Problem>();
    List<Data> entries = packages instanceof Data.Items(List<Data> items) ? items : List.of();
    List<PackageRequest> requests =
        entries.stream()
            .flatMap(entry ->
                new RequestReader(new Span(source, 0, 0), problems)
                    .read(entry, Data.nothing()).stream())
            .map(RequestReader.Read::request)
            .toList();
    refuse(source.path(), problems);
    return requests;
  }

  /// All that is written in one of these files; nothing when it is not there.
  static Data.Dict written(SourceTree project, String name) {
    return file(project, name, "").map(YamlData::of).orElse(Data.noEntries());
  }

  private static Optional<YamlNode.Mapping> file(SourceTree project, String name, String display) {
    return project
        .read(name)
        .map(bytes -> new SourceFile(display + name, new String(bytes, StandardCharsets.UTF_8)))
        .flatMap(Requests::mapping);
  }

  private static Optional<YamlNode.Mapping> mapping(SourceFile file) {
    return switch (YAML.read(file)) {
      case Outcome.Ok<YamlNode>(YamlNode.Mapping mapping, _) -> Optional.of(mapping);
      case Outcome.Ok<YamlNode>(YamlNode.Nothing _, _) -> Optional.empty();
      case Outcome.Ok<YamlNode>(YamlNode other, _) ->
          throw malformed(
              file.path(),
              List.of(
                  Problem.error(
                      "packages-file", other.span(), "the file needs the one key `packages:`")));
      case Outcome.Failed<YamlNode>(List<Problem> problems) ->
          throw malformed(file.path(), problems);
    };
  }

  /// @param known the keys that may stand at the top; none where any may
  /// @param names empty where templates stay as they are
  private static Requests read(
      String name, YamlNode.Mapping file, List<String> known, Optional<Context> names) {
    var problems = new ArrayList<Problem>();
    if (!known.isEmpty()) {
      checkKeys(file, known, problems);
    }
    var reads = new ArrayList<RequestReader.Read>();
    for (YamlNode entry : entries(file, problems)) {
      Data written = YamlData.of(entry);
      Data rendered =
          names.map(some -> new YamlRenderer(some, problems).render(entry)).orElse(written);
      var reader = new RequestReader(entry.span(), problems);
      reader.checkKeys(rendered);
      reader.read(withTexts(rendered), withTexts(written)).ifPresent(reads::add);
    }
    refuse(file.span().file().path(), problems);
    return new Requests(
        name,
        reads.stream().map(RequestReader.Read::request).toList(),
        reads.stream().map(RequestReader.Read::form).toList());
  }

  private static void checkKeys(YamlNode.Mapping file, List<String> known, List<Problem> problems) {
    for (YamlNode.Entry entry : file.entries()) {
      String key = YamlData.of(entry.key()).asText().orElse("");
      if (!known.contains(key)) {
        problems.add(
            Problem.error(
                "packages-file",
                entry.key().span(),
                "unknown key '%s'.%s".formatted(key, Spelling.hint(key, known))));
      }
    }
  }

  private static List<YamlNode> entries(YamlNode.Mapping file, List<Problem> problems) {
    Optional<YamlNode> packages = file.find(KEY);
    return switch (packages.orElse(new YamlNode.Nothing(file.span()))) {
      case YamlNode.Sequence(_, List<YamlNode> items) -> items;
      case YamlNode.Nothing _ -> List.of();
      case YamlNode other -> {
        problems.add(
            Problem.error("packages-file", other.span(), "`packages:` must be a list of packages"));
        yield List.of();
      }
    };
  }

  /// dbt turns dates into texts.
  private static Data withTexts(Data data) {
    return switch (data) {
      case Data.Date _, Data.Moment _ -> Data.of(Values.of(data).str());
      case Data.Items(List<Data> items) ->
          new Data.Items(items.stream().map(Requests::withTexts).toList());
      case Data.Dict(Map<Data, Data> entries) -> {
        var texts = new LinkedHashMap<Data, Data>();
        entries.forEach((key, value) -> texts.put(key, withTexts(value)));
        yield new Data.Dict(texts);
      }
      default -> data;
    };
  }

  private static void refuse(String file, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw malformed(file, problems);
    }
  }

  private static DepsException malformed(String file, List<Problem> problems) {
    return new DepsException(
        "The file %s is malformed:\n%s"
            .formatted(
                file, problems.stream().map(Problem::render).collect(Collectors.joining("\n"))));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// As dbt computes it, so that either of the two takes the other's lock file.
  String hash() {
    Rendering rendering = Scope.yamlRendering();
    JsonStyle style = JsonStyle.standard().withSortedKeys();
    Stream<String> texts =
        forms.stream().map(form -> JsonWriter.write(Values.of(form), style, rendering)).sorted();
    byte[] bytes = texts.collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
