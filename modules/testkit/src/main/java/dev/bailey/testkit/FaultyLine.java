package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A network between a client and a server that breaks when a test says so: a TCP proxy on a free
/// port of the loopback address.
public final class FaultyLine implements AutoCloseable {
  private static final int CHUNK = 8192;

  private final String host;
  private final int port;
  private final ServerSocket door;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

  /// How many bytes of the server's may still pass before everything is cut.
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  private volatile CountDownLatch flowing = new CountDownLatch(0);

  private FaultyLine(String host, int port, ServerSocket door) {
    this.host = host;
    this.port = port;
    this.door = door;
  }

  /// A line to a server, whole at first.
  public static FaultyLine to(String host, int port) {
    try {
      var line =
          new FaultyLine(host, port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("faulty line").start(line::accept);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where clients connect to.
  public int port() {
    return door.getLocalPort();
  }

  /// Cuts every connection that is open now, with a reset on both sides, as a firewall that forgot
  /// them does. New ones go through.
  public void cut() {
    left.set(Long.MAX_VALUE);
    calls.forEach(Call::reset);
  }

  /// Lets so many more bytes of the server's through, then cuts once: perhaps in the middle of an
  /// answer.
  public void cutAfter(long bytes) {
    left.set(bytes);
  }

  /// Lets nothing through any more, of old connections and new ones, and tells neither side.
  public void hang() {
    flowing = new CountDownLatch(1);
  }

  /// Lets everything through again, with what was held back.
  public void flow() {
    flowing.countDown();
  }

  private void accept() {
    try {
      while (true) {
        var call = new Call(door.accept(), new Socket(host, port));
        calls.add(call);
        Thread.ofVirtual().start(() -> call.pump(call.client, call.server, false));
        Thread.ofVirtual().start(() -> call.pump(call.server, call.client, true));
      }
    } catch (IOException e) {
      // Closed, or the server is gone: then clients find nobody here.
      close();
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    flow();
    calls.forEach(Call::reset);
  }

  /// One connection through the line.
  private final class Call {
    private final Socket client;
    private final Socket server;

    Call(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to, boolean counts) {
      byte[] chunk = new byte[CHUNK];
      try {
        for (int n = from.getInputStream().read(chunk);
            n >= 0;
            n = from.getInputStream().read(chunk)) {
          flowing.await();
          if (counts && left.addAndGet(-n) < 0) {
            cut();
          }
          to.getOutputStream().write(chunk, 0, n);
        }
        flowing.await();
        to.shutdownOutput();
      } catch (IOException e) {
        reset();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void reset() {
      calls.remove(this);
      reset(client);
      reset(server);
    }

    private static void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }
}
