package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Rows;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of a query as templates see them: what agate's `Table` offers. Immutable, in memory
/// only.
public final class TableValue extends HostValue {
  private final List<Column> columns;
  private final int height;
  private final Consumer<String> print;
  private @Nullable SequenceValue rows;

  /// One column with its values.
  ///
  /// @param values each a value of the type, or `None`
  public record Column(String name, AgateType type, List<Value> values) {}

  /// @param print takes what `print_table` and its like print
  public TableValue(List<Column> columns, int height, Consumer<String> print) {
    this.columns = List.copyOf(columns);
    this.height = height;
    this.print = print;
  }

  /// The table that dbt makes of a result.
  public static TableValue of(Rows rows, Consumer<String> print, Execution x) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < rows.columns().size(); i++) {
      columns.add(Cells.column(rows, i, x));
    }
    return new TableValue(columns, rows.size(), print);
  }

  /// A table without columns.
  public static TableValue empty() {
    return new TableValue(List.of(), 0, _ -> {});
  }

  public List<Column> columns() {
    return columns;
  }

  /// How many rows there are.
  public int height() {
    return height;
  }

  /// The values of one row.
  List<Value> row(int index) {
    return columns.stream().map(column -> column.values().get(index)).toList();
  }

  List<Value> names() {
    return columns.stream().<Value>map(column -> Str.of(column.name())).toList();
  }

  @Override
  public String typeName() {
    return "agate.table.Table";
  }

  @Override
  public boolean isIterable() {
    return true;
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return rows().iterate(x);
  }

  @Override
  public long length(Execution x) {
    return height;
  }

  @Override
  public boolean truth() {
    return height > 0;
  }

  /// A row by its number.
  @Override
  public @Nullable Value item(Value key, Execution x) {
    return rows().item(key, x);
  }

  @Override
  public Value slice(Value start, Value stop, Value step, Execution x) {
    return rows().slice(start, stop, step, x);
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "columns" -> columnSequence();
      case "rows" -> rows();
      case "column_names" -> TupleValue.copyOf(names());
      case "column_types" ->
          TupleValue.copyOf(columns.stream().map(column -> new TypeValue(column.type())).toList());
      case "print_table" -> printing(name, TablePrinter::table);
      case "print_json" -> printing(name, TablePrinter::json);
      case "print_csv" -> printing(name, TablePrinter::csv);
      case "print_structure" -> printing(name, (table, _, _) -> table.structure());
      case "select" -> Builtin.free(name, (a, y) -> select(named(a.at(0), y), true));
      case "exclude" -> Builtin.free(name, (a, y) -> select(named(a.at(0), y), false));
      case "rename" -> Builtin.free(name, this::rename);
      case "where" -> Builtin.free(name, this::where);
      case "find" -> Builtin.free(name, this::find);
      case "limit" -> Builtin.free(name, (a, _) -> limit(a));
      case "order_by" -> Builtin.free(name, this::orderBy);
      case "distinct" -> Builtin.free(name, this::distinct);
      default -> null;
    };
  }

  private interface Printer {
    String text(TableValue table, Arguments arguments, Execution x);
  }

  private Builtin printing(String name, Printer printer) {
    return Builtin.free(
        name,
        (arguments, x) -> {
          print.accept(printer.text(this, arguments, x));
          return None.NONE;
        });
  }

  private SequenceValue rows() {
    SequenceValue made = rows;
    if (made == null) {
      made = makeRows();
      rows = made;
    }
    return made;
  }

  private SequenceValue makeRows() {
    var rows = new ArrayList<Value>(height);
    for (int i = 0; i < height; i++) {
      rows.add(SequenceValue.row(names(), row(i)));
    }
    return SequenceValue.mapped(rows, List.of());
  }

  private SequenceValue columnSequence() {
    var all = new ArrayList<Value>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(SequenceValue.column(columns.get(i), i));
    }
    return SequenceValue.mapped(all, names());
  }

  private static Set<String> named(Value names, Execution x) {
    if (names instanceof Str one) {
      return Set.of(one.value());
    }
    var all = new HashSet<String>();
    Operations.items(names, x).forEach(name -> all.add(name.str()));
    return all;
  }

  private TableValue select(Set<String> names, boolean wanted) {
    return with(
        columns.stream().filter(column -> names.contains(column.name()) == wanted).toList());
  }

  private TableValue with(List<Column> others) {
    return new TableValue(others, height, print);
  }

  private TableValue rename(Arguments arguments, Execution x) {
    Value names = Given.argument(arguments, 0, "column_names");
    var renamed = new ArrayList<Column>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      renamed.add(new Column(renamed(column, i, names, x), column.type(), column.values()));
    }
    return with(renamed);
  }

  private static String renamed(Column column, int index, Value names, Execution x) {
    if (names instanceof DictValue dict) {
      Value name = dict.get(column.name());
      return name == null ? column.name() : name.str();
    }
    return Operations.items(names, x).get(index).str();
  }

  private TableValue where(Arguments arguments, Execution x) {
    Value test = arguments.at(0);
    return rowsAt(IntStream.range(0, height).boxed().filter(i -> accepts(test, i, x)).toList());
  }

  private Value find(Arguments arguments, Execution x) {
    Value test = arguments.at(0);
    Optional<Integer> found =
        IntStream.range(0, height).boxed().filter(i -> accepts(test, i, x)).findFirst();
    return found.<Value>map(i -> SequenceValue.row(names(), row(i))).orElse(None.NONE);
  }

  private boolean accepts(Value test, int index, Execution x) {
    return Operations.call(test, Arguments.of(SequenceValue.row(names(), row(index))), x).truth();
  }

  private TableValue limit(Arguments arguments) {
    int first = count(arguments, 0, "start_or_stop", height);
    boolean hasStop = Given.isThere(Given.argument(arguments, 1, "stop"));
    int start = hasStop ? first : 0;
    int stop = hasStop ? count(arguments, 1, "stop", height) : first;
    return rowsAt(
        IntStream.range(Math.min(start, height), Math.min(stop, height)).boxed().toList());
  }

  private static int count(Arguments arguments, int place, String name, int otherwise) {
    return Given.whole(Given.argument(arguments, place, name))
        .map(Math::toIntExact)
        .orElse(otherwise);
  }

  private TableValue orderBy(Arguments arguments, Execution x) {
    Value key = Given.argument(arguments, 0, "key");
    Comparator<Integer> byKey =
        Comparator.comparing(index -> keyOf(key, index, x), (a, b) -> compare(a, b, x));
    boolean reverse = Given.argument(arguments, 1, "reverse").truth();
    return rowsAt(
        IntStream.range(0, height).boxed().sorted(reverse ? byKey.reversed() : byKey).toList());
  }

  /// `None` comes last, as in agate.
  private static int compare(Value a, Value b, Execution x) {
    boolean isMissing = a instanceof None;
    if (isMissing || b instanceof None) {
      return Boolean.compare(isMissing, b instanceof None);
    }
    return Operations.compare(a, b, x);
  }

  private Value keyOf(Value key, int index, Execution x) {
    return key instanceof HostValue function && function.isCallable()
        ? Operations.call(function, Arguments.of(SequenceValue.row(names(), row(index))), x)
        : Operations.item(SequenceValue.row(names(), row(index)), key, x);
  }

  private TableValue distinct(Arguments arguments, Execution x) {
    Value key = Given.argument(arguments, 0, "key");
    var seen = new HashSet<Value>();
    return rowsAt(
        IntStream.range(0, height)
            .boxed()
            .filter(
                i -> seen.add(Given.isThere(key) ? keyOf(key, i, x) : TupleValue.copyOf(row(i))))
            .toList());
  }

  /// The same columns.
  public TableValue withoutRows() {
    return rowsAt(List.of());
  }

  private TableValue rowsAt(List<Integer> indices) {
    var kept =
        columns.stream()
            .map(column ->
                new Column(
                    column.name(),
                    column.type(),
                    indices.stream().map(column.values()::get).toList()))
            .toList();
    return new TableValue(kept, indices.size(), print);
  }

  private String structure() {
    return TablePrinter.structure(columns);
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(structure());
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<agate.table.Table object>");
  }

  /// The type of a column.
  static final class TypeValue extends HostValue {
    private final AgateType type;

    TypeValue(AgateType type) {
      this.type = type;
    }

    AgateType type() {
      return type;
    }

    @Override
    public String typeName() {
      return type.pythonName();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TypeValue that && type == that.type;
    }

    @Override
    public int hashCode() {
      return type.hashCode();
    }
  }
}
