package dev.bailey.database;

import dev.bailey.database.DatabaseException.Code;
import dev.bailey.database.backend.Backend;
import dev.bailey.storage.backup.Part;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;

/// The tables, through Jakarta Persistence. One business operation is one transaction; when a call
/// returns, what it did is on the disk, and so is all that it saw. A call inside another one joins
/// its transaction, so that several keepers can take part in one operation.
public final class Database implements AutoCloseable {
  private final Backend backend;
  private final EntityManagerFactory factory;

  /// The transaction that is under way around the caller, if there is one.
  private final ScopedValue<EntityManager> current = ScopedValue.newInstance();

  /// Brings the tables up to date, then connects.
  ///
  /// @param backend becomes the database's, which closes it
  /// @param rows the entity classes
  public Database(Backend backend, List<Class<?>> rows) {
    this.backend = backend;
    try {
      new Migrations(backend).run();
      backend.created();
      this.factory = factory(backend, rows);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /// Does one business operation. It is committed and durable when the outermost call returns, or,
  /// when `work` throws, undone as a whole.
  ///
  /// @throws DatabaseException when the database refuses it
  public <T> T callInTransaction(Function<EntityManager, T> work) {
    if (current.isBound()) {
      return joining(current.get(), work);
    }
    T result = inTransaction(work);
    backend.awaitDurable();
    return result;
  }

  /// The same without a result.
  public void runInTransaction(Consumer<EntityManager> work) {
    callInTransaction(em -> {
      work.accept(em);
      return true;
    });
  }

  /// Its files as a backup takes them; empty when they are elsewhere.
  public Optional<Part> files() {
    return backend.files();
  }

  @Override
  public void close() {
    factory.close();
    backend.close();
  }

  private static <T> T joining(EntityManager em, Function<EntityManager, T> work) {
    try {
      return work.apply(em);
    } catch (PersistenceException e) {
      throw translate(e);
    }
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    try (var em = factory.createEntityManager()) {
      var transaction = em.getTransaction();
      transaction.begin();
      try {
        T result = ScopedValue.where(current, em).call(() -> work.apply(em));
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    } catch (PersistenceException e) {
      throw translate(e);
    }
  }

  private static DatabaseException translate(PersistenceException e) {
    for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof OptimisticLockException) {
        return new DatabaseException(Code.CONFLICT, "someone else changed it meanwhile", e);
      }
      if (t instanceof SQLException sql) {
        return translate(sql, e);
      }
    }
    return new DatabaseException(Code.UNAVAILABLE, "the database failed", e);
  }

  /// By the standard's classes: 23 is an integrity constraint, 40 a transaction that was rolled
  /// back for another's sake.
  private static DatabaseException translate(SQLException sql, PersistenceException e) {
    @Nullable String state = sql.getSQLState();
    String kind = state == null || state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "23" -> new DatabaseException(Code.REFUSED, "it is taken, or refers to nothing", e);
      case "40" -> new DatabaseException(Code.CONFLICT, "someone else changed it meanwhile", e);
      default -> new DatabaseException(Code.UNAVAILABLE, "the database failed", e);
    };
  }

  private static EntityManagerFactory factory(Backend backend, List<Class<?>> rows) {
    var configuration =
        // EclipseLink shares what has the same name within a process.
        new PersistenceConfiguration("bailey-" + UUID.randomUUID())
            .provider(PersistenceProvider.class.getName())
            .property("jakarta.persistence.nonJtaDataSource", backend.dataSource())
            .property("eclipselink.weaving", "false")
            // Another node may have changed a row: each transaction reads for itself.
            .property("eclipselink.cache.shared.default", "false")
            // It would print statements with the values of rows; whoever called gets the exception.
            .property("eclipselink.logging.parameters", "false")
            .property("eclipselink.logging.level", "OFF");
    configuration.managedClass(InstantColumn.class).managedClass(LinesColumn.class);
    rows.forEach(configuration::managedClass);
    return configuration.createEntityManagerFactory();
  }
}
