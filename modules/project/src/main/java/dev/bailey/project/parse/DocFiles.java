package dev.bailey.project.parse;

import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Doc;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the docs blocks of one package.
final class DocFiles {
  private DocFiles() {}

  static List<Doc> read(PackageFiles files, Problems problems) {
    var docs = new ArrayList<Doc>();
    Map<String, Span> places = new HashMap<>();
    for (SourcePaths.Found found : files.docs()) {
      String path = found.entry().path();
      files
          .read(path, problems)
          .ifPresent(source -> {
            switch (BlockScanner.scan(source, Set.of("docs"))) {
              case Outcome.Failed(List<Problem> failures) -> problems.addAll(failures);
              case Outcome.Ok(List<Block> blocks, _) -> {
                for (Block block : blocks) {
                  if (block instanceof Block.Tagged tagged) {
                    Doc doc = doc(files.name(), found, tagged);
                    Span first = places.putIfAbsent(doc.name(), tagged.whole());
                    if (first != null) {
                      problems.error(
                          "duplicate-doc",
                          tagged.whole(),
                          "Two docs blocks are named '%s': the other is at %s. Rename one."
                              .formatted(doc.name(), first.where()));
                    }
                    docs.add(doc);
                  }
                }
              }
            }
          });
    }
    return docs;
  }

  private static Doc doc(String packageName, SourcePaths.Found found, Block.Tagged block) {
    Span contents = block.contents();
    String text = contents.file().text().substring(contents.start(), contents.end());
    return new Doc(
        new Identity(
            "doc." + packageName + "." + block.name(),
            ResourceType.DOC,
            block.name(),
            packageName,
            found.relative(),
            found.entry().path(),
            List.of()),
        PythonSpace.strip(text));
  }
}
