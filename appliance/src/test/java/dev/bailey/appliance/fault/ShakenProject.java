package dev.bailey.appliance.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.appliance.dbt.DbtMain;
import dev.bailey.appliance.oracle.Contents;
import dev.bailey.testkit.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A project with every kind of node that writes, slow enough to be disturbed at any of them, in a
/// database of its own. Its second day brings more rows, and other values of old ones.
final class ShakenProject {
  /// The most that a session may outlive its client.
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private static final String RESULTS = "target/run_results.json";
  private static final String PARTIAL = "target/run_results.partial.jsonl";

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry(
              "dbt_project.yml",
              """
              name: shaken
              profile: shaken
              vars: {day: 1}
              on-run-start: >-
                create table if not exists {{ target.schema }}.audit (what text primary key, day int)
              on-run-end: >-
                insert into {{ target.schema }}.audit values ('run', {{ var('day') }})
                on conflict (what) do update set day = excluded.day
              """),
          Map.entry("seeds/orders.csv", orders()),
          Map.entry(
              "models/today.sql",
              """
              select id, customer, ordered, day,
                amount * case when id % 3 = 0 then {{ var('day') }} else 1 end as amount
              from {{ ref('orders') }} where day <= {{ var('day') }}
              """),
          Map.entry(
              "models/whole.sql",
              """
              {{ config(materialized='table',
                  pre_hook="delete from {{ target.schema }}.audit where what = 'whole'",
                  post_hook=["create index if not exists whole_id on {{ this }} (id)",
                    "insert into {{ target.schema }}.audit values ('whole', {{ var('day') }})"]) }}
              select t.* from {{ ref('today') }} t, (select pg_sleep(0.15)) s
              """),
          Map.entry(
              "models/appended.sql",
              """
              {{ config(materialized='incremental', incremental_strategy='append') }}
              select id, amount from {{ ref('today') }}, (select pg_sleep(0.15)) s
              {% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}
              """),
          Map.entry("models/replaced.sql", summed("delete+insert")),
          Map.entry("models/merged.sql", summed("merge")),
          Map.entry(
              "models/batched.sql",
              """
              {{ config(materialized='incremental', incremental_strategy='microbatch',
                  event_time='ordered', batch_size='year', begin='2022-01-01', lookback=9,
                  unique_key='id') }}
              select id, customer, ordered, amount from {{ ref('today') }}, (select pg_sleep(0.05)) s
              """),
          Map.entry(
              "snapshots/kept.yml",
              """
              snapshots:
                - name: kept
                  relation: ref('whole')
                  config: {unique_key: id, strategy: check, check_cols: [amount]}
              """),
          Map.entry(
              "models/last.sql",
              """
              select customer, m.total, r.total as other from {{ ref('merged') }} m
              join {{ ref('replaced') }} r using (customer) where exists (select 1 from {{ ref('kept') }})
              """),
          Map.entry(
              "models/models.yml",
              """
              models:
                - {name: today, config: {event_time: ordered},
                   columns: [{name: id, data_tests: [unique, not_null]}]}
                - {name: merged, columns: [{name: customer, data_tests: [unique]}]}
                - {name: appended, columns: [{name: id, data_tests: [unique]}]}
              """));

  private final PostgresServer server;
  private final String database;
  private final Path folder;

  /// @param port where the project finds the server, or what leads to it
  ShakenProject(PostgresServer server, int port, String database, Path folder) {
    this.server = server;
    this.database = database;
    this.folder = folder;
    try {
      server.run("drop database if exists " + database + " with (force)");
      server.run("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    FILES.forEach(this::write);
    write(
        "profiles.yml",
        """
        shaken:
          target: dev
          outputs:
            dev: {type: postgres, host: %s, port: %d, user: %s, password: %s, dbname: %s,
                  schema: shop, threads: 3}
        """
            .formatted(server.host(), port, server.user(), server.password(), database));
  }

  private static String orders() {
    var text = new StringBuilder("id,customer,amount,day,ordered\n");
    IntStream.rangeClosed(1, 60)
        .forEach(id ->
            text.append(
                "%d,c%d,%d,%d,%d-06-%02d\n"
                    .formatted(id, id % 7, id * 10, id <= 40 ? 1 : 2, 2022 + id % 4, 1 + id % 28)));
    return text.toString();
  }

  private static String summed(String strategy) {
    return """
    {{ config(materialized='incremental', incremental_strategy='%s', unique_key='customer') }}
    select customer, sum(amount) as total from {{ ref('today') }}, (select pg_sleep(0.15)) s
    group by 1
    """
        .formatted(strategy);
  }

  void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How a command of this process ended.
  record Ended(int code, String said) {}

  Ended dbt(List<String> arguments) {
    var out = new ByteArrayOutputStream();
    int code =
        new DbtMain(
                Map.of("HOME", folder.toString()),
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(arguments);
    return new Ended(code, out.toString(StandardCharsets.UTF_8));
  }

  /// A command in a process of its own.
  Process start(List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DbtMain.class.getName()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("output").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the last process said.
  String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What to say to build a day.
  static List<String> build(int day) {
    return List.of("build", "--vars", "{day: " + day + "}");
  }

  /// Whether the last command did not come to its end.
  boolean isCutOff() {
    return Files.exists(folder.resolve(PARTIAL)) || !Files.exists(folder.resolve(RESULTS));
  }

  /// Goes on with what did not come to a good end.
  Ended retry(int day) {
    Path partial = folder.resolve(PARTIAL);
    boolean begun = partial.toFile().length() > 0 || Files.exists(folder.resolve(RESULTS));
    return dbt(begun ? List.of("retry") : build(day));
  }

  /// Forgets what commands left of themselves.
  void forget() {
    try {
      Files.deleteIfExists(folder.resolve(RESULTS));
      Files.deleteIfExists(folder.resolve(PARTIAL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The statuses of nodes in `run_results.json`, without hooks.
  Map<String, String> statuses() {
    var statuses = new TreeMap<String, String>();
    try {
      new ObjectMapper()
          .readTree(folder.resolve(RESULTS).toFile())
          .path("results")
          .forEach(result ->
              statuses.put(result.path("unique_id").asText(), result.path("status").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    statuses.keySet().removeIf(id -> id.startsWith("operation."));
    return statuses;
  }

  Map<String, Contents.Relation> contents() throws SQLException {
    try (Connection connection = server.connect(database)) {
      return Contents.of(connection);
    }
  }

  /// Waits until none of our sessions is at work in the database.
  ///
  /// @throws AssertionError when that takes too long
  void awaitQuiet() throws SQLException {
    Instant deadline = Instant.now().plus(AT_MOST);
    String sessions = "";
    try (Connection observer = server.connect()) {
      do {
        sessions = active(observer);
        if (sessions.isEmpty()) {
          return;
        }
      } while (Instant.now().isBefore(deadline));
    }
    throw new AssertionError("at work after " + AT_MOST + ": " + sessions);
  }

  private String active(Connection observer) throws SQLException {
    try (var statement =
        observer.prepareStatement(
            """
            select coalesce(string_agg(state || ': ' || query, '; '), ''), pg_sleep(0.02)
            from pg_stat_activity
            where datname = ? and backend_type = 'client backend'
              and (state = 'active' or state like 'idle in transaction%')
            """)) {
      statement.setString(1, database);
      try (var found = statement.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }
}
