package dev.bailey.engine;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Keeps what was parsed from process to process: dbt's partial parse.
public interface ParseCache {

  /// Nothing is kept.
  ParseCache NONE =
      new ParseCache() {
        @Override
        public String engine() {
          return "";
        }

        @Override
        public Optional<ByteBuffer> read() {
          return Optional.empty();
        }

        @Override
        public void write(byte[] content) {}
      };

  /// Names this build of the engine: what another one kept is not read.
  String engine();

  /// What was kept last. It need not be in memory: most commands read a part of it.
  Optional<ByteBuffer> read();

  /// Keeps something instead.
  void write(byte[] content);
}
