package dev.bailey.git.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.eclipse.jgit.transport.RemoteSession2;

/// A session with a git host, as JGit sees it: commands that look like processes.
final class SshRemoteSession implements RemoteSession2 {
  private final SshClient client;
  private final ClientSession session;

  SshRemoteSession(SshClient client, ClientSession session) {
    this.client = client;
    this.session = session;
  }

  @Override
  public Process exec(String command, int timeout) throws IOException {
    return exec(command, Map.of(), timeout);
  }

  @Override
  public Process exec(String command, Map<String, String> environment, int timeout)
      throws IOException {
    var channel = session.createExecChannel(command, null, environment);
    channel.open().verify(Duration.ofSeconds(Math.max(1, timeout)));
    return new Remote(channel);
  }

  @Override
  public void disconnect() {
    session.close(true);
    client.stop();
  }

  private static final class Remote extends Process {
    private final ChannelExec channel;

    Remote(ChannelExec channel) {
      this.channel = channel;
    }

    @Override
    public OutputStream getOutputStream() {
      return channel.getInvertedIn();
    }

    @Override
    public InputStream getInputStream() {
      return channel.getInvertedOut();
    }

    @Override
    public InputStream getErrorStream() {
      return channel.getInvertedErr();
    }

    @Override
    public int waitFor() {
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
      return exitValue();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) {
      var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), unit.toMillis(timeout));
      return events.contains(ClientChannelEvent.CLOSED);
    }

    @Override
    public int exitValue() {
      Integer status = channel.getExitStatus();
      if (status == null) {
        if (channel.isOpen()) {
          throw new IllegalThreadStateException();
        }
        return -1;
      }
      return status;
    }

    @Override
    public void destroy() {
      channel.close(true);
    }
  }
}
