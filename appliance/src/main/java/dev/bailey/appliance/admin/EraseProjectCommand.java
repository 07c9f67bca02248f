package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.database.ProjectErasure;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.keys.KeyOwner;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bailey admin erase-project`: destroys a project's keys, and with them its data here and in
/// every backup.
@Command(
    name = "erase-project",
    description = {
      "Destroy the keys of a project, and delete all that is kept of it. Nothing brings it back:"
          + " its repository, artifacts, logs and secrets cannot be read from any backup either.",
      "May be run again. Exit code 1 when the key ring at the backups could not be replaced."
    },
    mixinStandardHelpOptions = true)
final class EraseProjectCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PROJECT", description = "The number of the project.")
  private long number;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var place = options.home();
    try (var home = StoppedHome.open(options);
        var repositories = home.repositories(place)) {
      var project = known(home);
      var owner = new KeyOwner.Project(project.value());
      home.security()
          .log()
          .done(home.subject(), "project.erased", Target.of("project", project.value()));
      repositories.destroy(project);
      home.ground().ring().destroy(owner);
      for (String kind : List.of("objects", "logs")) {
        DurableFiles.deleteTree(place.data().resolve(kind).resolve(owner.label()));
      }
      new ProjectErasure(home.ground().database()).erase(project);
      out.println("Project %s is erased.".formatted(project));
      return BackupRing.replace(home.ground().ring(), options, out);
    }
  }

  private ProjectId known(StoppedHome home) {
    var ring = home.ground().ring();
    boolean was =
        number > 0
            && (ring.owners().contains(KeyOwner.project(number))
                || ring.destroyed().contains(KeyOwner.project(number)));
    if (!was) {
      throw new ConfigurationException(
          "there is no project %d. There are: %s"
              .formatted(
                  number,
                  home.stores().registry().projects().list().stream()
                      .map(each -> each.id() + " (" + each.definition().name() + ")")
                      .collect(Collectors.joining(", "))));
    }
    return new ProjectId(number);
  }
}
