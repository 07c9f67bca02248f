package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// Writes commits: blobs, trees and the commit itself in one pack.
final class CommitWriter {
  private final Repository jgit;
  private final GitLimits limits;
  private final Clock clock;

  CommitWriter(Repository jgit, GitLimits limits, Clock clock) {
    this.jgit = jgit;
    this.limits = limits;
    this.clock = clock;
  }

  /// Writes the commit of a draft. No branch points to it yet.
  CommitId write(CommitDraft draft) throws IOException {
    var edits = new LinkedHashMap<String, Edit>();
    for (var edit : draft.edits()) {
      Names.checkPath(edit.path(), limits.pathLength());
      edits.put(edit.path(), edit);
    }
    var index = index(draft.parent());
    refuseUnknown(edits.values(), paths(index));
    try (var inserter = jgit.newObjectInserter()) {
      var editor = index.editor();
      for (var edit : edits.values()) {
        editor.add(change(edit, inserter));
      }
      editor.finish();
      var id = inserter.insert(commit(draft, index.writeTree(inserter)));
      inserter.flush();
      return History.id(id);
    }
  }

  private DirCache index(Optional<CommitId> parent) throws IOException {
    var index = DirCache.newInCore();
    if (parent.isPresent()) {
      try (var walk = new RevWalk(jgit)) {
        var commit = walk.parseCommit(ObjectId.fromString(parent.get().sha()));
        var builder = index.builder();
        builder.addTree(
            new byte[0], DirCacheEntry.STAGE_0, walk.getObjectReader(), commit.getTree());
        builder.finish();
      }
    }
    return index;
  }

  private static Set<String> paths(DirCache index) {
    var paths = new HashSet<String>();
    for (int i = 0; i < index.getEntryCount(); i++) {
      paths.add(index.getEntry(i).getPathString());
    }
    return paths;
  }

  private static void refuseUnknown(Iterable<Edit> edits, Set<String> present) {
    for (var edit : edits) {
      if (edit instanceof Edit.Delete(var path) && !present.contains(path)) {
        throw new GitException(Code.INVALID, "there is no file " + path + " to delete");
      }
    }
  }

  private DirCacheEditor.PathEdit change(Edit edit, ObjectInserter inserter) throws IOException {
    return switch (edit) {
      case Edit.Delete(var path) -> new DirCacheEditor.DeletePath(path);
      case Edit.Write write -> new Written(write.path(), insert(write, inserter));
    };
  }

  private ObjectId insert(Edit.Write write, ObjectInserter inserter) throws IOException {
    byte[] contents = write.contents();
    if (contents.length > limits.objectBytes()) {
      throw new GitException(
          Code.TOO_LARGE,
          "%s has %d bytes; a file may have at most %d"
              .formatted(write.path(), contents.length, limits.objectBytes()));
    }
    return inserter.insert(Constants.OBJ_BLOB, contents);
  }

  private CommitBuilder commit(CommitDraft draft, ObjectId tree) {
    var author = draft.author();
    var who = new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    draft.parent().ifPresent(parent -> commit.setParentId(ObjectId.fromString(parent.sha())));
    commit.setAuthor(who);
    commit.setCommitter(who);
    commit.setMessage(draft.message());
    return commit;
  }

  /// A file with new contents; an executable one stays so.
  private static final class Written extends DirCacheEditor.PathEdit {
    private final ObjectId blob;

    Written(String path, ObjectId blob) {
      super(path);
      this.blob = blob;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      if (!History.isFile(entry.getFileMode())) {
        entry.setFileMode(FileMode.REGULAR_FILE);
      }
      entry.setObjectId(blob);
    }
  }
}
