package dev.bailey.security.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each permission set allows, as a table to be read: `golden/permissions.txt`. After a change
/// on purpose, `-Dgolden.update=true` writes it anew.
final class PermissionMatrixTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/permissions.txt");
  private static final ProjectId SHOP = new ProjectId(1);
  private static final ProjectId OTHER = new ProjectId(2);
  private static final Set<EnvironmentCategory> DEVELOPMENT =
      Set.of(EnvironmentCategory.DEVELOPMENT);

  @Test
  void theTableIsWhatWasAgreed() throws IOException {
    String table = table();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, table);
    }

    assertThat(table).isEqualTo(golden());
  }

  @ParameterizedTest
  @EnumSource(PermissionSet.class)
  void aGrantForOneProjectReachesNoOtherAndChangesNothingInTheAccount(PermissionSet set) {
    var grant = Grant.in(SHOP, set);

    for (Action action : Action.values()) {
      for (ProjectArea area : ProjectArea.values()) {
        assertThat(may(grant, Permission.project(OTHER, area, action))).isFalse();
      }
      for (AccountArea area : AccountArea.values()) {
        assertThat(action != Action.READ && may(grant, Permission.account(area, action)))
            .as("%s may %s %s", set, action, area)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PermissionSet.class)
  void noSetGivesWhatIsPeoplesOwn(PermissionSet set) {
    var grant = Grant.everywhere(set);

    for (OwnArea area : OwnArea.values()) {
      assertThat(may(grant, Permission.own(area, Action.READ))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PermissionSet.class,
      names = {"DEVELOPER", "ANALYST", "TEAM_ADMIN", "GIT_ADMIN", "DATABASE_ADMIN"})
  void withoutEnvironmentCategoriesTheseSetsOnlyReadEnvironments(PermissionSet set) {
    var grant = new Grant(set, Optional.of(SHOP), Set.of());

    for (EnvironmentCategory category : EnvironmentCategory.values()) {
      for (Action action : List.of(Action.CREATE, Action.WRITE, Action.RUN)) {
        for (ProjectArea area :
            List.of(ProjectArea.JOBS, ProjectArea.ENVIRONMENTS, ProjectArea.CREDENTIALS)) {
          assertThat(may(grant, Permission.project(SHOP, area, action).in(category)))
              .as("%s may %s %s in %s", set, action, area, category)
              .isFalse();
        }
      }
    }
  }

  @Test
  void theWordsAreTheApis() {
    for (PermissionSet set : PermissionSet.values()) {
      assertThat(PermissionSet.of(set.word())).isEqualTo(set);
    }
    assertThat(PermissionSet.values()).hasSize(31);
  }

  private static String golden() throws IOException {
    try (var in = PermissionMatrixTest.class.getResourceAsStream("/golden/permissions.txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String table() {
    var text =
        new StringBuilder(
            """
            What each permission set allows: r read, c create, w write, n run.
            In the account: of a grant for all projects. In a project: in environments of every
            category, then, after a slash, what a grant for development alone leaves in production.
            """);
    for (PermissionSet set : PermissionSet.values()) {
      text.append('\n').append(set.word()).append('\n');
      lines(text, "account", AccountArea.values(), AccountArea::word, area -> account(set, area));
      lines(text, "project", ProjectArea.values(), ProjectArea::word, area -> project(set, area));
    }
    return text.toString();
  }

  private static <A> void lines(
      StringBuilder text,
      String where,
      A[] areas,
      Function<A, String> word,
      Function<A, String> letters) {
    for (A area : areas) {
      if (!letters.apply(area).equals("/")) {
        text.append("  %s %-15s %s\n".formatted(where, word.apply(area), letters.apply(area)));
      }
    }
  }

  private static String account(PermissionSet set, AccountArea area) {
    String letters =
        letters(action -> may(Grant.everywhere(set), Permission.account(area, action)));
    return letters.isEmpty() ? "/" : letters;
  }

  private static String project(PermissionSet set, ProjectArea area) {
    var production = EnvironmentCategory.PRODUCTION;
    var full = Grant.everywhere(set);
    var little = new Grant(set, Optional.of(SHOP), DEVELOPMENT);
    String all =
        letters(action -> may(full, Permission.project(SHOP, area, action).in(production)));
    String left =
        letters(action -> may(little, Permission.project(SHOP, area, action).in(production)));
    return all.equals(left) && !all.isEmpty() ? all : all + "/" + left;
  }

  private static String letters(Function<Action, Boolean> may) {
    return Arrays.stream(Action.values())
        .filter(may::apply)
        .map(action -> action == Action.RUN ? "n" : action.name().substring(0, 1))
        .map(letter -> letter.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static boolean may(Grant grant, Permission permission) {
    var wanted = new WildcardPermission(permission.text());
    return grant.permissions().stream()
        .anyMatch(given -> new WildcardPermission(given.text()).implies(wanted));
  }
}
