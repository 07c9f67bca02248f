package dev.bailey.storage.seal;

/// Where a sealed value belongs. Moved anywhere else, it does not open.
///
/// @param table what kind of thing, such as `credential`
/// @param row which one, such as its id
/// @param field which part of it, such as `password`
public record Place(String table, String row, String field) {

  @Override
  public String toString() {
    return table + "/" + row + "/" + field;
  }
}
