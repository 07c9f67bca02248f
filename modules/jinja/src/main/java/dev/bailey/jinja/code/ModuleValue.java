package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Another template under the name that `import` gave it: prints its text, and has what it exports.
final class ModuleValue extends HostValue {
  private final String name;
  private final Program.Result result;

  ModuleValue(String name, Program.Result result) {
    this.name = name;
    this.result = result;
  }

  String name() {
    return name;
  }

  Map<String, Value> exports() {
    return result.exports();
  }

  @Override
  public String typeName() {
    return "TemplateModule";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.environment.TemplateModule";
  }

  @Override
  public @Nullable Value attribute(String attribute, Execution x) {
    return result.exports().get(attribute);
  }

  @Override
  public Set<String> attributeNames() {
    return exports().keySet();
  }

  @Override
  public boolean isMarkup() {
    return true;
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(result.text());
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<TemplateModule '").append(name).append("'>");
  }
}
