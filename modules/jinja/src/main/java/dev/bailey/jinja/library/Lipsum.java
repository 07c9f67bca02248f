package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import java.util.List;
import java.util.random.RandomGenerator;

/// `lipsum`: paragraphs that mean nothing, to fill a page with.
final class Lipsum {
  private static final List<String> WORDS =
      List.of(
          "a ac ad amet ante aqua arcu at augue auctor bibendum caelum cum congue cras cursus dies"
              .concat(" diam dolor domus donec dum duis eget elit enim erat eros est et etiam ex")
              .concat(" facilis felis fons fusce gravida habitant hora iacta in ipsum iter justo")
              .concat(" lacus laoreet lectus leo libero ligula lorem luctus luna magna mare massa")
              .concat(" mauris mensa metus mollis morbi mors nam nec neque nibh nisi nisl non nox")
              .concat(" nulla nunc odio orci ornare pax pede pes pharetra placerat porta praesent")
              .concat(" purus quam quis risus rosa rutrum sapien sed sem semper silva sit sodales")
              .concat(" sol suscipit tellus tempus terra tortor turpis ultrices urna ut varius vel")
              .concat(" velit via viverra vita vitae vivamus volutpat vulputate")
              .split(" "));

  private Lipsum() {}

  static Value text(Parameters.Bound a, Execution x) {
    int count = Bound.integer(a, 0, 5);
    boolean asHtml = a.get(1, Bool.TRUE).truth();
    int least = Bound.integer(a, 2, 20);
    int most = Bound.integer(a, 3, 100);
    if (least >= most) {
      throw TemplateException.valueError("empty range in randrange(" + least + ", " + most + ")");
    }
    var out = TextBuilder.charged(x.meter());
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : asHtml ? "\n" : "\n\n").append(asHtml ? "<p>" : "");
      paragraph(x.random().nextInt(least, most), x, out);
      out.append(asHtml ? "</p>" : "");
    }
    return asHtml ? Str.markup(out.toString()) : Str.of(out.toString());
  }

  /// Words with a comma now and then, in sentences that begin with a capital and end with a dot.
  private static void paragraph(int words, Execution x, TextBuilder out) {
    RandomGenerator random = x.random();
    boolean begins = true;
    for (int i = 0; i < words; i++) {
      x.meter().step();
      String word = WORDS.get(random.nextInt(WORDS.size()));
      out.append(i == 0 ? "" : " ");
      out.append(begins ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      boolean ends = i == words - 1 || random.nextInt(12) == 0;
      begins = ends;
      out.append(ends ? "." : random.nextInt(7) == 0 ? "," : "");
    }
  }
}
