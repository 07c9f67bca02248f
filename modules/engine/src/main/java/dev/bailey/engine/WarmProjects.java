package dev.bailey.engine;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectLoader;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.parse.LastParse;
import dev.bailey.project.parse.Parse;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Projects as they were parsed last, by the contents of their files: the same commit is parsed
/// once for each target, set of variables and environment that its parse depends on, and another
/// commit only as far as it differs.
final class WarmProjects {
  private static final int KEPT = 8;

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

  /// @param builtins the macro package `dbt`
  WarmProjects(SourceTree builtins) {
    this.builtins = builtins;
  }

  /// The project, parsed now or before.
  Outcome<ParsedProject> load(ProjectSource source, Adapter adapter, ParseOptions options) {
    String contents = contents(source) + adapter.type();
    Optional<ParsedProject> known = known(contents, options);
    if (known.isPresent()) {
      return new Outcome.Ok<>(known.get().withOptions(options), known.get().warnings());
    }
    Parse parse =
        loaders
            .computeIfAbsent(adapter.type(), _ -> new ProjectLoader(adapter, builtins))
            .load(source, options, latest);
    parse.left().ifPresent(this::keep);
    if (parse.outcome() instanceof Outcome.Ok<ParsedProject>(ParsedProject project, _)) {
      keep(contents, project);
    }
    return parse.outcome();
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

  private static String contents(ProjectSource source) {
    MessageDigest digest = sha256();
    update(digest, source.root());
    source.packages().forEach(tree -> update(digest, tree));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, SourceTree tree) {
    for (SourceTree.Entry entry : tree.entries()) {
      digest.update(
          (entry.path() + "\0" + entry.contentId() + "\0").getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
