package dev.bailey.project.parse;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Templates;
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
                    Doc doc = doc(files.name(), found, tagged, problems);
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

  private static Doc doc(
      String packageName, SourcePaths.Found found, Block.Tagged block, Problems problems) {
    String text = rendered(block.contents(), problems);
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

  /// A docs block is a template that sees nothing but Jinja's own names.
  private static String rendered(Span contents, Problems problems) {
    String text = contents.file().text().substring(contents.start(), contents.end());
    if (!Template.hasTags(text)) {
      return text;
    }
    return switch (Templates.SQL.compile(contents)) {
      case Outcome.Failed(List<Problem> failures) -> {
        problems.addAll(failures);
        yield text;
      }
      case Outcome.Ok(Template template, _) -> {
        try {
          yield template.render(Context.empty(), Scope.runRendering(Budget.standard()));
        } catch (TemplateException e) {
          problems.error("docs-block", e.span().orElse(contents), e.text());
          yield text;
        }
      }
    };
  }
}
