package dev.bailey.api.v2;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Refusal;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The artifacts of a run: those of one step, or, where none is named, of the last step that wrote
/// each.
final class Artifacts {
  private Artifacts() {}

  /// The paths of the artifacts of a run.
  static List<String> paths(Runs runs, RunFiles files, Run run, Call call) {
    var paths = new TreeSet<String>();
    for (int step : steps(runs, run, call)) {
      paths.addAll(files.artifacts(run.project(), run.id(), step));
    }
    return List.copyOf(paths);
  }

  /// One artifact, as its bytes and nothing around them.
  static Answer answer(Runs runs, RunFiles files, Run run, Call call) {
    String path = call.hole("path");
    for (int step : steps(runs, run, call)) {
      Optional<byte[]> content = files.artifact(run.project(), run.id(), step, path);
      if (content.isPresent()) {
        return Answer.of(200, type(path), content.get()).with("Cache-Control", "no-store");
      }
    }
    throw Refusal.missing("artifact " + path + " of run " + run.id());
  }

  /// The steps to look into, the latest first.
  private static List<Integer> steps(Runs runs, Run run, Call call) {
    if (call.query().text("step").isPresent()) {
      return List.of(call.query().number("step", 1, Integer.MAX_VALUE, 1));
    }
    var all = new ArrayList<Integer>();
    for (RunStep step : runs.steps(run.id())) {
      all.addFirst(step.index());
    }
    return all;
  }

  private static String type(String path) {
    if (path.endsWith(".json")) {
      return "application/json";
    }
    return path.endsWith(".html") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  }
}
