package dev.bailey.api.server;

import dev.bailey.api.http.Refusal;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 with chunks of bounded size.
///
/// Helidon holds a whole chunk in memory before it hands any of it on, so whoever announces one of
/// 2 GiB could end the server without even having signed in. No client sends chunks of more than
/// some tens of KiB.
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
    return http1.connection(new Bounded(context, new Chunks(context.dataReader())));
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
