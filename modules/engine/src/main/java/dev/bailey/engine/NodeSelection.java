package dev.bailey.engine;

import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.selection.Indirect;
import dev.bailey.project.selection.NamedSelectors;
import dev.bailey.project.selection.Selected;
import dev.bailey.project.selection.Selection;
import dev.bailey.project.selection.SelectionException;
import dev.bailey.project.selection.SelectionParser;
import dev.bailey.project.selection.Selector;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a command is about: the resources that its options select.
final class NodeSelection {
  private final ParsedProject project;
  private final DbtCommand command;
  private final EarlierState earlier;
  private final Optional<Set<String>> only;

  /// @param only the nodes to which a retry is confined
  NodeSelection(
      ParsedProject project, DbtCommand command, EarlierState earlier, Optional<Set<String>> only) {
    this.project = project;
    this.command = command;
    this.earlier = earlier;
    this.only = only;
  }

  Dag dag() {
    return project.derived().dag();
  }

  /// What is selected.
  ///
  /// @param resources by unique id
  /// @param unmatched criteria that match nothing
  /// @param warnings what a comparison with a state found
  record Chosen(Map<String, Resource> resources, List<String> unmatched, List<Problem> warnings) {}

  /// The selected resources of these types.
  Chosen select(Set<ResourceType> types) {
    if (only.isPresent()) {
      return new Chosen(found(only.get()), List.of(), List.of());
    }
    NamedSelectors.All named = project.selectors();
    var selector = new Selector(project, earlier.forSelection(), named.selections());
    try {
      Selected selected = selector.select(selection(named), narrowed(types), listsAll());
      return new Chosen(found(selected.ids()), selected.unmatched(), selected.warnings());
    } catch (SelectionException e) {
      throw new Performance.Refusal(
          e.heading() + "\n  " + e.problem().message().replace("\n", "\n  "));
    }
  }

  private boolean listsAll() {
    return command.which() == Which.LIST || command.which() == Which.DOCS_GENERATE;
  }

  private Map<String, Resource> found(Collection<String> ids) {
    var resources = new LinkedHashMap<String, Resource>();
    ids.forEach(id -> project.manifest().find(id).ifPresent(found -> resources.put(id, found)));
    return resources;
  }

  /// The types that `--resource-type` and `--exclude-resource-type` leave.
  private Set<ResourceType> narrowed(Set<ResourceType> types) {
    Set<ResourceType> left = EnumSet.copyOf(types);
    Set<ResourceType> wanted = named(Option.RESOURCE_TYPES);
    if (!wanted.isEmpty()) {
      left.retainAll(wanted);
    }
    left.removeAll(named(Option.EXCLUDE_RESOURCE_TYPES));
    return left;
  }

  private Set<ResourceType> named(Option option) {
    Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
    for (String word : command.flags().texts(option)) {
      switch (word) {
        case "all" -> types.addAll(EnumSet.allOf(ResourceType.class));
        case "default" -> {
          types.addAll(EnumSet.allOf(ResourceType.class));
          types.remove(ResourceType.ANALYSIS);
        }
        default -> ResourceType.named(word).ifPresent(types::add);
      }
    }
    return types;
  }

  private Selection selection(NamedSelectors.All named) {
    boolean isOpen = command.select().isEmpty() && command.exclude().isEmpty();
    Optional<String> name =
        command
            .flags()
            .text(Option.SELECTOR)
            .or(() -> isOpen ? named.byDefault() : Optional.empty());
    if (name.isPresent()) {
      Selection found = named.selections().get(name.get());
      if (found == null) {
        throw new Performance.Refusal(
            "Runtime Error\n  Could not find selector named %s, expected one of %s"
                .formatted(name.get(), named.selections().keySet()));
      }
      return found;
    }
    Indirect indirect =
        Indirect.named(command.flags().choice(Option.INDIRECT_SELECTION)).orElse(Indirect.EAGER);
    return value(SelectionParser.parse(command.select(), command.exclude(), indirect));
  }

  private static <T> T value(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Ok<T>(T value, _) -> value;
      case Outcome.Failed<T>(List<Problem> problems) ->
          throw new Performance.Refusal(
              "Runtime Error\n  "
                  + problems.stream().map(Problem::render).collect(Collectors.joining("\n  ")));
    };
  }
}
