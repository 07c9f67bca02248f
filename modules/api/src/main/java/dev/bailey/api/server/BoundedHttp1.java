package dev.bailey.api.server;

import dev.bailey.api.http.Refusal;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 with chunks of bounded size, and an end that lets the last answer arrive.
///
/// Helidon holds a whole chunk in memory before it hands any of it on, so whoever announces one of
/// 2 GiB could end the server without even having signed in. No client sends chunks of more than
/// some tens of KiB.
///
/// Whoever is refused early may still be sending. Were the connection closed at once, the system
/// would reset it, and what the client has not read yet, our answer, would be lost (RFC 9112,
/// section 9.6): so what still comes is read away for a while.
final class BoundedHttp1 implements ServerConnectionSelector {
  private static final int LARGEST_CHUNK = 1 << 20;

  private final ServerConnectionSelector http1;

  BoundedHttp1(Http1Config config) {
    this.http1 = Http1ConnectionSelector.builder().config(config).build();
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Lingering(
        http1.connection(new Bounded(context, new Chunks(context.dataReader()))),
        context.dataReader());
  }

  /// A connection that reads on after its last answer, until the client ends it too.
  private record Lingering(ServerConnection connection, DataReader reader)
      implements ServerConnection, InterruptableTask<Void> {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long MOST = 16L << 20;

    @Override
    public void handle(Limit limit) throws InterruptedException {
      try {
        connection.handle(limit);
      } finally {
        linger();
      }
    }

    private void linger() {
      long end = System.nanoTime() + LONGEST.toNanos();
      try {
        for (long read = 0; read < MOST && System.nanoTime() < end; ) {
          reader.ensureAvailable();
          read += reader.available();
          reader.skip(reader.available());
        }
      } catch (RuntimeException e) {
        // The client has ended the connection, or says nothing more: there is nobody to wait for.
      }
    }

    @Override
    public boolean canInterrupt() {
      return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
    }
  }

  /// Refuses to read much at once.
  private static final class Chunks extends DataReader {
    @SuppressWarnings("removal") // there is no other way to extend it
    Chunks(DataReader reader) {
      super(() -> next(reader));
    }

    private static byte @Nullable [] next(DataReader reader) {
      try {
        reader.ensureAvailable();
        return reader.readBytes(reader.available());
      } catch (InsufficientDataAvailableException e) {
        // What the end of a connection looks like to a reader.
        return null;
      }
    }

    @Override
    public BufferData readBuffer(int length) {
      if (length > LARGEST_CHUNK) {
        throw new Refusal(
            413,
            "too_large",
            "a chunk of the body has %d bytes; send chunks of at most %d"
                .formatted(length, LARGEST_CHUNK));
      }
      return super.readBuffer(length);
    }
  }

  /// A connection with another reader.
  private record Bounded(ConnectionContext context, DataReader reader)
      implements ConnectionContext {

    @Override
    public DataReader dataReader() {
      return reader;
    }

    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return context.dataWriter();
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
