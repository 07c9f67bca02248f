package dev.bailey.project.context;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.manifest.Data;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What templates ask of an invocation: `env_var`, which refuses secrets in most project files, and
/// `flags`. It remembers the answers, because a parse holds only as long as they do. May be shared
/// by threads.
public final class Inquiry {
  private static final String SECRET = "DBT_ENV_SECRET";
  private static final String NEW_SECRET = "DBT_ENGINE_ENV_SECRET";

  private final ParseOptions options;
  private final boolean tellsSecrets;
  private final Map<Question, Data> answers = new ConcurrentHashMap<>();

  public Inquiry(ParseOptions options) {
    this(options, false);
  }

  private Inquiry(ParseOptions options, boolean tellsSecrets) {
    this.options = options;
    this.tellsSecrets = tellsSecrets;
  }

  /// For `packages.yml`, where secrets may be used.
  static Inquiry withSecrets(ParseOptions options) {
    return new Inquiry(options, true);
  }

  /// Whether a variable of this name holds a secret.
  public static boolean isSecret(String name) {
    return name.startsWith(SECRET) || name.startsWith(NEW_SECRET);
  }

  /// What was asked so far, with the answers.
  public Map<Question, Data> answers() {
    return Map.copyOf(answers);
  }

  /// A flag by its upper case name; nothing when the caller tells none.
  public Data flag(String name) {
    return ask(Question.Kind.FLAG, name);
  }

  /// The answer to a question, remembered.
  Data ask(Question.Kind kind, String name) {
    return answers.computeIfAbsent(new Question(kind, name), question -> question.answer(options));
  }

  Value environmentVariable() {
    return Builtin.of(
        Parameters.of("env_var", "var, default="),
        (a, x) -> find(a.get(0), a.get(1, None.NONE), x));
  }

  private Value find(Value key, Value fallback, Execution x) {
    String name = Operations.str(key, x);
    if (isSecret(name) && !tellsSecrets) {
      throw TemplateException.of(
          "CompilationError",
          ("Secret env vars are allowed only in profiles.yml or packages.yml. Found '%s'"
                  + " referenced elsewhere. Rename the variable if it holds no secret.")
              .formatted(name));
    }
    if (ask(Question.Kind.ENVIRONMENT_VARIABLE, name) instanceof Data.Text(String value)) {
      return Str.of(value);
    }
    if (fallback == None.NONE) {
      throw TemplateException.of(
          "CompilationError",
          "Env var required but not provided: '%s'. Set it, or give env_var a default."
              .formatted(name));
    }
    return fallback;
  }
}
