package dev.bailey.security.audit;

/// Where a request came from.
///
/// @param address of the client, as the socket or a trusted proxy says; empty inside the appliance
/// @param client what it calls itself, such as a browser's `User-Agent`; cut to 500 characters
public record Origin(String address, String client) {
  private static final int MOST = 500;

  public Origin {
    client = clean(client);
  }

  /// Inside the appliance.
  public static Origin inside() {
    return new Origin("", "");
  }

  /// No line end, so that nobody writes lines of their own into a log.
  private static String clean(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", " ");
    return printable.length() > MOST ? printable.substring(0, MOST) : printable;
  }
}
