package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `config` while parsing: calls are recorded, questions get an empty text, because the answer is
/// not known before the whole project has been read.
final class ParseConfig extends HostValue {
  private final Capture capture;

  ParseConfig(Capture capture) {
    this.capture = capture;
  }

  @Override
  public String typeName() {
    return "ParseConfigObject";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    if (arguments.count() > 1 || (arguments.count() == 1 && !arguments.named().isEmpty())) {
      throw TemplateException.of(
          "CompilationError",
          "config() takes keyword arguments, such as config(materialized='table'), or one"
              + " dictionary");
    }
    if (arguments.count() == 1) {
      if (!(arguments.at(0) instanceof DictValue dict)) {
        throw TemplateException.of(
            "CompilationError",
            "config() takes keyword arguments or one dictionary, not "
                + arguments.at(0).typeName());
      }
      capture.config(unambiguous(Values.dict(dict, x)));
    } else {
      capture.config(unambiguous(Values.dict(arguments.named(), x)));
    }
    return Str.EMPTY;
  }

  private static Data.Dict unambiguous(Data.Dict call) {
    for (String hook : List.of("pre", "post")) {
      if (call.find(hook + "_hook").isPresent() && call.find(hook + "-hook").isPresent()) {
        throw TemplateException.of(
            "CompilationError",
            "Invalid config, has conflicting keys \"%s_hook\" and \"%s-hook\""
                .formatted(hook, hook));
      }
    }
    return call;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "get", "require", "meta_get", "meta_require" -> Builtin.free(name, (a, y) -> Str.EMPTY);
      case "persist_relation_docs", "persist_column_docs" ->
          Builtin.free(name, (a, y) -> Bool.of(false));
      case "set" ->
          Builtin.free(
              name,
              (a, y) -> {
                capture.config(
                    Data.dict(
                        Map.of(
                            dev.bailey.jinja.value.Operations.str(a.at(0), y),
                            Values.data(a.at(1), y))));
                return Str.EMPTY;
              });
      default -> null;
    };
  }
}
