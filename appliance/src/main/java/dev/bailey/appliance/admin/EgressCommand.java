package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.git.GitException;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.registry.Destination;
import dev.bailey.registry.RepositoryOrigin;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin egress`: the list for whoever looks after the firewall.
@Command(
    name = "egress",
    description =
        "List the hosts and ports that Bailey connects to, each with the reason: what a firewall must let out.",
    mixinStandardHelpOptions = true)
final class EgressCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var configuration = options.configuration();
    var known = new TreeMap<String, Set<String>>();
    try (var home = StoppedHome.open(options)) {
      configured(configuration, known);
      connections(home, known);
      repositories(home, known);
      rules(home, known);
    }
    int width = known.keySet().stream().mapToInt(String::length).max().orElse(0);
    known.forEach((place, reasons) ->
        out.println(("%-" + width + "s  %s").formatted(place, String.join("; ", reasons))));
    if (known.isEmpty()) {
      out.println("Bailey connects to nothing.");
    }
    return 0;
  }

  private static void configured(Configuration configuration, Map<String, Set<String>> known) {
    configuration
        .servers()
        .forEach((why, places) -> {
          for (Destination place : places) {
            add(known, place.toString(), why);
          }
        });
    configuration.egress().forEach(place -> add(known, place, "egress_allow"));
  }

  private static void connections(StoppedHome home, Map<String, Set<String>> known) {
    for (var connection : home.stores().registry().connections().list()) {
      for (Destination place : connection.definition().destinations()) {
        add(known, place.toString(), "connection '%s'".formatted(connection.definition().name()));
      }
    }
  }

  private static void repositories(StoppedHome home, Map<String, Set<String>> known) {
    for (var link : home.stores().registry().repositories().list()) {
      if (link.settings().origin() instanceof RepositoryOrigin.Remote remote) {
        try {
          add(
              known,
              RemoteSync.host(remote.url()).destination().toString(),
              "git, project " + link.project());
        } catch (GitException e) {
          // The sync says what is wrong with such a URL; it leads nowhere.
        }
      }
    }
  }

  private static void rules(StoppedHome home, Map<String, Set<String>> known) {
    for (var rule : home.stores().egress().list()) {
      String ports =
          rule.firstPort() == rule.lastPort()
              ? Integer.toString(rule.firstPort())
              : rule.firstPort() + "-" + rule.lastPort();
      add(known, rule.host() + ":" + ports, "rule: " + rule.reason());
    }
  }

  private static void add(Map<String, Set<String>> known, String place, String why) {
    known.computeIfAbsent(place, _ -> new TreeSet<>()).add(why);
  }
}
