package dev.bailey.git;

/// One change of a commit in the making.
public sealed interface Edit {
  String path();

  /// The file has these bytes afterwards, new or not.
  final class Write implements Edit {
    private final String path;
    private final byte[] contents;

    public Write(String path, byte[] contents) {
      this.path = path;
      this.contents = contents.clone();
    }

    @Override
    public String path() {
      return path;
    }

    public byte[] contents() {
      return contents.clone();
    }
  }

  /// The file is not there afterwards.
  record Delete(String path) implements Edit {}
}
