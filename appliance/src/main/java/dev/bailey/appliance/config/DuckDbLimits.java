package dev.bailey.appliance.config;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one embedded DuckDB may use, beside the rest of this process.
///
/// @param memoryMib in MiB; 0 for DuckDB's own choice
/// @param threads 0 for DuckDB's own choice
public record DuckDbLimits(int memoryMib, int threads) {

  /// In DuckDB's words.
  public Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    if (memoryMib > 0) {
      settings.put("memory_limit", memoryMib + "MiB");
    }
    if (threads > 0) {
      settings.put("threads", Integer.toString(threads));
    }
    return settings;
  }
}
