package dev.bailey.git.serve;

import dev.bailey.git.GitException;
import dev.bailey.registry.ProjectId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client asked for over SSH: one of git's two commands, or something that is refused.
final class GitCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(GitCommand.class);
  private static final Pattern GIT =
      Pattern.compile("git[ -](upload-pack|receive-pack) '?/*([^']*?)(?:\\.git)?/*'?");
  private static final int REFUSED = 128;

  private final GitServer server;
  private final String command;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (_, _, _) -> {};
  private @Nullable Thread worker;

  GitCommand(GitServer server, String command) {
    this.server = server;
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    String protocol = environment.getEnv().getOrDefault("GIT_PROTOCOL", "");
    var session = channel.getServerSession();
    worker = Thread.ofVirtual().name("git-ssh").start(() -> exit.onExit(run(session, protocol)));
  }

  private int run(ServerSession session, String protocol) {
    var user = Optional.ofNullable(session.getAttribute(GitSsh.USER));
    if (user.isEmpty()) {
      throw new IllegalStateException("a session without a user");
    }
    try {
      return serve(user.get(), address(session), protocol);
    } catch (GitException e) {
      return say(e.getMessage());
    } catch (IOException e) {
      LOG.info("Git over SSH for {} broke off: {}", user.get().name(), e.toString());
      return 1;
    } catch (RuntimeException e) {
      LOG.error("Git over SSH for {} failed", user.get().name(), e);
      return say("the server failed; its log says why");
    }
  }

  private int serve(GitUser user, String address, String protocol) throws IOException {
    var asked = GIT.matcher(command);
    if (!asked.matches()) {
      return say(
          "hello %s. There is no shell here; use git: clone, fetch, push".formatted(user.name()));
    }
    var service = GitService.named("git-" + asked.group(1)).orElseThrow();
    var project = project(asked.group(2), user, service, address);
    server.admit(user, project, service, address);
    server.enter();
    try {
      switch (service) {
        case UPLOAD_PACK -> server.uploadPack(project, protocol).upload(in, out, err);
        case RECEIVE_PACK -> server.receivePack(user, project).receive(in, out, err);
      }
      return 0;
    } finally {
      server.leave();
    }
  }

  private ProjectId project(String name, GitUser user, GitService service, String address) {
    var project = server.door().project(name);
    if (project.isEmpty()) {
      String refusal = "there is no such repository, or you may not read it";
      server
          .door()
          .record(
              new GitAccessEvent(
                  Optional.of(user), Optional.empty(), service, address, Optional.of(refusal)));
      throw new GitException(GitException.Code.NOT_FOUND, refusal);
    }
    return project.get();
  }

  private int say(@Nullable String message) {
    try {
      err.write(("bailey: " + message + "\n").getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      LOG.debug("The client did not hear: {}", message);
    }
    return REFUSED;
  }

  private static String address(ServerSession session) {
    var address = session.getClientAddress();
    return address instanceof InetSocketAddress internet
        ? SshdSocketAddress.toAddressString(internet)
        : String.valueOf(address);
  }

  @Override
  public void destroy(ChannelSession channel) {
    var thread = worker;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
