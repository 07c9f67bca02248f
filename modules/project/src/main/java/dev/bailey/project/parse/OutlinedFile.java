package dev.bailey.project.parse;

import dev.bailey.project.context.Making;
import dev.bailey.project.context.Scope;
import dev.bailey.project.file.SourcePaths;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A properties file of which the outline is known; it is read when more is needed. Safe for use by
/// several threads.
final class OutlinedFile {
  private final PackageFiles files;
  private final SourcePaths.Found found;
  private final List<Outline> outlines;
  private final Scope scope;
  private @Nullable List<Patch> patches;

  /// A file that was read before, at its present contents.
  OutlinedFile(PackageFiles files, SourcePaths.Found found, List<Outline> outlines, Scope scope) {
    this.files = files;
    this.found = found;
    this.outlines = List.copyOf(outlines);
    this.scope = scope;
  }

  /// What a file says.
  static List<Patch> read(
      PackageFiles files, SourcePaths.Found found, Scope scope, Problems problems) {
    return PropertiesFile.read(files, found, problems).stream()
        .flatMap(file ->
            PropertiesFile.SECTIONS.stream()
                .flatMap(section -> file.entries(section, scope, problems).stream()))
        .toList();
  }

  String packageName() {
    return files.name();
  }

  String path() {
    return found.entry().path();
  }

  String contentId() {
    return found.entry().contentId();
  }

  List<Outline> outlines() {
    return outlines;
  }

  /// The entries of one section.
  Stream<Entry> entries(String section) {
    return java.util.stream.IntStream.range(0, outlines.size())
        .filter(index -> outlines.get(index).section().equals(section))
        .mapToObj(index -> new Entry(this, index));
  }

  /// All that the file says. What is wrong with it was told when its outline was made.
  synchronized List<Patch> patches() {
    List<Patch> known = patches;
    if (known == null) {
      known = new Making().of(() -> read(files, found, scope, new Problems()));
      patches = known;
    }
    return known;
  }

  /// Takes over what was read just now.
  synchronized OutlinedFile with(List<Patch> read) {
    patches = read;
    return this;
  }
}
