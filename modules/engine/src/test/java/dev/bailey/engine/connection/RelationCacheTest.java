package dev.bailey.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationCacheTest {
  private static final Optional<String> DB = Optional.of("db");

  private final RelationCache cache = new RelationCache();

  @Test
  void anUnlistedSchemaIsUnknown() {
    assertThat(cache.knows(DB, "s")).isFalse();

    cache.fill(DB, "s", List.of());

    assertThat(cache.knows(DB, "S")).isTrue();
  }

  @Test
  void droppingARelationDropsWhatDependsOnIt() {
    cache.fill(DB, "s", List.of(relation("a"), relation("b"), relation("c")));
    cache.link(relation("a"), relation("b"));
    cache.link(relation("b"), relation("c"));

    cache.drop(relation("a"));

    assertThat(cache.list(DB, "s")).isEmpty();
  }

  @Test
  void whatDependedOnARenamedRelationStillDoes() {
    cache.fill(DB, "s", List.of(relation("a"), relation("b")));
    cache.link(relation("a"), relation("b"));

    cache.rename(relation("a"), relation("a__old"));
    assertThat(names()).containsExactlyInAnyOrder("a__old", "b");

    cache.drop(relation("a__old"));
    assertThat(names()).isEmpty();
  }

  @Test
  void aRelationIsFoundWhateverTheCaseOfItsName() {
    cache.fill(DB, "s", List.of(relation("Orders")));

    assertThat(cache.find(relation("ORDERS").path())).contains(relation("Orders"));
    assertThat(cache.find(relation("returns").path())).isEmpty();
  }

  @Test
  void renewingARelationTouchesNoOther() {
    cache.fill(DB, "s", List.of(relation("a"), relation("b"), relation("b__dbt_backup")));
    cache.add(relation("mine"));

    cache.renew(relation("B"), List.of(relation("a2"), relation("b__dbt_tmp")));

    assertThat(names()).containsExactlyInAnyOrder("a", "mine", "b__dbt_tmp");
  }

  private List<String> names() {
    return cache.list(DB, "s").stream()
        .flatMap(relation -> relation.path().identifier().stream())
        .toList();
  }

  private static Relation relation(String name) {
    return Relation.of(
        new Relation.Path(DB, Optional.of("s"), Optional.of(name)),
        Relation.Policy.ALL,
        new RelationStyle("Relation", "\"", 63, true, Set.of(), Set.of(), false));
  }
}
