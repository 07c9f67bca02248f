package dev.bailey.api.pages;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The browser UI, out of the class path: what `modules/web` built. Files whose names hold a hash
/// of their content may be kept by browsers for good; every address without a file is the UI's own,
/// and gets its one page.
public final class StaticPages {
  private static final String ROOT = "web/";
  private static final String PAGE = "index.html";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final ClassLoader loader;
  private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

  /// Serves what `loader` has below `web/`.
  public StaticPages(ClassLoader loader) {
    this.loader = loader;
  }

  /// The routes.
  public List<Route> routes() {
    Guard open = Guard.open("the UI's own files hold nothing of the account, and show the sign-in");
    return List.of(
        Route.of(Verb.GET, "/", open, "The browser UI", call -> page()),
        Route.of(
            Verb.POST,
            "/sign-in/saml",
            Guard.open("identity providers send browsers here; the page hands over what it got"),
            "The browser UI, with the answer of an identity provider in it",
            this::returned),
        Route.of(Verb.GET, "/{path...}", open, "The browser UI", this::file));
  }

  private Answer file(Call call) {
    String path = call.hole("path");
    boolean asset = path.startsWith("assets/");
    Optional<Answer> compressed =
        accepts(call, "br")
            ? find(path + ".br").map(bytes -> packed(path, bytes))
            : Optional.empty();
    Optional<Answer> found =
        compressed.or(() -> find(path).map(bytes -> Answer.of(200, type(path), bytes)));
    if (found.isPresent()) {
      Answer answer = found.get().with("Vary", "Accept-Encoding");
      return answer.with(
          "Cache-Control", asset ? "public, max-age=31536000, immutable" : "no-cache");
    }
    if (asset || path.startsWith("api/") || path.contains(".")) {
      throw Refusal.missing("page or operation /" + path);
    }
    return page();
  }

  private Answer page() {
    return find(PAGE)
        .map(bytes -> Answer.of(200, type(PAGE), bytes).with("Cache-Control", "no-cache"))
        .orElseThrow(() -> Refusal.missing("browser UI in this distribution"));
  }

  /// SAML sends a browser back with a form of another site, with which no cookie of a session
  /// travels. So the form is put into the page, which hands it over by itself: then cookies do.
  private Answer returned(Call call) {
    Map<String, String> form = call.form();
    String response = form.getOrDefault("SAMLResponse", "").replaceAll("\\s", "");
    String state = form.getOrDefault("RelayState", "");
    // Letters that mean nothing to HTML and JSON.
    if (!response.matches("[A-Za-z0-9+/]+={0,2}") || !state.matches("[A-Za-z0-9_-]{0,80}")) {
      throw Refusal.invalid("this is no answer of an identity provider to a sign-in begun here");
    }
    String brought =
        "{&quot;SAMLResponse&quot;:&quot;%s&quot;,&quot;RelayState&quot;:&quot;%s&quot;}"
            .formatted(response, state);
    String page =
        find(PAGE)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElseThrow(() -> Refusal.missing("browser UI in this distribution"))
            .replace("<div id=\"root\">", "<div id=\"root\" data-brought=\"" + brought + "\">");
    return Answer.of(200, type(PAGE), page.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store");
  }

  private static Answer packed(String path, byte[] bytes) {
    return Answer.of(200, type(path), bytes).with("Content-Encoding", "br");
  }

  private static boolean accepts(Call call, String encoding) {
    return call.head().header("accept-encoding").orElse("").contains(encoding);
  }

  private static String type(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /// A file; names that could lead out of the folder are none. Only hits are remembered, so that a
  /// stranger cannot fill the memory with names.
  private Optional<byte[]> find(String path) {
    if (path.contains("..") || path.contains("\\") || path.contains("//")) {
      return Optional.empty();
    }
    Optional<byte[]> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<byte[]> read = read(ROOT + path);
    if (read.isPresent()) {
      files.put(path, read);
    }
    return read;
  }

  private Optional<byte[]> read(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
