package dev.bailey.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// nginx with TLS and a password before git's own `git-http-backend`, on a free port.
public final class GitOverHttps implements AutoCloseable {
  public static final String USER = "deploy";
  public static final String TOKEN = "s3cr3t-t0ken";

  private final Path directory;
  private final int port;
  private final Process nginx;
  private final Process cgi;

  /// @param root where the bare repositories are
  public GitOverHttps(Path directory, GitClient client, Path root) throws Exception {
    this.directory = directory;
    this.port = GitOverSsh.freePort();
    certificates(client);
    Path socket = directory.resolve("cgi.sock");
    cgi =
        new ProcessBuilder("/usr/sbin/fcgiwrap", "-c", "2", "-s", "unix:" + socket)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("cgi.log").toFile())
            .start();
    while (!Files.exists(socket)) {
      Thread.onSpinWait();
    }
    Files.setPosixFilePermissions(
        socket, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
    GitClient.write(directory.resolve("users"), USER + ":{PLAIN}" + TOKEN + "\n");
    GitClient.write(directory.resolve("nginx.conf"), configuration(root, socket));
    nginx =
        new ProcessBuilder(
                "/usr/sbin/nginx",
                "-p",
                directory.toString(),
                "-c",
                directory.resolve("nginx.conf").toString(),
                "-e",
                directory.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.log").toFile())
            .start();
    GitOverSsh.awaitPort(port, nginx);
  }

  private void certificates(GitClient client) {
    var certificates = new TlsCertificates(directory, client);
    certificates.authority("ca", "rsa:2048");
    certificates.signed("ca", "host", TlsCertificates.Wish.good());
  }

  private String configuration(Path root, Path socket) {
    return """
    daemon off;
    user root;
    worker_processes 1;
    pid nginx.pid;
    events { worker_connections 64; }
    http {
      access_log access.log;
      client_body_temp_path tmp1; proxy_temp_path tmp2; fastcgi_temp_path tmp3;
      uwsgi_temp_path tmp4; scgi_temp_path tmp5;
      server {
        listen 127.0.0.1:%d ssl;
        ssl_certificate host.pem; ssl_certificate_key host.key;
        location /moved { return 302 https://localhost:%d/elsewhere$is_args$args; }
        location / {
          auth_basic "git"; auth_basic_user_file users;
          client_max_body_size 0;
          fastcgi_pass unix:%s;
          fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
          fastcgi_param GIT_HTTP_EXPORT_ALL 1;
          fastcgi_param GIT_PROJECT_ROOT %s;
          fastcgi_param PATH_INFO $uri;
          fastcgi_param REMOTE_USER $remote_user;
          fastcgi_param QUERY_STRING $query_string;
          fastcgi_param REQUEST_METHOD $request_method;
          fastcgi_param CONTENT_TYPE $content_type;
          fastcgi_param CONTENT_LENGTH $content_length;
          fastcgi_param GIT_PROTOCOL $http_git_protocol;
          fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
        }
      }
    }
    """
        .formatted(port, port, socket, root);
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public String url(String host, String path) {
    return "https://%s:%d/%s".formatted(host, port, path);
  }

  /// The authority that signed the server's certificate, in PEM.
  public String authority() {
    return GitClient.read(directory.resolve("ca.pem"));
  }

  @Override
  public void close() throws Exception {
    for (var process : new Process[] {nginx, cgi}) {
      // The parent first: it would replace a worker that ends.
      var workers = process.descendants().toList();
      process.destroyForcibly().waitFor();
      workers.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
