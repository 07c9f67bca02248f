package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What commands do with each node.
public final class NodeTasks {
  private final Work work;

  public NodeTasks(Work work) {
    this.work = work;
  }

  /// Carries a node out; of an ephemeral one there is only code, and of what is no node nothing.
  public NodeResult run(Resource resource, Connection connection) {
    if (!(resource instanceof Node node)) {
      return nothing(resource);
    }
    if (node instanceof Model model && Microbatch.isOne(model)) {
      return new MicrobatchRun(work, model, connection).run();
    }
    var run = new NodeRun(work, node, connection);
    return node.isEphemeral() ? run.compile() : run.run();
  }

  /// Makes what stands in for a node elsewhere available here.
  public NodeResult cloneHere(Resource resource, Connection connection) {
    return resource instanceof Node node
        ? new NodeRun(work, node, connection).cloneHere()
        : nothing(resource);
  }

  /// Compiles a node.
  public NodeResult compile(Resource resource, Connection connection) {
    return resource instanceof Node node
        ? new NodeRun(work, node, connection).compile()
        : nothing(resource);
  }

  private static NodeResult nothing(Resource resource) {
    return new NodeResult(
        resource,
        new NodeResult.Outcome(
            Status.NO_OP,
            Optional.of("NO-OP"),
            Optional.empty(),
            OptionalLong.of(0),
            Optional.empty(),
            false),
        List.of(),
        ThreadName.current(),
        Duration.ZERO);
  }
}
