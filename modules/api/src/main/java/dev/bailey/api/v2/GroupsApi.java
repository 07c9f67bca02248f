package dev.bailey.api.v2;

import static dev.bailey.api.http.Guard.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.registry.Account;
import dev.bailey.security.UserGroups;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Groups of users, with dbt Cloud's words (facts/api.md 2.5): what a group may do is replaced as a
/// whole at an address of its own, and a group is deleted by its `state` or by `DELETE`.
public final class GroupsApi {
  private static final String ACCOUNT = "/api/v3/accounts/{account}";
  private static final String ROOT = ACCOUNT + "/groups";
  private static final String ONE = ROOT + "/{group}";
  private static final int DELETED = 2;

  private final UserGroups groups;

  /// Serves what is in `groups`.
  public GroupsApi(UserGroups groups) {
    this.groups = groups;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(Verb.GET, ROOT, in(AccountArea.GROUPS, Action.READ), "List groups", this::list),
        Route.of(
            Verb.POST, ROOT, in(AccountArea.GROUPS, Action.CREATE), "Create a group", this::create),
        Route.of(Verb.GET, ONE, in(AccountArea.GROUPS, Action.READ), "Read a group", this::read),
        Route.of(
            Verb.POST, ONE, in(AccountArea.GROUPS, Action.WRITE), "Change a group", this::change),
        Route.of(
            Verb.DELETE, ONE, in(AccountArea.GROUPS, Action.WRITE), "Delete a group", this::delete),
        Route.of(
            Verb.POST,
            ACCOUNT + "/group-permissions/{group}",
            in(AccountArea.GROUPS, Action.WRITE),
            "Replace what a group may do",
            this::grant),
        Route.of(
            Verb.POST,
            ACCOUNT + "/assign-groups",
            in(AccountArea.GROUPS, Action.WRITE),
            "Put a user into groups, and take them out of all others",
            this::assign));
  }

  private Answer list(Call call) {
    Calls.account(call);
    return Envelope.list(
        groups.list(call.subject()), Envelope.Page.of(call.query()), GroupsApi::json);
  }

  private Answer create(Call call) {
    Calls.account(call);
    Fields fields = Fields.of(call.json());
    Group added = groups.add(call.subject(), definition(fields, Optional.empty()));
    return Envelope.of(201, json(added));
  }

  private Answer read(Call call) {
    return Envelope.of(json(group(call)));
  }

  private Answer change(Call call) {
    Group group = group(call);
    Fields fields = Fields.of(call.json());
    if (fields.number("state").orElse(1) == DELETED) {
      return remove(call, group);
    }
    GroupDefinition definition = definition(fields, Optional.of(group.definition()));
    return Envelope.of(json(groups.change(call.subject(), group.id(), definition)));
  }

  private Answer delete(Call call) {
    return remove(call, group(call));
  }

  private Answer grant(Call call) {
    Group group = group(call);
    JsonNode body = call.json();
    if (!body.isArray()) {
      throw Refusal.invalid("the body must be a list of permissions");
    }
    var grants = new ArrayList<Grant>();
    body.forEach(each -> grants.add(GrantJson.read(Fields.of(each))));
    Group changed = groups.change(call.subject(), group.id(), group.definition().granting(grants));
    return Envelope.of(permissions(changed));
  }

  private Answer assign(Call call) {
    Calls.account(call);
    Fields fields = Fields.of(call.json());
    Set<GroupId> wanted =
        fields
            .numbers("desired_group_ids")
            .orElseThrow(() -> Refusal.invalid("desired_group_ids is required: a list of ids"))
            .stream()
            .map(GroupsApi::id)
            .collect(Collectors.toSet());
    var user = new UserId(Calls.positive(fields, "user_id"));
    var data = Json.array();
    groups.assign(call.subject(), user, wanted).forEach(group -> data.add(json(group)));
    return Envelope.of(data);
  }

  private Answer remove(Call call, Group group) {
    groups.remove(call.subject(), group.id());
    return Envelope.of(json(group).put("state", DELETED));
  }

  private Group group(Call call) {
    Calls.account(call);
    return groups.find(call.subject(), id(call.id("group")));
  }

  private static GroupId id(long number) {
    if (number < 1) {
      throw Refusal.missing("group " + number);
    }
    return new GroupId(number);
  }

  /// What the body leaves out stays as it was.
  private static GroupDefinition definition(Fields fields, Optional<GroupDefinition> before) {
    String name =
        before
            .filter(_ -> !fields.has("name"))
            .map(GroupDefinition::name)
            .orElseGet(() -> fields.required("name"));
    boolean byDefault =
        fields
            .flag("assign_by_default")
            .orElse(before.map(GroupDefinition::assignByDefault).orElse(false));
    List<String> mapped =
        fields
            .texts("sso_mapping_groups")
            .orElse(before.map(GroupDefinition::mapped).orElse(List.of()));
    try {
      return new GroupDefinition(
          name, byDefault, mapped, before.map(GroupDefinition::grants).orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode json(Group group) {
    GroupDefinition definition = group.definition();
    ObjectNode node =
        Json.object()
            .put("id", group.id().value())
            .put("account_id", Account.ID.value())
            .put("name", definition.name())
            .put("assign_by_default", definition.assignByDefault())
            .put("state", 1)
            .put("created_at", Times.text(group.createdAt()))
            .put("updated_at", Times.text(group.updatedAt()));
    var mapped = node.putArray("sso_mapping_groups");
    definition.mapped().forEach(mapped::add);
    node.set("group_permissions", permissions(group));
    return node;
  }

  private static JsonNode permissions(Group group) {
    var list = Json.array();
    for (Grant grant : group.definition().grants()) {
      list.add(
          GrantJson.of(grant)
              .put("account_id", Account.ID.value())
              .put("group_id", group.id().value())
              .put("all_projects", grant.project().isEmpty())
              .put("state", 1));
    }
    return list;
  }
}
