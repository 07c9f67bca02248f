package dev.bailey.project.compile;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.context.RuntimeNames;
import dev.bailey.project.context.TestArguments;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.source.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Compiles nodes of one project. May be used from several threads; each ephemeral node is compiled
/// once.
public final class Compiler {
  private final ParsedProject project;
  private final Contexts contexts;
  private final Budget budget;
  private final UnitTestCompiler unitTests;
  private final Map<String, CompiledNode> ephemeral = new ConcurrentHashMap<>();

  /// @param budget what the rendering of one node may use
  public Compiler(ParsedProject project, Contexts contexts, Budget budget) {
    this.project = project;
    this.contexts = contexts;
    this.budget = budget;
    this.unitTests = new UnitTestCompiler(project, contexts, budget);
  }

  /// The SQL of `node`.
  ///
  /// @param runtime the engine's names for `node` and for the ephemeral nodes it reads
  /// @throws TemplateException when its code, or that of an ephemeral node, fails; see [#problem]
  public CompiledNode compile(Node node, Function<Node, RuntimeNames> runtime) {
    if (node instanceof UnitTestNode unit) {
      return unitTests.compile(unit, runtime);
    }
    Set<Node> read = new LinkedHashSet<>();
    Set<String> macros = new LinkedHashSet<>();
    String plain = render(node, runtime.apply(node), new Learned(read, macros));
    var ctes = new LinkedHashMap<String, CompiledNode.Cte>();
    for (Node other : read) {
      CompiledNode compiled = ephemeral(other, runtime);
      compiled.extraCtes().forEach(cte -> ctes.putIfAbsent(cte.id(), cte));
      ctes.putIfAbsent(other.uniqueId(), cte(compiled));
    }
    List<CompiledNode.Cte> extra = List.copyOf(ctes.values());
    return new CompiledNode(
        node, CteInjection.inject(plain, extra), plain, extra, List.copyOf(macros));
  }

  /// The ephemeral nodes that others have read so far.
  public Collection<CompiledNode> ephemeral() {
    return List.copyOf(ephemeral.values());
  }

  /// What rendering a node brings to light: the ephemeral nodes it reads, and the macros it calls.
  private record Learned(Set<Node> read, Set<String> macros) {}

  private CompiledNode ephemeral(Node node, Function<Node, RuntimeNames> runtime) {
    CompiledNode known = ephemeral.get(node.uniqueId());
    if (known == null) {
      known = compile(node, runtime);
      ephemeral.putIfAbsent(node.uniqueId(), known);
    }
    return known;
  }

  static CompiledNode.Cte cte(CompiledNode compiled) {
    String name = Contexts.CTE_PREFIX + compiled.node().relation().alias();
    return new CompiledNode.Cte(
        compiled.node().uniqueId(), " " + name + " as (\n" + compiled.plain() + "\n)");
  }

  private String render(Node node, RuntimeNames runtime, Learned learned) {
    if (node instanceof Model && node.code().language().equals("python")) {
      return node.code().raw() + "\n\n" + postfix(node, runtime, learned);
    }
    Optional<Template> template = project.templates().of(node);
    if (template.isEmpty()) {
      return node.code().raw();
    }
    Rendering rendering = contexts.rendering(budget);
    Map<String, Value> first = arguments(node, runtime, learned, rendering);
    Context names = names(node, runtime, learned, first);
    return template.get().render(names, rendering);
  }

  /// What tells a Python model the relations and configs that it asks for.
  private String postfix(Node node, RuntimeNames runtime, Learned learned) {
    return project
        .templates()
        .ofText("{{ py_script_postfix(model) }}")
        .render(names(node, runtime, learned, Map.of()), contexts.rendering(budget));
  }

  private Map<String, Value> arguments(
      Node node, RuntimeNames runtime, Learned learned, Rendering rendering) {
    if (!(node instanceof GenericTest test)) {
      return Map.of();
    }
    Context names = names(node, runtime, learned, Map.of());
    return Map.of(
        TestArguments.NAME,
        TestArguments.render(test.metadata().kwargs(), names, rendering, node.originalFilePath()));
  }

  private Context names(
      Node node, RuntimeNames runtime, Learned learned, Map<String, Value> first) {
    var watch = new Contexts.Watch(learned.read::add, learned.macros::add);
    return contexts.node(node, runtime, watch, first);
  }

  /// What to tell the user of a failure of `node`, in dbt's words.
  public static Problem problem(Node node, TemplateException e) {
    var text = new StringBuilder(e.text());
    e.calls()
        .forEach(call ->
            text.append("\n> in macro ")
                .append(call.macro())
                .append(call.at().map(at -> " (" + at.where() + ")").orElse("")));
    text.append("\n> called by ")
        .append(node.type().word())
        .append(' ')
        .append(node.name())
        .append(" (")
        .append(node.originalFilePath())
        .append(')');
    return Problem.error("compilation", e.span().orElse(node.code().source()), text.toString());
  }
}
