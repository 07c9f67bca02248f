package dev.bailey.project.compile;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.context.RuntimeNames;
import dev.bailey.project.manifest.Node;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.function.Function;

/// Compiles nodes of one project. May be used from several threads; each ephemeral node is compiled
/// once.
public final class Compiler {
  private final ParsedProject project;

  public Compiler(ParsedProject project) {
    this.project = project;
  }

  /// The SQL of `node`.
  ///
  /// @param runtime the engine's names for `node` and for the ephemeral nodes it reads
  public Outcome<CompiledNode> compile(Node node, Function<Node, RuntimeNames> runtime) {
    return Outcome.failed(Problem.error("unfinished", project.config().name() + node + runtime));
  }
}
