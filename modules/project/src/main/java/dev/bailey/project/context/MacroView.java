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

  /// Whether a plain name is that of a package with macros to be seen.
  boolean isNamespace(String name);

  /// What `namespace.name` means.
  Optional<MacroCatalog.Entry> member(String namespace, String name);

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
    public boolean isNamespace(String name) {
      return catalog.isNamespace(name);
    }

    @Override
    public Optional<MacroCatalog.Entry> member(String namespace, String name) {
      return catalog.member(namespace, name);
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
  /// @param spaces by package, then by plain name
  record Reached(
      MacroCatalog catalog,
      Map<String, MacroCatalog.Entry> macros,
      Map<String, Map<String, MacroCatalog.Entry>> spaces)
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
    public boolean isNamespace(String name) {
      return spaces.containsKey(name);
    }

    @Override
    public Optional<MacroCatalog.Entry> member(String namespace, String name) {
      return Optional.ofNullable(spaces.getOrDefault(namespace, Map.of()).get(name));
    }

    @Override
    public Collection<String> names() {
      return macros.keySet();
    }
  }
}
