package dev.bailey.engine;

import dev.bailey.engine.command.WarningRules;
import dev.bailey.engine.event.Event;
import dev.bailey.jinja.value.TemplateException;

/// Makes errors of the warnings that are to be errors, and drops those that nobody wants to hear
/// of. The [TemplateException] that it throws ends the command, or the node whose template warned.
public record StrictListener(Listener listener, WarningRules rules) implements Listener {
  @Override
  public void event(Event event) {
    if (event.type().isWarning()) {
      if (rules.areErrors(event.type())) {
        throw TemplateException.of("CompilationError", event.plain());
      }
      if (rules.areSilent(event.type())) {
        return;
      }
    }
    listener.event(event);
  }

  @Override
  public void node(NodeProgress progress) {
    listener.node(progress);
  }
}
