package dev.bailey.git.store;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/// The list of what a repository consists of. A pack or reftable exists when it stands here, and
/// its files have the lengths that stand here; any other file in the directory is a leftover.
///
/// @param lengths of each file, by its name
record Manifest(List<DfsPackDescription> packs, Map<String, Long> lengths) {
  private static final int VERSION = 1;

  Manifest {
    packs = List.copyOf(packs);
    lengths = Map.copyOf(lengths);
  }

  static Manifest empty() {
    return new Manifest(List.of(), Map.of());
  }

  /// With packs added and others gone.
  Manifest with(
      Collection<DfsPackDescription> added,
      Collection<DfsPackDescription> removed,
      Map<String, Long> written) {
    var next = new ArrayList<>(added);
    packs.stream().filter(pack -> !removed.contains(pack)).forEach(next::add);
    var known = new HashMap<String, Long>();
    for (var pack : next) {
      for (String name : files(pack)) {
        Long length = written.getOrDefault(name, lengths.get(name));
        if (length == null) {
          throw new IllegalStateException(name + " was never written");
        }
        known.put(name, length);
      }
    }
    return new Manifest(next, known);
  }

  /// The names of the files of a pack.
  static List<String> files(DfsPackDescription pack) {
    var names = new ArrayList<String>();
    for (var ext : PackExt.values()) {
      if (pack.hasFileExt(ext)) {
        names.add(pack.getFileName(ext));
      }
    }
    return names;
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(packs.size());
      for (var pack : packs) {
        encode(pack, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void encode(DfsPackDescription pack, DataOutputStream out) throws IOException {
    out.writeUTF(pack.getPackName());
    out.writeUTF(pack.getPackSource().name());
    out.writeLong(pack.getLastModified());
    out.writeLong(pack.getMinUpdateIndex());
    out.writeLong(pack.getMaxUpdateIndex());
    out.writeLong(pack.getEstimatedPackSize());
    out.writeLong(pack.getObjectCount());
    out.writeLong(pack.getDeltaCount());
    out.writeInt(pack.getIndexVersion());
    out.writeByte(files(pack).size());
    for (var ext : PackExt.values()) {
      if (pack.hasFileExt(ext)) {
        out.writeUTF(ext.getExtension());
        out.writeLong(pack.getFileSize(ext));
        out.writeInt(pack.getBlockSize(ext));
        out.writeLong(lengths.getOrDefault(pack.getFileName(ext), 0L));
      }
    }
  }

  static Manifest decode(byte[] bytes, DfsRepositoryDescription repository) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new StorageException(
            Code.DAMAGED, repository + " was written by a newer version of Bailey");
      }
      var packs = new ArrayList<DfsPackDescription>();
      var lengths = new HashMap<String, Long>();
      for (int n = in.readInt(); n > 0; n--) {
        packs.add(decode(in, repository, lengths));
      }
      return new Manifest(packs, lengths);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DfsPackDescription decode(
      DataInputStream in, DfsRepositoryDescription repository, Map<String, Long> lengths)
      throws IOException {
    String name = in.readUTF();
    var pack = new DfsPackDescription(repository, name, PackSource.valueOf(in.readUTF()));
    pack.setLastModified(in.readLong());
    pack.setMinUpdateIndex(in.readLong());
    pack.setMaxUpdateIndex(in.readLong());
    pack.setEstimatedPackSize(in.readLong());
    pack.setObjectCount(in.readLong());
    pack.setDeltaCount(in.readLong());
    pack.setIndexVersion(in.readInt());
    for (int n = in.readByte(); n > 0; n--) {
      var ext = ext(in.readUTF());
      pack.addFileExt(ext);
      pack.setFileSize(ext, in.readLong());
      pack.setBlockSize(ext, in.readInt());
      lengths.put(pack.getFileName(ext), in.readLong());
    }
    return pack;
  }

  private static PackExt ext(String extension) {
    for (var ext : PackExt.values()) {
      if (ext.getExtension().equals(extension)) {
        return ext;
      }
    }
    throw new StorageException(Code.DAMAGED, "a manifest names unknown files: " + extension);
  }
}
