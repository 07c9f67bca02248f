package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import org.junit.jupiter.api.Test;

/// What is read off a Python model without running it.
class PythonModelsTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/a.sql", "select 1 as id")
          .with("models/b.sql", "select 2 as id")
          .with(
              "models/raw.yml",
              "sources:\n  - {name: raw, schema: main, tables: [{name: orders}]}\n");

  @Test
  void itsRefsAndSourcesAreItsEdges() {
    assertThat(
            model(
                    """
                    # dbt.ref("nothing") in a comment is none
                    def model(dbt, session):
                        text = "dbt.ref('nothing')"
                        frames = [dbt.ref("a").df(), f"{dbt.ref('b')}"]
                        return frames[0].join(dbt.source('raw', "orders"))
                    """)
                .dependsOn()
                .nodes())
        .containsExactlyInAnyOrder("model.shop.a", "model.shop.b", "source.shop.raw.orders");
  }

  @Test
  void itsConfigIsTakenAsWritten() {
    Node model =
        model(
            """
            def model(dbt, session):
                dbt.config(alias="other", meta={"n": [1, -2.5], "off": False}, tags=["x", "y"])
                return dbt.ref("a")
            """);

    assertThat(model.relation().alias()).isEqualTo("other");
    assertThat(model.config().tags()).containsExactly("x", "y");
    assertThat(model.config().meta().toString()).contains("-2.5", "false");
  }

  @Test
  void itIsATableUnlessItSaysOtherwise() {
    assertThat(model("def model(dbt, session):\n    return 1\n").config().materialized())
        .isEqualTo("table");
  }

  @Test
  void whatItAsksItsConfigForIsNoted() {
    Node model = model("def model(dbt, session):\n    return dbt.config.get('size', 3)\n");

    assertThat(model.config().values().find("config_keys_used"))
        .contains(new Data.Items(java.util.List.of(Data.of("size"))));
    assertThat(model.config().values().find("config_keys_defaults"))
        .contains(new Data.Items(java.util.List.of(Data.of(3))));
  }

  @Test
  void whatIsNoConstantCannotBeRead() {
    files.with("models/m.py", "def model(dbt, session):\n    return dbt.ref(name)\n");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("dbt.ref() takes constants only");
  }

  @Test
  void aFileHoldsOneModel() {
    files.with("models/m.py", "def models(dbt, session):\n    return 1\n");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("exactly one model defined per python file, found 0");
  }

  @Test
  void templatesHaveNoPlaceInIt() {
    files.with("models/m.py", "def model(dbt, session):\n    return '{{ ref(\"a\") }}'\n");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("No jinja in python model code is allowed");
  }

  private Node model(String python) {
    return files
        .with("models/m.py", python)
        .project()
        .manifest()
        .node("model.shop.m")
        .orElseThrow();
  }
}
