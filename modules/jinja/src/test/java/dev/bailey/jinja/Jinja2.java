package dev.bailey.jinja;

import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The real Jinja2 in a Python process, which answers one case after the other.
final class Jinja2 implements AutoCloseable {
  /// Generous: the case itself is what is tested, not the way to the oracle.
  private static final Budget BUDGET =
      new Budget(
          1_000_000_000L,
          1_000_000_000L,
          1000,
          Duration.ofMinutes(10),
          2_000_000_000L,
          1_000_000_000L);

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Rendering rendering =
      Rendering.start(
          Environment.builder().build(), BUDGET, Clock.systemUTC(), new SplittableRandom(0));

  private Jinja2(Process process) {
    this.process = process;
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// The interpreter that has Jinja2, when this machine has one.
  static Optional<String> python() {
    return Optional.ofNullable(System.getenv("BAILEY_ORACLE_PYTHON")).filter(p -> !p.isBlank());
  }

  static Jinja2 start(String python) throws IOException {
    String script;
    try (var resource = Jinja2.class.getResourceAsStream("oracle.py")) {
      if (resource == null) {
        throw new IllegalStateException("no oracle.py");
      }
      script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    var builder = new ProcessBuilder(python, "-c", script);
    builder.environment().put("PYTHONIOENCODING", "utf-8:surrogatepass");
    builder.environment().put("PYTHONHASHSEED", "0");
    builder.environment().put("TZ", "UTC");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new Jinja2(builder.start());
  }

  /// What Jinja2 makes of each case, in order.
  List<Answer> answers(List<Case> cases) {
    var writer = Thread.ofVirtual().start(() -> cases.forEach(this::send));
    var answers = new ArrayList<Answer>(cases.size());
    for (int i = 0; i < cases.size(); i++) {
      answers.add(receive());
    }
    writer.interrupt();
    return answers;
  }

  private void send(Case each) {
    try {
      in.write(JsonWriter.write(each.json(), JsonStyle.standard(), rendering));
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer receive() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("the oracle ended");
      }
      var answer = (DictValue) JsonReader.read(line, rendering);
      Value text = answer.get("text");
      return text != null
          ? new Answer(text.str(), "")
          : new Answer("!" + text(answer, "error"), text(answer, "message"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(DictValue answer, String key) {
    Value value = answer.get(key);
    return value == null ? "" : value.str();
  }

  @Override
  public void close() {
    process.destroy();
  }

  /// A template and what it is rendered with.
  ///
  /// @param options of the environment, such as `trim`; JSON
  record Case(String template, DictValue context, DictValue options, DictValue templates) {
    static Case of(String template) {
      return new Case(template, DictValue.empty(), DictValue.empty(), DictValue.empty());
    }

    DictValue json() {
      var json = DictValue.empty();
      json.put("template", Str.of(template));
      json.put("context", context);
      json.put("options", options);
      json.put("templates", templates);
      return json;
    }
  }

  /// @param result the text, or `!` and the kind of error
  record Answer(String result, String message) {}
}
