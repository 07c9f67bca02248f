package dev.bailey.project.parse;

import dev.bailey.jinja.Macro;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Constants;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Templates;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Docs;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.MacroDefinition;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the macros of one package: its macros, materializations and generic tests.
final class MacroFiles {
  private static final Set<String> TESTS = Set.of("test", "data_test");
  private static final Set<String> BLOCKS = Set.of("macro", "materialization", "test", "data_test");

  private MacroFiles() {}

  /// The package's macros by name, without what they depend on.
  static Map<String, MacroCatalog.Entry> read(PackageFiles files, Problems problems) {
    Stream<Found> macros = files.macros().stream().map(found -> new Found(found, true));
    Stream<Found> tests = files.genericTests().stream().map(found -> new Found(found, false));
    List<MacroCatalog.Entry> all =
        Stream.concat(macros, tests)
            .parallel()
            .flatMap(found -> read(files, found, problems).stream())
            .toList();
    var byName = new LinkedHashMap<String, MacroCatalog.Entry>();
    for (MacroCatalog.Entry entry : all) {
      MacroCatalog.Entry first = byName.putIfAbsent(entry.definition().name(), entry);
      if (first != null && !isSame(first, entry)) {
        problems.error("duplicate-macro", entry.definition().source(), twice(first, entry));
      }
    }
    return byName;
  }

  private static boolean isSame(MacroCatalog.Entry first, MacroCatalog.Entry second) {
    return first.definition().source().equals(second.definition().source());
  }

  private static String twice(MacroCatalog.Entry first, MacroCatalog.Entry second) {
    return ("dbt found two macros named \"%s\" in the project \"%s\": one at %s, one at %s. Rename or"
            + " remove one of them.")
        .formatted(
            second.definition().name(),
            second.definition().packageName(),
            first.definition().source().where(),
            second.definition().source().where());
  }

  /// A file.
  ///
  /// @param isMacros whether it stands below `macros`; dbt reads nothing but tests elsewhere, and
  ///   lists no arguments of theirs
  private record Found(SourcePaths.Found file, boolean isMacros) {

    Set<String> blocks() {
      return isMacros ? BLOCKS : TESTS;
    }
  }

  private static List<MacroCatalog.Entry> read(PackageFiles files, Found found, Problems problems) {
    String path = found.file().entry().path();
    Optional<SourceFile> file = files.read(path, problems);
    if (file.isEmpty()) {
      return List.of();
    }
    var entries = new ArrayList<MacroCatalog.Entry>();
    switch (BlockScanner.scan(file.get(), found.blocks())) {
      case Outcome.Failed(List<Problem> failures) -> problems.addAll(failures);
      case Outcome.Ok(List<Block> blocks, List<Problem> warnings) -> {
        problems.addAll(warnings);
        for (Block block : blocks) {
          if (block instanceof Block.Tagged tagged) {
            compile(files.name(), path, stripped(tagged.whole()), found.isMacros(), problems)
                .ifPresent(entries::add);
          }
        }
      }
    }
    return entries;
  }

  /// dbt reads files without the white space around them, which the first and the last block may
  /// have taken.
  private static Span stripped(Span block) {
    String text = block.file().text();
    return new Span(
        block.file(),
        Math.max(block.start(), PythonSpace.indent(text)),
        Math.min(block.end(), PythonSpace.stripTrailing(text).length()));
  }

  private static Optional<MacroCatalog.Entry> compile(
      String packageName, String path, Span block, boolean listsArguments, Problems problems) {
    Outcome<Template> template = Templates.SQL.compile(block);
    problems.addAll(template.problems());
    if (!(template instanceof Outcome.Ok<Template>(Template value, _))
        || value.macros().isEmpty()) {
      return Optional.empty();
    }
    Macro macro = value.macros().getFirst();
    String id = "macro." + packageName + "." + macro.name();
    var identity =
        new Identity(id, ResourceType.MACRO, macro.name(), packageName, path, path, List.of());
    String text = block.file().text().substring(block.start(), block.end());
    var definition =
        new MacroDefinition(
            identity,
            text,
            block,
            List.of(),
            "",
            Data.noEntries(),
            Docs.SHOWN,
            Optional.empty(),
            listsArguments
                ? macro.definition().parameters().stream().map(MacroFiles::argument).toList()
                : List.of(),
            languages(macro));
    return Optional.of(new MacroCatalog.Entry(definition, macro));
  }

  private static MacroDefinition.Argument argument(Parameter parameter) {
    return new MacroDefinition.Argument(parameter.name(), parameter.annotation(), "");
  }

  private static Optional<List<String>> languages(Macro macro) {
    return macro.definition().options().stream()
        .filter(option -> option.name().equals(Templates.LANGUAGES))
        .flatMap(option -> Constants.of(option.value()).stream())
        .filter(ListValue.class::isInstance)
        .map(list ->
            ((ListValue) list)
                .items().stream()
                    .filter(Str.class::isInstance)
                    .map(item -> ((Str) item).value())
                    .toList())
        .findFirst();
  }
}
