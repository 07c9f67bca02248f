package dev.bailey.database.backend;

import java.util.Map;
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

  @Override
  void close();
}
