package dev.bailey.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.security.Subject;
import dev.bailey.security.permission.Permission;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One request, as a handler sees it: whoever calls has been found out, and may call this route.
public final class Call {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Head head;
  private final Map<String, String> holes;
  private final Subject subject;
  private final InputStream body;

  Call(Head head, Map<String, String> holes, Subject subject, InputStream body) {
    this.head = head;
    this.holes = Map.copyOf(holes);
    this.subject = subject;
    this.body = body;
  }

  /// Everything before the body.
  public Head head() {
    return head;
  }

  /// The part of the address behind the question mark.
  public Query query() {
    return head.query();
  }

  /// Who calls; nobody in particular on an open route.
  public Subject subject() {
    return subject;
  }

  /// How people know whoever calls.
  public String actor() {
    return subject.actor().name();
  }

  /// How what is kept for long names whoever calls: see [dev.bailey.security.People].
  public String reference() {
    return subject.user().isPresent() ? subject.actor().reference() : actor();
  }

  /// Whether a person calls through the browser.
  public boolean fromBrowser() {
    return subject.session().isPresent();
  }

  /// Whether the caller may do this.
  public boolean may(Permission permission) {
    return subject.may(permission);
  }

  /// Refuses a caller who may not do this.
  public void require(Permission permission) {
    subject.require(permission);
  }

  /// What stands in a hole of the path.
  public String hole(String name) {
    String value = holes.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no hole " + name);
    }
    return value;
  }

  /// The id in a hole of the path.
  ///
  /// @throws Refusal 404 when what stands there is no id
  public long id(String name) {
    return number(hole(name)).orElseThrow(() -> Refusal.missing(name + " " + hole(name)));
  }

  /// The id in a hole that only some paths have.
  ///
  /// @throws Refusal 404 when what stands there is no id
  public Optional<Long> holeNumber(String name) {
    return holes.containsKey(name) ? Optional.of(id(name)) : Optional.empty();
  }

  /// The body, to be read once; it refuses to grow beyond the route's limit.
  public InputStream body() {
    return body;
  }

  /// The body as JSON; no body at all is an empty object.
  ///
  /// What says to be something else is refused: a form on somebody else's page can send text, but
  /// not JSON.
  ///
  /// @throws Refusal when it is no JSON
  public JsonNode json() {
    String type = head.header("content-type").orElse("application/json");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(415, "not_json", "the body must be application/json, not " + type);
    }
    JsonNode node = Json.read(body);
    return node.isMissingNode() ? Json.object() : node;
  }

  /// The body as a form: values by name, the first of each.
  ///
  /// @throws Refusal when it is none
  public Map<String, String> form() {
    String type = head.header("content-type").orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      throw new Refusal(415, "not_a_form", "the body must be " + FORM + ", not " + type);
    }
    var values = new LinkedHashMap<String, String>();
    try {
      for (String pair : new String(body.readAllBytes(), StandardCharsets.UTF_8).split("&")) {
        int end = pair.indexOf('=');
        if (end > 0) {
          values.putIfAbsent(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("the form is not encoded as forms are");
    }
  }

  private static Optional<Long> number(String text) {
    try {
      long number = Long.parseLong(text);
      return number > 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
