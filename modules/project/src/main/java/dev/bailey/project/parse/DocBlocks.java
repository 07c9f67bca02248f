package dev.bailey.project.parse;

import dev.bailey.project.context.Making;
import dev.bailey.project.manifest.Doc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The docs blocks of all packages.
///
/// @param stamp changes whenever a block of the project or its packages does
/// @param changed the names, as [Making] spells them, that mean something else than before
record DocBlocks(String stamp, List<Doc> all, Set<String> changed) {
  /// Of files that cannot be read, so that the next parse tells of them again.
  private static final String UNREADABLE = "unreadable";

  static DocBlocks of(Packages packages, Optional<LastParse> last, Problems problems) {
    String files = files(packages);
    Optional<Pieces> earlier = last.map(LastParse::pieces);
    if (earlier.isPresent() && earlier.get().docFiles().equals(files)) {
      return new DocBlocks(files, earlier.get().docs(), Set.of());
    }
    var found = new Problems();
    List<Doc> all =
        Stream.concat(packages.own().stream(), packages.builtins().stream())
            .flatMap(p -> DocFiles.read(p, found).stream())
            .toList();
    problems.addAll(found.sorted());
    return new DocBlocks(
        found.haveErrors() ? UNREADABLE : files,
        all,
        changed(earlier.map(Pieces::docs).orElse(List.of()), all));
  }

  private static String files(Packages packages) {
    var text = new StringBuilder();
    for (PackageFiles one : packages.own()) {
      one.docs()
          .forEach(found ->
              text.append(one.display())
                  .append(found.entry().path())
                  .append(' ')
                  .append(found.relative())
                  .append(' ')
                  .append(found.entry().contentId())
                  .append('\n'));
    }
    return text.toString();
  }

  private static Set<String> changed(List<Doc> before, List<Doc> now) {
    Map<String, Doc> known = new HashMap<>();
    before.forEach(doc -> known.put(doc.uniqueId(), doc));
    var changed = new HashSet<String>();
    for (Doc doc : now) {
      if (!doc.equals(known.remove(doc.uniqueId()))) {
        changed.add(Making.docName(doc.name()));
      }
    }
    known.values().forEach(doc -> changed.add(Making.docName(doc.name())));
    return changed;
  }
}
