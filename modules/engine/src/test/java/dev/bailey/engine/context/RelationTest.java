package dev.bailey.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.adapter.RelationStyle;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationTest {
  private static final RelationStyle STYLE =
      new RelationStyle("PostgresRelation", "\"", 63, Set.of("table"), Set.of("view"));

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
    Relation relation = relation("db", "s", "t").read(new Relation.Reading(Optional.of(0), true));

    assertThat(relation.text())
        .isEqualTo("(select * from \"db\".\"s\".\"t\" where false limit 0) _dbt_limit_subq_t");
    assertThat(relation.render()).isEqualTo("\"db\".\"s\".\"t\"");
  }

  @Test
  void onlyTheCaseOfLettersMakesAMatchApproximate() {
    Relation relation = relation("db", "s", "t");

    assertThat(relation.match(path("db", "s", "t"))).isEqualTo(Relation.Match.EXACT);
    assertThat(relation.match(path("db", "S", "t"))).isEqualTo(Relation.Match.APPROXIMATE);
    assertThat(relation.match(path("db", "s", "u"))).isEqualTo(Relation.Match.NONE);
  }

  private static Relation relation(String database, String schema, String identifier) {
    return Relation.of(path(database, schema, identifier), Relation.Policy.ALL, STYLE);
  }

  private static Relation.Path path(String database, String schema, String identifier) {
    return new Relation.Path(Optional.of(database), Optional.of(schema), Optional.of(identifier));
  }
}
