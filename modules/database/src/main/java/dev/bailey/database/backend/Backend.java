package dev.bailey.database.backend;

import dev.bailey.storage.backup.Part;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// A database server, inside this process or elsewhere, that keeps the tables.
public interface Backend extends AutoCloseable {

  /// Connections to it, with automatic commits off.
  DataSource dataSource();

  /// What the migrations call by another name here: placeholder to SQL.
  Map<String, String> dialect();

  /// The tables are made, or brought up to date.
  void created();

  /// Returns when all that was committed before the call survives a power cut.
  void awaitDurable();

  /// Its files as a backup takes them; empty when they are elsewhere, where others look after them.
  Optional<Part> files();

  @Override
  void close();
}
