package dev.bailey.warehouse.trino;

import dev.bailey.warehouse.dispatch.Connector;
import dev.bailey.warehouse.dispatch.Link;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.TrinoSettings;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Connects to a Trino. A session is nothing that the server knows: what it consists of goes along
/// with each statement. So all sessions of a run share their HTTP connections.
public final class TrinoConnector implements Connector {
  private final TrinoSettings settings;
  private final EgressPolicy egress;
  private final long rowBytes;
  private @Nullable TrinoHttp http;

  /// @param rowBytes how large a result may be in memory
  public TrinoConnector(TrinoSettings settings, EgressPolicy egress, long rowBytes) {
    this.settings = settings;
    this.egress = egress;
    this.rowBytes = rowBytes;
  }

  @Override
  public Link connect(String name) {
    TrinoHttp way = http();
    try {
      way.reach();
    } catch (IOException e) {
      throw TrinoErrors.connecting(e, settings);
    }
    return new TrinoSession(way, settings, rowBytes);
  }

  private synchronized TrinoHttp http() {
    TrinoHttp made = http == null ? new TrinoHttp(settings, egress, rowBytes) : http;
    http = made;
    return made;
  }

  @Override
  public int retries() {
    return settings.retries();
  }

  @Override
  public synchronized void close() {
    Optional.ofNullable(http).ifPresent(TrinoHttp::close);
    http = null;
  }
}
