package dev.bailey.project.context;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/// Where plain names of macros lead in the templates of one resource.
public sealed interface MacroView {
  MacroCatalog catalog();

  /// The macro that a plain name means.
  Optional<MacroCatalog.Entry> find(String name);

  /// Where `adapter.dispatch` without a namespace looks for a name with its prefix.
  Optional<MacroCatalog.Entry> unqualified(String name);

  /// The plain names that lead somewhere.
  Collection<String> names();

  /// What the macros of a resource's own package, of the root project and the built-in ones are
  /// called.
  record OfPackage(MacroCatalog catalog, String packageName) implements MacroView {
    @Override
    public Optional<MacroCatalog.Entry> find(String name) {
      return catalog.find(packageName, name);
    }

    @Override
    public Optional<MacroCatalog.Entry> unqualified(String name) {
      return find(name);
    }

    @Override
    public Collection<String> names() {
      var all = new LinkedHashSet<>(catalog.names(packageName));
      all.addAll(catalog.names(MacroCatalog.BUILTIN));
      return all;
    }
  }

  /// A generic test while it is parsed: dbt lets it see the macros that its own macro leads to, of
  /// whichever package, and no others.
  ///
  /// @param macros by plain name
  record Reached(MacroCatalog catalog, Map<String, MacroCatalog.Entry> macros)
      implements MacroView {
    @Override
    public Optional<MacroCatalog.Entry> find(String name) {
      return Optional.ofNullable(macros.get(name));
    }

    @Override
    public Optional<MacroCatalog.Entry> unqualified(String name) {
      return catalog.anywhere(name);
    }

    @Override
    public Collection<String> names() {
      return macros.keySet();
    }
  }
}
