package dev.bailey.engine.connection;

import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One thread's way into the warehouse, lent to one node after another: a session that is opened
/// when the first statement needs it, and dbt's idea of when a transaction is open.
public final class Connection {
  private final Connections home;
  private String name = "";
  private Optional<String> node = Optional.empty();
  private UnaryOperator<String> comment = UnaryOperator.identity();
  private @Nullable Session session;
  private boolean inTransaction;

  Connection(Connections home) {
    this.home = home;
  }

  /// Lends the connection to a node or a task.
  ///
  /// @param newName what dbt calls the connection: a unique id, `master`, `list_<database>`, ...
  /// @param forNode the unique id of the node, if it is for one
  /// @param newComment puts the query comment around a statement
  public void lend(String newName, Optional<String> forNode, UnaryOperator<String> newComment) {
    name = newName;
    node = forNode;
    comment = newComment;
  }

  public String name() {
    return name;
  }

  public boolean inTransaction() {
    return inTransaction;
  }

  /// Runs SQL.
  ///
  /// @param autoBegin whether a transaction begins first, if none is open
  public Result execute(
      String sql, boolean autoBegin, boolean fetch, int limit, List<Object> bindings) {
    home.refuseWhenStopped();
    if (autoBegin && !inTransaction) {
      begin();
    }
    String commented = comment.apply(sql);
    var statement = new Statement(commented, bindings, fetch, limit, node.orElse(""));
    return home.observed(this, commented, () -> session().execute(statement));
  }

  public void begin() {
    if (inTransaction) {
      throw new IllegalStateException("connection " + name + " is in a transaction already");
    }
    home.observedPlain(this, "BEGIN", () -> session().begin());
    inTransaction = true;
  }

  /// Commits the open transaction; without one, does nothing.
  public void commit() {
    if (inTransaction) {
      home.observedPlain(this, "COMMIT", () -> session().commit());
      inTransaction = false;
    }
  }

  /// Rolls the open transaction back; without one, does nothing.
  public void rollback() {
    if (inTransaction) {
      inTransaction = false;
      home.observedPlain(this, "ROLLBACK", () -> session().rollback());
    }
  }

  /// Ends what the node left open.
  public void release() {
    Session open = session;
    if (open != null) {
      try {
        rollback();
      } finally {
        home.reset(open);
      }
    }
    name = "";
    node = Optional.empty();
    comment = UnaryOperator.identity();
  }

  public void close() {
    Session open = session;
    session = null;
    inTransaction = false;
    if (open != null) {
      home.close(open);
    }
  }

  /// Gives the session up: it is broken.
  public void discard() {
    Session broken = session;
    if (broken != null) {
      home.forget(broken);
    }
    session = null;
    inTransaction = false;
  }

  private Session session() {
    Session open = session;
    if (open == null) {
      open = home.open(name);
      session = open;
    }
    return open;
  }
}
