package dev.bailey.project.parse;

import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Making;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.MacroDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The macros of all packages.
///
/// @param files changes whenever a macro of the project or its packages does
/// @param known for the next parse. Its stamp is `files`, unless one of them cannot be read: then
///   the next parse is to tell of it again
/// @param changed the names, as [Making] spells them, that mean something else than before
record Macros(String files, KnownMacros known, MacroCatalog catalog, Set<String> changed) {
  private static final String UNREADABLE = "unreadable";

  static Macros of(Parser.Input input, Optional<LastParse> last, Problems problems) {
    Packages packages = input.packages();
    String files = files(packages);
    Optional<KnownMacros> before = last.map(LastParse::macros);
    if (before.isPresent() && before.get().stamp().equals(files)) {
      problems.addAll(before.get().warnings());
      return new Macros(files, before.get(), last.get().catalog(input), Set.of());
    }
    var read = new LinkedHashMap<String, Map<String, MacroCatalog.Entry>>();
    var found = new Problems();
    packages.own().forEach(p -> read.put(p.name(), MacroFiles.read(p, found)));
    problems.addAll(found.sorted());
    Map<String, Map<String, MacroCatalog.Entry>> builtins = input.builtins().get();
    var catalog = new MacroCatalog(input.dialect(), packages.root().config(), read, builtins);
    List<MacroDefinition> own = definitions(read);
    var known =
        new KnownMacros(
            found.haveErrors() ? UNREADABLE : files, found.sorted(), own, definitions(builtins));
    return new Macros(
        files, known, catalog, changed(before.map(KnownMacros::own).orElse(List.of()), own));
  }

  /// The catalog of macros that are known to compile.
  static MacroCatalog catalog(Parser.Input input, KnownMacros known) {
    return new MacroCatalog(
        input.dialect(),
        input.packages().root().config(),
        entries(input.packages().own(), known.own()),
        entries(input.packages().builtins(), known.builtins()));
  }

  private static Map<String, Map<String, MacroCatalog.Entry>> entries(
      List<PackageFiles> packages, List<MacroDefinition> macros) {
    var all = new LinkedHashMap<String, Map<String, MacroCatalog.Entry>>();
    packages.forEach(files -> all.put(files.name(), new LinkedHashMap<>()));
    macros.forEach(macro ->
        all.computeIfAbsent(macro.packageName(), _ -> new LinkedHashMap<>())
            .put(macro.name(), new MacroCatalog.Entry(macro)));
    return all;
  }

  private static List<MacroDefinition> definitions(
      Map<String, Map<String, MacroCatalog.Entry>> entries) {
    return entries.values().stream()
        .flatMap(map -> map.values().stream())
        .map(MacroCatalog.Entry::definition)
        .toList();
  }

  private static String files(Packages packages) {
    var text = new StringBuilder();
    for (PackageFiles one : packages.own()) {
      Stream.concat(one.macros().stream(), one.genericTests().stream())
          .map(SourcePaths.Found::entry)
          .forEach(entry ->
              text.append(one.display())
                  .append(entry.path())
                  .append(' ')
                  .append(entry.contentId())
                  .append('\n'));
    }
    return text.toString();
  }

  /// Names of macros that are new, gone, or written otherwise.
  private static Set<String> changed(List<MacroDefinition> before, List<MacroDefinition> now) {
    Map<String, MacroDefinition> known = new HashMap<>();
    before.forEach(macro -> known.put(macro.uniqueId(), macro));
    var changed = new ArrayList<MacroDefinition>();
    var names = new HashSet<String>();
    for (MacroDefinition macro : now) {
      MacroDefinition earlier = known.remove(macro.uniqueId());
      if (earlier == null) {
        names.add(Making.anyMacro());
      }
      if (earlier == null || !earlier.sql().equals(macro.sql())) {
        changed.add(macro);
      }
    }
    if (!known.isEmpty()) {
      names.add(Making.anyMacro());
    }
    changed.addAll(known.values());
    changed.forEach(macro -> names.add(Making.macroName(macro.name())));
    return names;
  }
}
