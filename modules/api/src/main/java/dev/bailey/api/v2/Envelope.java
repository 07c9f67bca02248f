package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Query;
import java.util.List;
import java.util.function.Function;

/// What dbt Cloud wraps around every answer: `status`, `data` and, for lists, `extra`.
public final class Envelope {
  private static final int MAX_PAGE = 100;

  private Envelope() {}

  /// One thing.
  static Answer of(JsonNode data) {
    return of(200, data);
  }

  /// One thing, with another status such as 201.
  static Answer of(int status, JsonNode data) {
    ObjectNode body = body(status, true, "Success!", "");
    body.set("data", data);
    return Json.answer(status, body);
  }

  /// A failure, as clients of dbt Cloud read it.
  public static Answer failure(int status, String code, String message) {
    ObjectNode body = body(status, false, message, code);
    body.putNull("data");
    Answer answer = Json.answer(status, body);
    return status == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"bailey\"") : answer;
  }

  /// Which part of a list is wanted.
  ///
  /// @param offset how many to skip
  /// @param limit how many at most, 1 to 100
  record Page(int offset, int limit, String orderBy) {

    /// Reads `offset`, `limit` and `order_by`.
    static Page of(Query query) {
      return new Page(
          query.number("offset", 0, Integer.MAX_VALUE, 0),
          Math.min(MAX_PAGE, query.number("limit", 1, Integer.MAX_VALUE, MAX_PAGE)),
          query.text("order_by").orElse("id"));
    }
  }

  /// A page of things that are all at hand.
  static <T> Answer list(List<T> all, Page page, Function<T, ? extends JsonNode> json) {
    List<T> wanted = all.stream().skip(page.offset()).limit(page.limit()).toList();
    return list(wanted, all.size(), page, json);
  }

  /// A page of things, already cut out of `total`.
  static <T> Answer list(
      List<T> wanted, long total, Page page, Function<T, ? extends JsonNode> json) {
    ObjectNode body = body(200, true, "Success!", "");
    var data = body.putArray("data");
    wanted.forEach(item -> data.add(json.apply(item)));
    ObjectNode extra = body.putObject("extra");
    extra.putObject("filters").put("limit", page.limit()).put("offset", page.offset());
    extra.put("order_by", page.orderBy());
    extra.putObject("pagination").put("count", wanted.size()).put("total_count", total);
    return Json.answer(200, body);
  }

  private static ObjectNode body(int status, boolean success, String message, String developer) {
    ObjectNode body = Json.object();
    body.putObject("status")
        .put("code", status)
        .put("is_success", success)
        .put("user_message", message)
        .put("developer_message", developer);
    return body;
  }
}
