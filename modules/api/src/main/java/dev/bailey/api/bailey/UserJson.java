package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Json;
import dev.bailey.api.v2.GrantJson;
import dev.bailey.security.group.Group;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.User;
import java.time.Instant;
import java.util.List;

/// A user with their rights, as this API tells of them.
final class UserJson {
  private UserJson() {}

  /// @param in the groups that the user is in
  static ObjectNode of(User user, List<Group> in) {
    ObjectNode node =
        Json.object()
            .put("id", user.id().value())
            .put("login", user.profile().login())
            .put("email", user.profile().email())
            .put("first_name", user.profile().firstName())
            .put("last_name", user.profile().lastName())
            .put("provider", user.external().map(ExternalId::provider).orElse(null))
            .put("active", user.active())
            .put("last_login_at", user.lastLogin().map(Instant::toString).orElse(null))
            .put("created_at", user.createdAt().toString());
    var grants = node.putArray("grants");
    user.grants().forEach(grant -> grants.add(GrantJson.of(grant)));
    var groups = node.putArray("groups");
    in.forEach(group ->
        groups.addObject().put("id", group.id().value()).put("name", group.definition().name()));
    return node;
  }
}
