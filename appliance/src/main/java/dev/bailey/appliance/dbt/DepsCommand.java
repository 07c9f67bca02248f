package dev.bailey.appliance.dbt;

import dev.bailey.engine.Listener;
import dev.bailey.engine.PackageRequest;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.project.ProjectConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `dbt deps` for the packages of the same machine: links them, and those that they ask for, into
/// the project, and writes the lock file.
///
/// https://docs.getdbt.com/reference/commands/deps
final class DepsCommand {
  private final Path project;
  private final Function<Path, ProjectConfig> configs;
  private final Listener listener;

  /// @param configs reads the config of the project in a folder
  DepsCommand(Path project, Function<Path, ProjectConfig> configs, Listener listener) {
    this.project = project;
    this.configs = configs;
    this.listener = listener;
  }

  /// @throws UsageFault when a package cannot be had; then nothing is changed
  void run(DbtCommand command) {
    List<PackageRequest> wanted = PackageRequests.of(project);
    if (wanted.isEmpty()) {
      say("Warning: No packages were found in packages.yml");
      return;
    }
    Map<String, LocalPackage> resolved = resolve(wanted);
    var lock = new PackageLock(project, wanted);
    if (command.flags().isTrue(Option.UPGRADE) || !lock.isCurrent()) {
      lock.write(resolved);
      say("Updating lock file in file path: " + lock.file());
    }
    if (!command.flags().isTrue(Option.LOCK)) {
      install(resolved);
    }
  }

  private void say(String text) {
    listener.event(RunEvents.note(text));
  }

  /// A package of the same machine.
  ///
  /// @param local its place as written
  record LocalPackage(String local, Path folder) {}

  /// By name, in the order in which they are asked for.
  private Map<String, LocalPackage> resolve(List<PackageRequest> wanted) {
    var resolved = new LinkedHashMap<String, LocalPackage>();
    var waiting = new ArrayDeque<>(wanted);
    var elsewhere = new ArrayList<String>();
    while (!waiting.isEmpty()) {
      PackageRequest request = waiting.removeFirst();
      Optional<String> local = request.local();
      if (local.isEmpty()) {
        elsewhere.add(request.name());
      } else {
        LocalPackage found = found(local.get());
        String name = configs.apply(found.folder()).name();
        if (resolved.putIfAbsent(name, found) == null) {
          waiting.addAll(PackageRequests.of(found.folder()));
        }
      }
    }
    if (!elsewhere.isEmpty()) {
      throw new UsageFault(
          ("These packages are not on this machine: %s. Get them, for instance by git clone, and"
                  + " name their folders as `local:` packages, or commit them below %s/.")
              .formatted(
                  String.join(", ", elsewhere), configs.apply(project).paths().packagesInstall()));
    }
    return resolved;
  }

  /// dbt takes the places of all packages, also those that a package asks for, from the project.
  private LocalPackage found(String local) {
    Path folder = project.resolve(local).normalize();
    if (!Files.isRegularFile(folder.resolve("dbt_project.yml"))) {
      throw new UsageFault(
          "No dbt_project.yml found at expected path %s/dbt_project.yml, which is the local package '%s'"
              .formatted(folder, local));
    }
    return new LocalPackage(local, folder);
  }

  private void install(Map<String, LocalPackage> packages) {
    Path folder = project.resolve(configs.apply(project).paths().packagesInstall());
    try {
      if (Files.isDirectory(folder)) {
        Folders.delete(folder);
      }
      Files.createDirectories(folder);
      for (var entry : packages.entrySet()) {
        String local = entry.getValue().local();
        say("Installing " + local);
        Files.createSymbolicLink(folder.resolve(entry.getKey()), entry.getValue().folder());
        say("Installed from <local @ " + local + ">");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install packages in " + folder, e);
    }
  }
}
