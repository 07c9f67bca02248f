package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.api.v2.GrantJson;
import dev.bailey.security.Members;
import dev.bailey.security.Subject;
import dev.bailey.security.UserGroups;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.util.List;

/// Looking after the users of the appliance.
public final class UsersApi {
  private static final String USERS = "/api/bailey/v1/users";
  private static final String USER = USERS + "/{user}";

  private final Members members;
  private final UserGroups groups;

  /// Serves what is in `members` and `groups`.
  public UsersApi(Members members, UserGroups groups) {
    this.members = members;
    this.groups = groups;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(AccountArea.USERS, Action.READ);
    Guard create = Guard.in(AccountArea.USERS, Action.CREATE);
    Guard write = Guard.in(AccountArea.USERS, Action.WRITE);
    return List.of(
        Route.of(Verb.GET, USERS, read, "List users", this::list),
        Route.of(Verb.POST, USERS, create, "Add a user, who gets a one-time password", this::add),
        Route.of(Verb.GET, USER, read, "Read a user", this::find),
        Route.of(Verb.PUT, USER + "/grants", write, "Say what a user may do", this::grant),
        Route.of(
            Verb.PUT, USER + "/active", write, "Shut a user out, or let them in", this::setActive),
        Route.of(
            Verb.POST,
            USER + "/password-reset",
            write,
            "Give a user a one-time password in the place of theirs",
            this::resetPassword),
        Route.of(
            Verb.DELETE,
            USER + "/second-factor",
            write,
            "Remove a user's second factor, which they have lost",
            this::removeSecondFactor),
        Route.of(
            Verb.DELETE, USER + "/sessions", write, "End a user's sessions", this::endSessions));
  }

  private Answer list(Call call) {
    ObjectNode body = Json.object();
    var list = body.putArray("users");
    members.list(call.subject()).forEach(user -> list.add(json(call.subject(), user)));
    return Json.answer(200, body);
  }

  private Answer find(Call call) {
    return Json.answer(200, json(call.subject(), members.find(call.subject(), id(call))));
  }

  private Answer add(Call call) {
    Fields fields = Fields.of(call.json());
    return invited(
        call, 201, members.add(call.subject(), profile(fields), GrantJson.read(fields, "grants")));
  }

  private Answer grant(Call call) {
    var grants = GrantJson.read(Fields.of(call.json()), "grants");
    return Json.answer(200, json(call.subject(), members.grant(call.subject(), id(call), grants)));
  }

  private Answer setActive(Call call) {
    boolean active =
        Fields.of(call.json())
            .flag("active")
            .orElseThrow(() -> Refusal.invalid("active is required: true or false"));
    return Json.answer(
        200, json(call.subject(), members.setActive(call.subject(), id(call), active)));
  }

  private Answer resetPassword(Call call) {
    return invited(call, 200, members.resetPassword(call.subject(), id(call)));
  }

  private Answer removeSecondFactor(Call call) {
    members.removeSecondFactor(call.subject(), id(call));
    return Answer.empty(204);
  }

  private Answer endSessions(Call call) {
    members.endSessions(call.subject(), id(call));
    return Answer.empty(204);
  }

  private static UserId id(Call call) {
    return new UserId(call.id("user"));
  }

  private static UserProfile profile(Fields fields) {
    try {
      return new UserProfile(
          fields.required("login"),
          fields.text("email").orElse(""),
          fields.text("first_name").orElse(""),
          fields.text("last_name").orElse(""));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// The password is shown in this one answer and never again.
  private Answer invited(Call call, int status, Members.Invited invited) {
    return Json.answer(
        status,
        json(call.subject(), invited.user())
            .put("one_time_password", invited.password().reveal())
            .put("one_time_password_until", invited.validUntil().toString()));
  }

  private ObjectNode json(Subject subject, User user) {
    return UserJson.of(user, groups.of(subject, user.id()));
  }
}
