package dev.bailey.project.artifact;

import dev.bailey.project.DbtVersion;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.relation.TimeWindow;
import dev.bailey.project.selection.PreviousState;
import dev.bailey.project.selection.StateManifest;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what an earlier run left behind: the files that `--state` names.
public final class StateFiles {
  private static final List<String> SECTIONS =
      List.of(
          "nodes",
          "sources",
          "exposures",
          "semantic_models",
          "saved_queries",
          "unit_tests",
          "functions");

  private StateFiles() {}

  /// A file of an earlier run that cannot be used; the message is for the user.
  public static final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableException(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /// What is known of an earlier run. Files that are absent are empty.
  ///
  /// @param sources its `sources.json`
  /// @param currentSources the `sources.json` of now
  /// @param keepsAsWritten whether configs are compared as written
  public static PreviousState read(
      Optional<byte[]> manifest,
      Optional<byte[]> runResults,
      Optional<byte[]> sources,
      Optional<byte[]> currentSources,
      boolean keepsAsWritten) {
    return new PreviousState(
        manifest.map(file -> manifest(file, keepsAsWritten)),
        runResults.map(file -> results(file).statuses()),
        sources.map(StateFiles::loaded),
        currentSources.map(StateFiles::loaded));
  }

  /// What a run left of itself.
  ///
  /// @param args what its command was told
  /// @param startedAt when its command began, or, of an older dbt, ended
  /// @param statuses by the unique id of the node
  /// @param batches of microbatch models, by unique id
  public record Results(
      Data.Dict args,
      Optional<Instant> startedAt,
      Map<String, String> statuses,
      Map<String, BatchResults> batches) {
    public Results {
      statuses = Map.copyOf(statuses);
      batches = Map.copyOf(batches);
    }
  }

  /// Reads `manifest.json`.
  public static StateManifest manifest(byte[] file) {
    return manifest(file, true);
  }

  private static StateManifest manifest(byte[] file, boolean keepsAsWritten) {
    Data.Dict all = dict("manifest.json", file);
    int version = requireVersion("manifest.json", all, 4, 12);
    var resources = new HashMap<String, Data.Dict>();
    for (String section : SECTIONS) {
      resources.putAll(section(all, section));
    }
    // Metrics meant something else before.
    if (version > 9) {
      resources.putAll(section(all, "metrics"));
    }
    boolean isOlder =
        all.find("metadata").orElse(Data.nothing()) instanceof Data.Dict metadata
            && !text(metadata, "dbt_version").equals(DbtVersion.NUMBER);
    if (isOlder) {
      resources.replaceAll((_, resource) -> OlderNode.asOfNow(resource, keepsAsWritten));
    }
    return new StateManifest(resources, section(all, "macros"));
  }

  private static Map<String, Data.Dict> section(Data.Dict all, String name) {
    var found = new HashMap<String, Data.Dict>();
    if (all.find(name).orElse(Data.nothing()) instanceof Data.Dict section) {
      section
          .entries()
          .forEach((id, resource) -> {
            if (resource instanceof Data.Dict dict) {
              found.put(id.asText().orElse(""), dict);
            }
          });
    }
    return found;
  }

  /// Reads `run_results.json`.
  public static Results results(byte[] file) {
    Data.Dict all = dict("run_results.json", file);
    requireVersion("run_results.json", all, 4, 6);
    var statuses = new HashMap<String, String>();
    var batches = new HashMap<String, BatchResults>();
    for (Data.Dict result : results(all)) {
      String id = text(result, "unique_id");
      statuses.put(id, text(result, "status"));
      if (result.find("batch_results").orElse(Data.nothing()) instanceof Data.Dict found) {
        batches.put(id, new BatchResults(windows(found, "successful"), windows(found, "failed")));
      }
    }
    Data.Dict args =
        all.find("args").orElse(Data.nothing()) instanceof Data.Dict dict ? dict : Data.noEntries();
    return new Results(args, startedAt(all), statuses, batches);
  }

  private static Optional<Instant> startedAt(Data.Dict all) {
    return all.find("metadata").orElse(Data.nothing()) instanceof Data.Dict metadata
        ? Optional.of(text(metadata, "invocation_started_at"))
            .filter(at -> !at.isEmpty())
            .or(() -> Optional.of(text(metadata, "generated_at")))
            .flatMap(StateFiles::moment)
        : Optional.empty();
  }

  private static List<TimeWindow> windows(Data.Dict batches, String key) {
    var windows = new ArrayList<TimeWindow>();
    if (batches.find(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)) {
      for (Data item : items) {
        if (item instanceof Data.Items(List<Data> ends) && ends.size() == 2) {
          Optional<Instant> start = ends.getFirst().asText().flatMap(StateFiles::moment);
          Optional<Instant> end = ends.getLast().asText().flatMap(StateFiles::moment);
          if (start.isPresent() && end.isPresent()) {
            windows.add(new TimeWindow(start.get(), end.get()));
          }
        }
      }
    }
    return windows;
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Instant> loaded(byte[] file) {
    var loaded = new HashMap<String, Instant>();
    for (Data.Dict result : results(dict("sources.json", file))) {
      String at = text(result, "max_loaded_at");
      if (!at.isEmpty()) {
        loaded.put(
            text(result, "unique_id"),
            Instant.parse(at.endsWith("+00:00") ? at.replace("+00:00", "Z") : at));
      }
    }
    return loaded;
  }

  private static List<Data.Dict> results(Data.Dict all) {
    return all.find("results").orElse(Data.nothing()) instanceof Data.Items(List<Data> items)
        ? items.stream().filter(Data.Dict.class::isInstance).map(Data.Dict.class::cast).toList()
        : List.of();
  }

  private static String text(Data.Dict dict, String key) {
    return dict.find(key).flatMap(Data::asText).orElse("");
  }

  private static Data.Dict dict(String name, byte[] file) {
    try {
      if (JsonData.read(file) instanceof Data.Dict dict) {
        return dict;
      }
      throw new UnusableException("The state's " + name + " is not a JSON object");
    } catch (IOException e) {
      throw new UnusableException("The state's " + name + " is not JSON: " + e.getMessage());
    }
  }

  private static int requireVersion(String name, Data.Dict all, int from, int to) {
    String url =
        all.find("metadata").orElse(Data.nothing()) instanceof Data.Dict metadata
            ? text(metadata, "dbt_schema_version")
            : "";
    int version = version(url);
    if (version < from || version > to) {
      throw new UnusableException(
          "The state's %s has schema version '%s'; v%d to v%d can be read. Make it again with a"
                  .formatted(name, url, from, to)
              + " version of dbt that writes one of these");
    }
    return version;
  }

  private static int version(String url) {
    String end = url.replaceFirst("^.*/v(\\d{1,4})\\.json$", "$1");
    return end.equals(url) ? 0 : new BigInteger(end).intValue();
  }
}
