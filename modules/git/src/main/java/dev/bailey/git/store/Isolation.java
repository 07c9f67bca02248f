package dev.bailey.git.store;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// JGit's process-wide settings. It reads git's configuration of the machine and of the user unless
/// told otherwise; a line there could send a fetch elsewhere, through a proxy or without checking
/// certificates.
public final class Isolation {
  private static final int BLOCK = 64 * DfsBlockCacheConfig.KB;
  private static final long CACHE = 48L * DfsBlockCacheConfig.MB;

  private Isolation() {}

  /// Cuts JGit off from the machine's configuration, and sizes its cache of decrypted blocks.
  public static void apply() {
    SystemReader.setInstance(new Closed());
    forgetBlocks();
  }

  /// Drops every decrypted block from memory, as for a repository that was deleted.
  public static void forgetBlocks() {
    DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockSize(BLOCK).setBlockLimit(CACHE));
  }

  @SuppressWarnings("deprecation") // Two deprecated methods are abstract in the superclass.
  private static final class Closed extends SystemReader {
    @Override
    public String getHostname() {
      return InetAddress.getLoopbackAddress().getHostName();
    }

    @Override
    public @Nullable String getenv(String variable) {
      return null;
    }

    @Override
    public @Nullable String getProperty(String key) {
      return System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public long getCurrentTime() {
      return System.currentTimeMillis();
    }

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public ZoneId getTimeZoneId() {
      return ZoneOffset.UTC;
    }

    @Override
    public int getTimezone(long when) {
      return 0;
    }
  }

  /// A configuration without a file.
  private static final class Empty extends FileBasedConfig {
    Empty(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
