package dev.bailey.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of texts as one column, a line each; line ends and backslashes inside are escaped, and
/// each line is ended, so that an empty list differs from one empty text.
@Converter
public final class LinesColumn implements AttributeConverter<List<String>, String> {

  @Override
  public String convertToDatabaseColumn(@Nullable List<String> lines) {
    var text = new StringBuilder();
    for (String line : lines == null ? List.<String>of() : lines) {
      text.append(line.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
    }
    return text.toString();
  }

  @Override
  public List<String> convertToEntityAttribute(@Nullable String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    String column = text == null ? "" : text;
    for (int i = 0; i < column.length(); i++) {
      char c = column.charAt(i);
      if (c == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else if (c == '\\' && i + 1 < column.length()) {
        i++;
        line.append(column.charAt(i) == 'n' ? '\n' : column.charAt(i));
      } else {
        line.append(c);
      }
    }
    return List.copyOf(lines);
  }
}
