package dev.bailey.engine.run;

import dev.bailey.engine.adapter.RelationLocks.Grant;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What commands do with each node.
public final class NodeTasks {
  private final Work work;

  public NodeTasks(Work work) {
    this.work = work;
  }

  /// Carries a node out; of an ephemeral one there is only code, and of what is no node nothing.
  ///
  /// @param helpers who may help with a model that is built in batches
  public NodeResult run(Resource resource, Connection connection, Helpers helpers) {
    if (!(resource instanceof Node node)) {
      return nothing(resource);
    }
    if (node.isEphemeral()) {
      return new NodeRun(work, node, connection).compile();
    }
    return alone(
        node,
        connection,
        () ->
            node instanceof Model model && Microbatch.isOne(model)
                ? new MicrobatchRun(work, model, connection).run(helpers)
                : new NodeRun(work, node, connection).run());
  }

  /// Makes what stands in for a node elsewhere available here.
  public NodeResult cloneHere(Resource resource, Connection connection) {
    return resource instanceof Node node
        ? alone(node, connection, () -> new NodeRun(work, node, connection).cloneHere())
        : nothing(resource);
  }

  /// Compiles a node.
  public NodeResult compile(Resource resource, Connection connection) {
    return resource instanceof Node node
        ? new NodeRun(work, node, connection).compile()
        : nothing(resource);
  }

  /// Does something with a node while no other run writes its relation.
  private NodeResult alone(Node node, Connection connection, Supplier<NodeResult> task) {
    if (!Schemas.hasRelation(node)) {
      return task.get();
    }
    return switch (take(node, connection)) {
      case Grant.Held held -> {
        try (held) {
          yield held.isChanged() ? renewed(node, connection).orElseGet(task) : task.get();
        }
      }
      case Grant.Refused(String why) ->
          failed(node, work.failure().worded("Runtime Error", why, node));
      case Grant.Left(String why) -> {
        work.reporter().log(node.type().word() + " " + node.name() + ": " + why, true);
        yield NodeResult.notBegun(node, NodeResult.Outcome.of(Status.LEFT, why));
      }
      case Grant.Stopped() ->
          NodeResult.notBegun(
              node, NodeResult.Outcome.of(Status.SKIPPED, work.crew().stop().reason().orElse("")));
    };
  }

  private Grant take(Node node, Connection connection) {
    boolean[] waits = {false};
    Grant grant =
        work.locks()
            .take(
                node.relation(),
                work.crew().stop(),
                what -> {
                  waits[0] = true;
                  work.reporter().waits(node, what);
                  // It may take long: others may need the session, and the warehouse may end it.
                  connection.close();
                });
    if (waits[0]) {
      work.reporter().waited(node);
    }
    return grant;
  }

  /// What another run changed is not what was listed when this one began.
  ///
  /// @return the failure, when the warehouse cannot be asked
  private Optional<NodeResult> renewed(Node node, Connection connection) {
    try {
      new Schemas(work).renew(node, connection);
      return Optional.empty();
    } catch (TemplateException | WarehouseException e) {
      return Optional.of(failed(node, work.failure().message(e, node)));
    }
  }

  private static NodeResult failed(Node node, String message) {
    return NodeResult.notBegun(node, NodeResult.Outcome.of(Status.ERROR, message));
  }

  private static NodeResult nothing(Resource resource) {
    return NodeResult.notBegun(
        resource,
        new NodeResult.Outcome(
            Status.NO_OP,
            Optional.of("NO-OP"),
            Optional.empty(),
            OptionalLong.of(0),
            Optional.empty(),
            false));
  }
}
