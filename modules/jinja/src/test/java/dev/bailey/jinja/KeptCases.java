package dev.bailey.jinja;

import dev.bailey.jinja.library.json.JsonReader;
import dev.bailey.jinja.value.DictValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The cases of `kept.txt`, which says how they are written.
record KeptCases(List<String> labels, List<Jinja2.Case> cases) {
  static KeptCases read() throws IOException {
    var labels = new ArrayList<String>();
    var cases = new ArrayList<Jinja2.Case>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        labels.add("kept.txt, line " + (i + 1));
        cases.add(parse(lines.get(i)));
      }
    }
    return new KeptCases(labels, cases);
  }

  private static List<String> lines() throws IOException {
    try (var resource = KeptCases.class.getResourceAsStream("kept.txt")) {
      if (resource == null) {
        throw new IllegalStateException("no kept.txt");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  static Jinja2.Case parse(String line) {
    var options = DictValue.empty();
    String template = line;
    if (line.startsWith("@")) {
      int end = line.indexOf('}') + 1;
      var rendering = Bailey.rendering(Environment.builder().build());
      options = (DictValue) JsonReader.read(line.substring(1, end), rendering);
      template = line.substring(end + 1);
    }
    if (template.startsWith("= ")) {
      template = "{{ (" + template.substring(2) + ") | repr }}";
    }
    template = template.replace('\u23ce', '\n').replace('\u21e5', '\t').replace('\u240d', '\r');
    return new Jinja2.Case(
        template, TemplateGenerator.context(), options, TemplateGenerator.templates());
  }
}
