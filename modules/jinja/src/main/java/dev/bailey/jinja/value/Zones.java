package dev.bailey.jinja.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The time zones of the IANA data as pytz has them, abbreviations and history included, which the
/// JDK's own do not tell. `src/build/zones.py` writes the file.
public final class Zones {
  /// Each zone's line, read when the first zone is asked for.
  private static final class Lines {
    private static final SequencedMap<String, String[]> BY_NAME = read();

    private static SequencedMap<String, String[]> read() {
      var lines = new TreeMap<String, String[]>();
      try (InputStream packed = Zones.class.getResourceAsStream("zones.gz")) {
        if (packed == null) {
          throw new IllegalStateException("zones.gz is missing");
        }
        try (var plain = new GZIPInputStream(packed)) {
          String text = new String(plain.readAllBytes(), StandardCharsets.US_ASCII);
          text.lines().map(line -> line.split("\t", -1)).forEach(line -> lines.put(line[0], line));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return lines;
    }
  }

  private Zones() {}

  /// The names of all zones, or of those that are no alias, in order.
  public static List<String> names(boolean commonOnly) {
    return Lines.BY_NAME.values().stream()
        .filter(line -> !commonOnly || line[1].equals("c"))
        .map(line -> line[0])
        .toList();
  }

  /// `pytz.timezone(name)`, letter case ignored; null when there is no such zone.
  public static @Nullable TimeZoneValue pytz(String name) {
    if (name.equalsIgnoreCase("utc")) {
      return TimeZoneValue.PYTZ_UTC;
    }
    String[] line = Lines.BY_NAME.get(name);
    if (line == null) {
      line =
          Lines.BY_NAME.values().stream()
              .filter(other -> other[0].equalsIgnoreCase(name))
              .findFirst()
              .orElse(null);
    }
    if (line == null) {
      return null;
    }
    ZoneTable table = table(line[0], line);
    return TimeZoneValue.pytz(table, table.first());
  }

  private static ZoneTable table(String name, String[] line) {
    if (line[2].startsWith("=")) {
      String shared = line[2].substring(1);
      String[] other = Lines.BY_NAME.get(shared);
      if (other == null) {
        throw new IllegalStateException("no zone " + shared);
      }
      return table(name, other);
    }
    List<ZoneTable.Offset> kinds = List.of(line[2].split(" ")).stream().map(Zones::offset).toList();
    if (line[3].isEmpty()) {
      return new ZoneTable(name, new long[] {Long.MIN_VALUE}, kinds);
    }
    String[] changes = line[3].split(" ");
    var moments = new long[changes.length];
    var offsets = new ArrayList<ZoneTable.Offset>(changes.length);
    long before = 0;
    for (int i = 0; i < changes.length; i++) {
      int colon = changes[i].indexOf(':');
      if (colon == 0) {
        moments[i] = Long.MIN_VALUE;
      } else {
        before += Long.parseLong(changes[i], 0, colon, 36);
        moments[i] = before;
      }
      offsets.add(kinds.get(Integer.parseInt(changes[i].substring(colon + 1), 36)));
    }
    return new ZoneTable(name, moments, offsets);
  }

  private static ZoneTable.Offset offset(String text) {
    String[] parts = text.split("/", 3);
    return new ZoneTable.Offset(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
  }
}
