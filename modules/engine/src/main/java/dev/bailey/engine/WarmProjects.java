package dev.bailey.engine;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectLoader;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.parse.LastParse;
import dev.bailey.project.parse.Parse;
import dev.bailey.project.store.UnreadableException;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceTree;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Projects as they were parsed last, by the contents of their files: the same commit is parsed
/// once for each target, set of variables and environment that its parse depends on, and another
/// commit only as far as it differs.
final class WarmProjects {
  private static final int KEPT = 8;
  private static final int NEW_PIECES = 100;

  private final SourceTree builtins;
  private final Map<String, ProjectLoader> loaders = new ConcurrentHashMap<>();

  /// The most recently used come last.
  private final Map<String, List<ParsedProject>> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ParsedProject>> eldest) {
          return size() > KEPT;
        }
      };

  /// What the next parse of a project that has changed may begin with, the latest first.
  private volatile List<LastParse> latest = List.of();

  private final ParseCache cache;
  private Optional<Cached> cached = Optional.empty();
  private boolean isRead;

  /// What is in the cache.
  private record Cached(LastParse parse, boolean hasJson) {
    static Optional<Cached> of(LastParse parse) {
      return Optional.of(new Cached(parse, parse.hasJson()));
    }

    /// Whether it has nearly all that `last` has.
    boolean serves(LastParse last) {
      return (hasJson || !last.hasJson())
          && (parse == last || (last.followsFrom(parse) && last.newSince(parse) <= NEW_PIECES));
    }
  }

  /// @param builtins the macro package `dbt`
  WarmProjects(SourceTree builtins, ParseCache cache) {
    this.builtins = builtins;
    this.cache = cache;
  }

  /// The project, parsed now or before.
  ///
  /// @param check sees the project and its packages before anything else is made of them; what it
  ///   throws is thrown here
  /// @param notes learns why what an earlier process kept cannot be used
  Outcome<ParsedProject> load(
      ProjectSource source,
      Adapter adapter,
      ParseOptions options,
      Consumer<List<ProjectConfig>> check,
      Consumer<String> notes) {
    readCache(notes);
    String contents = source.contents() + adapter.type();
    Optional<ParsedProject> known = known(contents, options);
    if (known.isPresent()) {
      check.accept(known.get().own());
      ParsedProject project = known.get().withOptions(options);
      return new Outcome.Ok<>(project, project.warnings());
    }
    Parse parse =
        loaders
            .computeIfAbsent(adapter.type(), _ -> new ProjectLoader(adapter, builtins))
            .load(source, options, latest, check);
    parse.left().ifPresent(this::keep);
    if (parse.outcome() instanceof Outcome.Ok<ParsedProject>(ParsedProject project, _)) {
      keep(contents, project);
    }
    return parse.outcome();
  }

  private synchronized void readCache(Consumer<String> notes) {
    if (isRead) {
      return;
    }
    isRead = true;
    Optional<ByteBuffer> bytes = cache.read();
    if (bytes.isEmpty()) {
      return;
    }
    try {
      LastParse read = LastParse.read(cache.engine(), bytes.get());
      cached = Cached.of(read);
      latest = List.of(read);
    } catch (UnreadableException e) {
      notes.accept("the saved parse cannot be used: " + e.getMessage());
    }
  }

  /// Keeps the latest parse for the next process, unless what that would parse again without it is
  /// little: writing it costs more.
  synchronized void save() {
    if (latest.isEmpty() || cache.equals(ParseCache.NONE)) {
      return;
    }
    LastParse last = latest.getFirst();
    if (cached.filter(one -> one.serves(last)).isEmpty()) {
      last.bytes(cache.engine()).ifPresent(cache::write);
      cached = Cached.of(last);
    }
  }

  private Optional<ParsedProject> known(String contents, ParseOptions options) {
    synchronized (parsed) {
      return parsed.getOrDefault(contents, List.of()).stream()
          .filter(project -> project.holdsFor(options))
          .findFirst();
    }
  }

  private void keep(String contents, ParsedProject project) {
    synchronized (parsed) {
      List<ParsedProject> others = parsed.computeIfAbsent(contents, _ -> new ArrayList<>());
      if (others.size() >= KEPT) {
        others.removeFirst();
      }
      others.add(project);
    }
  }

  private synchronized void keep(LastParse parse) {
    var kept = new ArrayList<LastParse>();
    kept.add(parse);
    latest.stream().filter(other -> !other.isLike(parse)).limit(KEPT - 1L).forEach(kept::add);
    latest = List.copyOf(kept);
  }
}
