package dev.bailey.storage.backup;

import dev.bailey.storage.keys.KeyMark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// All that makes up a backup.
///
/// @param keys by which the data was encrypted, by the label of their owner
/// @param config the files of the operator's configuration, by name
/// @param entries the files of the home's data
record BackupManifest(
    Map<String, List<KeyMark>> keys, Map<String, byte[]> config, List<Entry> entries) {

  /// One file of the home's data.
  ///
  /// @param path below `data/`
  /// @param size in bytes
  /// @param modified by the file's own clock, in nanoseconds; together with path and size it says
  ///   whether the file is the same one as in the backup before
  /// @param sha256 of its bytes, in hexadecimal: the name that they are kept under
  record Entry(String path, long size, long modified, String sha256) {

    /// Where the bytes are kept.
    String blob() {
      return BackupCatalog.FILES + "/" + sha256.substring(0, 2) + "/" + sha256;
    }
  }

  BackupManifest {
    keys = Map.copyOf(keys);
    config = Map.copyOf(config);
    entries = List.copyOf(entries);
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(keys.size());
      for (var key : keys.entrySet()) {
        out.writeUTF(key.getKey());
        out.writeByte(key.getValue().size());
        for (var mark : key.getValue()) {
          out.writeUTF(mark.hex());
        }
      }
      out.writeInt(config.size());
      for (var file : config.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
      out.writeInt(entries.size());
      for (var entry : entries) {
        out.writeUTF(entry.path());
        out.writeLong(entry.size());
        out.writeLong(entry.modified());
        out.write(HexFormat.of().parseHex(entry.sha256()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Of memory, which has none.
    }
    return bytes.toByteArray();
  }

  static BackupManifest decode(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      var keys = new LinkedHashMap<String, List<KeyMark>>();
      for (int left = in.readInt(); left > 0; left--) {
        String label = in.readUTF();
        var marks = new ArrayList<KeyMark>();
        for (int more = in.readByte(); more > 0; more--) {
          marks.add(new KeyMark(in.readUTF()));
        }
        keys.put(label, marks);
      }
      var config = new LinkedHashMap<String, byte[]>();
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        config.put(name, in.readNBytes(in.readInt()));
      }
      var entries = new ArrayList<Entry>();
      for (int left = in.readInt(); left > 0; left--) {
        entries.add(
            new Entry(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                HexFormat.of().formatHex(in.readNBytes(32))));
      }
      return new BackupManifest(keys, config, entries);
    }
  }
}
