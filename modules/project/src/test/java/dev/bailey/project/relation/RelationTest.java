package dev.bailey.project.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationTest {
  private static final RelationStyle STYLE =
      new RelationStyle("PostgresRelation", "\"", 63, true, Set.of("table"), Set.of("view"), true);

  @Test
  void itsNameIsQuotedAndIncludedByPart() {
    Relation relation = relation("Db", "s", "t");

    assertThat(relation.render()).isEqualTo("\"Db\".\"s\".\"t\"");
    assertThat(relation.quoting(new Relation.Policy(false, true, false)).render())
        .isEqualTo("Db.\"s\".t");
    assertThat(relation.including(new Relation.Policy(false, true, true)).render())
        .isEqualTo("\"s\".\"t\"");
    assertThat(relation.withoutIdentifier().render()).isEqualTo("\"Db\".\"s\"");
  }

  @Test
  void anEmptyReadingIsASubquery() {
    Relation relation =
        relation("db", "s", "t").read(new Relation.Reading(Optional.of(0), Optional.empty()));

    assertThat(relation.text())
        .isEqualTo("(select * from \"db\".\"s\".\"t\" where false limit 0) _dbt_limit_subq_t");
    assertThat(relation.render()).isEqualTo("\"db\".\"s\".\"t\"");
  }

  @Test
  void aWindowOfEventTimeIsASubqueryAroundTheLimitedOne() {
    var window =
        new TimeWindow(
            Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00.000250Z"));
    Relation relation =
        relation("db", "s", "t")
            .read(
                new Relation.Reading(
                    Optional.of(5), Optional.of(new EventTimeFilter("ts", window, ""))));

    assertThat(relation.text())
        .isEqualTo(
            "(select * from (select * from \"db\".\"s\".\"t\" limit 5) _dbt_limit_subq_t"
                + " where ts >= '2024-01-01 00:00:00+00:00'"
                + " and ts < '2024-01-02 00:00:00.000250+00:00') _dbt_et_filter_subq_t");
  }

  @Test
  void onlyTheCaseOfLettersMakesAMatchApproximate() {
    Relation relation = relation("db", "s", "t");

    assertThat(relation.match(path("db", "s", "t"))).isEqualTo(Relation.Match.EXACT);
    assertThat(relation.match(path("db", "S", "t"))).isEqualTo(Relation.Match.APPROXIMATE);
    assertThat(relation.match(path("db", "s", "u"))).isEqualTo(Relation.Match.NONE);
  }

  @Test
  void aTemplateMaySeeItAsAMappingThatTellsItsClass() {
    var value = new RelationValue(relation("db", "s", "t"));
    var rendering = Scope.parseRendering();

    assertThat(value.isMapping()).isTrue();
    assertThat(value.item(Str.of("schema"), rendering)).isEqualTo(Str.of("s"));
    assertThat(Operations.str(metadata(value, rendering), rendering))
        .isEqualTo("{'type': 'PostgresRelation'}");
  }

  private static Value metadata(RelationValue relation, Execution x) {
    return Operations.call(
        Objects.requireNonNull(relation.attribute("get", x)),
        Arguments.of(List.of(Str.of("metadata"))),
        x);
  }

  private static Relation relation(String database, String schema, String identifier) {
    return Relation.of(path(database, schema, identifier), Relation.Policy.ALL, STYLE);
  }

  private static Relation.Path path(String database, String schema, String identifier) {
    return new Relation.Path(Optional.of(database), Optional.of(schema), Optional.of(identifier));
  }
}
