package dev.bailey.project.parse;

import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Checksum;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the files of one package that hold code or data: models, functions, seeds, snapshots,
/// analyses, singular tests, and the hooks of the project.
final class Drafts {
  private final PackageFiles files;
  private final Captures captures;
  private final ParseFlags flags;
  private final Problems problems;

  Drafts(PackageFiles files, Captures captures, ParseFlags flags, Problems problems) {
    this.files = files;
    this.captures = captures;
    this.flags = flags;
    this.problems = problems;
  }

  /// The files, in dbt's order.
  List<Task> tasks() {
    var tasks = new ArrayList<Task>();
    files.models().forEach(f -> tasks.add(new Task(f, ResourceType.MODEL)));
    files.functions().forEach(f -> tasks.add(new Task(f, ResourceType.FUNCTION)));
    files.snapshots().forEach(f -> tasks.add(new Task(f, ResourceType.SNAPSHOT)));
    files.analyses().forEach(f -> tasks.add(new Task(f, ResourceType.ANALYSIS)));
    files.singularTests().forEach(f -> tasks.add(new Task(f, ResourceType.TEST)));
    files.seeds().forEach(f -> tasks.add(new Task(f, ResourceType.SEED)));
    return tasks;
  }

  /// A file to be read.
  record Task(SourcePaths.Found found, ResourceType type) {}

  /// What stands in one file.
  List<Draft> read(Task task) {
    return switch (task.type()) {
      case SEED -> seed(task.found());
      case SNAPSHOT -> snapshots(task.found());
      default -> file(task).stream().toList();
    };
  }

  private Optional<Draft> file(Task task) {
    SourcePaths.Found found = task.found();
    return files
        .read(found.entry().path(), problems)
        .map(source -> {
          String name = name(found.relative());
          boolean isAnalysis = task.type() == ResourceType.ANALYSIS;
          String path = isAnalysis ? "analysis/" + found.relative() : found.relative();
          return draft(task.type(), name, path, found, stripped(source), source);
        });
  }

  private Draft draft(
      ResourceType type,
      String name,
      String path,
      SourcePaths.Found found,
      Span code,
      SourceFile source) {
    var identity =
        new Identity(
            type.word() + "." + files.name() + "." + name,
            type,
            name,
            files.name(),
            path,
            found.entry().path(),
            fqn(path, name));
    Checksum checksum = Checksums.ofText(source.text());
    return draft(identity, code, checksum, Optional.empty());
  }

  private Draft draft(
      Identity identity, Span code, Checksum checksum, Optional<Draft.HookPlace> hook) {
    String language = language(identity);
    boolean isPython = identity.type() == ResourceType.MODEL && language.equals("python");
    Captures.Result result = isPython ? captures.ofPython(code) : captures.of(identity, code);
    String raw = code.file().text().substring(code.start(), code.end());
    return new Draft(
        files,
        identity,
        new Code(language, raw, checksum, code),
        result.template(),
        result.capture(),
        result.isStatic(),
        result
            .template()
            .filter(_ -> !result.isStatic() && raw.contains("config("))
            .flatMap(template -> Unparser.configCall(template.body()))
            .filter(written -> !written.isEmpty())
            .map(Draft.Unrendered::new),
        hook);
  }

  private static Span stripped(SourceFile source) {
    int start = PythonSpace.indent(source.text());
    return new Span(source, start, start + PythonSpace.strip(source.text()).length());
  }

  private List<Draft> snapshots(SourcePaths.Found found) {
    Optional<SourceFile> source = files.read(found.entry().path(), problems);
    if (source.isEmpty()) {
      return List.of();
    }
    return switch (BlockScanner.scan(source.get(), Set.of("snapshot"))) {
      case Outcome.Failed(List<Problem> failures) -> {
        problems.addAll(failures);
        yield List.of();
      }
      case Outcome.Ok(List<Block> blocks, List<Problem> warnings) -> {
        problems.addAll(warnings);
        yield blocks.stream()
            .filter(Block.Tagged.class::isInstance)
            .map(Block.Tagged.class::cast)
            .map(block -> snapshot(found, block, source.get()))
            .toList();
      }
    };
  }

  private Draft snapshot(SourcePaths.Found found, Block.Tagged block, SourceFile source) {
    String path = found.relative();
    var fqn = new ArrayList<>(fqn(path, name(path)));
    fqn.add(block.name());
    var identity =
        new Identity(
            "snapshot." + files.name() + "." + block.name(),
            ResourceType.SNAPSHOT,
            block.name(),
            files.name(),
            path,
            found.entry().path(),
            fqn);
    return draft(identity, block.contents(), Checksums.ofText(source.text()), Optional.empty());
  }

  private List<Draft> seed(SourcePaths.Found found) {
    Optional<byte[]> bytes = files.tree().read(found.entry().path());
    if (bytes.isEmpty()) {
      return List.of();
    }
    String name = name(found.relative());
    var identity =
        new Identity(
            "seed." + files.name() + "." + name,
            ResourceType.SEED,
            name,
            files.name(),
            found.relative(),
            found.entry().path(),
            fqn(found.relative(), name));
    var nowhere = new Span(new SourceFile(files.display() + found.entry().path(), ""), 0, 0);
    Checksum checksum = Checksums.ofSeed(found.entry().path(), bytes.get(), flags.largestSeed());
    return List.of(draft(identity, nowhere, checksum, Optional.empty()));
  }

  /// The hooks of the project.
  List<Draft> hooks() {
    var drafts = new ArrayList<Draft>();
    hooks(Operation.When.ON_RUN_START, files.config().hooks().onRunStart(), drafts);
    hooks(Operation.When.ON_RUN_END, files.config().hooks().onRunEnd(), drafts);
    return drafts;
  }

  private void hooks(Operation.When when, List<String> texts, List<Draft> drafts) {
    Checksum checksum = Checksums.ofText(files.config().file().text());
    for (int i = 0; i < texts.size(); i++) {
      String name = files.name() + "-" + when.word() + "-" + i;
      var identity =
          new Identity(
              "operation." + files.name() + "." + name,
              ResourceType.OPERATION,
              name,
              files.name(),
              "hooks/" + name + ".sql",
              "./dbt_project.yml",
              List.of(files.name(), "hooks", name));
      var source = new SourceFile(files.config().file().path(), texts.get(i));
      var code = new Span(source, 0, source.text().length());
      drafts.add(draft(identity, code, checksum, Optional.of(new Draft.HookPlace(when, i))));
    }
  }

  private static String language(Identity identity) {
    boolean isWritten =
        identity.type() == ResourceType.MODEL || identity.type() == ResourceType.FUNCTION;
    String path = identity.path();
    return switch (isWritten ? path.substring(path.lastIndexOf('.') + 1) : "") {
      case "py" -> "python";
      case "js" -> "javascript";
      default -> "sql";
    };
  }

  /// The file's name without its last extension.
  static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  private List<String> fqn(String path, String name) {
    return fqn(files.name(), path, name);
  }

  /// Package, folders and name.
  static List<String> fqn(String packageName, String path, String name) {
    var fqn = new ArrayList<String>();
    fqn.add(packageName);
    String[] segments = path.split("/");
    fqn.addAll(Arrays.asList(segments).subList(0, segments.length - 1));
    fqn.add(name);
    return List.copyOf(fqn);
  }
}
