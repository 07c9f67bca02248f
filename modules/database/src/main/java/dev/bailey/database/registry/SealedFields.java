package dev.bailey.database.registry;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.registry.Fields;
import dev.bailey.registry.Secret;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one row in two columns: the open ones as lines, the secret ones sealed together
/// for that row.
record SealedFields(Seals seals, KeyOwner owner, String table, long row) {
  private static final LinesColumn LINES = new LinesColumn();

  byte @Nullable [] seal(Fields fields) {
    if (fields.secret().isEmpty()) {
      return null;
    }
    String lines = LINES.convertToDatabaseColumn(FieldLines.ofSecret(fields.secret()));
    return seals.seal(owner, place(), Secret.of(lines));
  }

  Fields open(List<String> open, byte @Nullable [] sealed) {
    return new Fields(FieldLines.open(open), sealed == null ? Map.of() : secret(sealed));
  }

  private Map<String, Secret> secret(byte[] sealed) {
    String lines = seals.open(owner, place(), sealed).reveal();
    return FieldLines.secret(LINES.convertToEntityAttribute(lines));
  }

  private Place place() {
    return new Place(table, Long.toString(row), "sealed_fields");
  }
}
