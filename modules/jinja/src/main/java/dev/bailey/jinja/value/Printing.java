package dev.bailey.jinja.value;

/// What the `repr` of containers share.
final class Printing {
  private Printing() {}

  static void items(Iterable<? extends Value> items, TextBuilder out) {
    boolean first = true;
    for (Value item : items) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      item.writeRepr(out);
    }
  }
}
