package dev.bailey.project.relation;

import dev.bailey.project.manifest.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// A place in a warehouse and how its name is written: dbt's `Relation`. Immutable.
///
/// @param path the parts of the name
/// @param include which parts are written
/// @param quote which written parts are quoted
/// @param type `table`, `view`, `cte`, ... when it is known
/// @param style the rules of the warehouse
/// @param reading how much of it a query may see
/// @param madeByDbt whether dbt made it, so that the letters of unquoted parts do not count
/// @param location what SQL has in the place of the name, such as a file
public record Relation(
    Path path,
    Policy include,
    Policy quote,
    Optional<String> type,
    RelationStyle style,
    Reading reading,
    boolean madeByDbt,
    Optional<String> location) {

  /// The parts of a name. A part that is empty text is a part; an absent one is not.
  public record Path(
      Optional<String> database, Optional<String> schema, Optional<String> identifier) {

    public Optional<String> part(Part part) {
      return switch (part) {
        case DATABASE -> database;
        case SCHEMA -> schema;
        case IDENTIFIER -> identifier;
      };
    }
  }

  /// One decision for each part of a name.
  public record Policy(boolean database, boolean schema, boolean identifier) {
    public static final Policy ALL = new Policy(true, true, true);

    /// What is not said is quoted.
    public static Policy of(Quoting quoting) {
      return new Policy(
          quoting.database().orElse(true),
          quoting.schema().orElse(true),
          quoting.identifier().orElse(true));
    }

    public boolean part(Part part) {
      return switch (part) {
        case DATABASE -> database;
        case SCHEMA -> schema;
        case IDENTIFIER -> identifier;
      };
    }
  }

  /// The parts of a name, in the order in which they are written.
  public enum Part {
    DATABASE,
    SCHEMA,
    IDENTIFIER
  }

  /// How much a query sees of a relation.
  ///
  /// @param limit the number of rows: `--empty` sets 0
  /// @param times which of them, by their event time
  public record Reading(Optional<Integer> limit, Optional<EventTimeFilter> times) {
    public static final Reading ALL = new Reading(Optional.empty(), Optional.empty());
  }

  /// A relation of which only the name is known.
  public static Relation of(Path path, Policy quote, RelationStyle style) {
    return new Relation(
        path, Policy.ALL, quote, Optional.empty(), style, Reading.ALL, false, Optional.empty());
  }

  public Relation with(Path other) {
    return new Relation(other, include, quote, type, style, reading, madeByDbt, location);
  }

  public Relation including(Policy other) {
    return new Relation(path, other, quote, type, style, reading, madeByDbt, location);
  }

  public Relation quoting(Policy other) {
    return new Relation(path, include, other, type, style, reading, madeByDbt, location);
  }

  public Relation typed(Optional<String> other) {
    return new Relation(path, include, quote, other, style, reading, madeByDbt, location);
  }

  public Relation read(Reading other) {
    return new Relation(path, include, quote, type, style, other, madeByDbt, location);
  }

  public Relation madeByDbt(boolean made) {
    return new Relation(path, include, quote, type, style, reading, made, location);
  }

  /// With something else in the place of the name.
  public Relation at(String other) {
    return new Relation(path, include, quote, type, style, reading, madeByDbt, Optional.of(other));
  }

  /// The schema alone.
  public Relation withoutIdentifier() {
    return including(new Policy(include.database, include.schema, false))
        .with(new Path(path.database, path.schema, Optional.empty()));
  }

  /// The name as SQL has it.
  public String render() {
    return location.orElseGet(this::name);
  }

  private String name() {
    List<String> parts = new ArrayList<>(3);
    for (Part part : Part.values()) {
      if (include.part(part)) {
        path.part(part).ifPresent(name -> parts.add(quote.part(part) ? quoted(name) : name));
      }
    }
    return String.join(".", parts);
  }

  /// The name, or a subquery in its place where only some rows may be seen.
  public String text() {
    return isType("function") ? render() : filtered(limited());
  }

  /// The name, or a subquery with so many rows.
  String limited() {
    return reading
        .limit
        .map(limit -> limit == 0 ? "where false limit 0" : "limit " + limit)
        .map(rows -> subquery(render(), rows, "limit"))
        .orElseGet(this::render);
  }

  /// A subquery with those rows of `rows` whose event time is looked for, if any is.
  String filtered(String rows) {
    return reading
        .times
        .map(times -> subquery(rows, "where " + times.condition(), "et_filter"))
        .orElse(rows);
  }

  private String subquery(String rows, String restriction, String purpose) {
    String alias =
        style.namesSubqueries()
            ? " _dbt_" + purpose + "_subq_" + path.identifier.orElse("None")
            : "";
    return "(select * from " + rows + " " + restriction + ")" + alias;
  }

  /// A name between the warehouse's quotes.
  public String quoted(String name) {
    return style.quoteCharacter() + name + style.quoteCharacter();
  }

  public boolean isType(String word) {
    return type.filter(word::equals).isPresent();
  }

  /// How well this relation answers to a name.
  public Match match(Path wanted) {
    boolean exact = true;
    for (Part part : Part.values()) {
      Optional<String> asked = wanted.part(part);
      if (asked.isPresent()) {
        if (!isAbout(part, asked.get())) {
          return Match.NONE;
        }
        exact &= isExactly(part, asked.get());
      }
    }
    return exact ? Match.EXACT : Match.APPROXIMATE;
  }

  /// The answer of [#match].
  public enum Match {
    EXACT,
    /// Only the letters' case differs, so that one might mean the other.
    APPROXIMATE,
    NONE
  }

  private boolean isExactly(Part part, String asked) {
    String own = path.part(part).orElse("");
    boolean isLoose = madeByDbt && !quote.part(part);
    return isLoose ? own.equalsIgnoreCase(asked) : own.equals(asked);
  }

  private boolean isAbout(Part part, String asked) {
    return bare(path.part(part).orElse("")).equals(bare(asked));
  }

  private String bare(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String quote = style.quoteCharacter();
    int start = 0;
    int end = lower.length();
    while (start < end && lower.startsWith(quote, start)) {
      start += quote.length();
    }
    while (end > start && lower.startsWith(quote, end - quote.length())) {
      end -= quote.length();
    }
    return lower.substring(start, end);
  }

  /// Same name, same type, same manner of writing.
  public boolean isSame(Relation other) {
    return path.equals(other.path)
        && include.equals(other.include)
        && quote.equals(other.quote)
        && type.equals(other.type)
        && Objects.equals(reading.limit, other.reading.limit)
        && madeByDbt == other.madeByDbt;
  }
}
