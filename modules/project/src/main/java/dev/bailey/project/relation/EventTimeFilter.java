package dev.bailey.project.relation;

/// Which rows of a relation a query sees: those whose event time lies in a window.
///
/// @param field the column `event_time` of the relation, as SQL writes it
public record EventTimeFilter(String field, TimeWindow window) {
  String condition() {
    return "%s >= '%s' and %s < '%s'"
        .formatted(field, TimeWindow.text(window.start()), field, TimeWindow.text(window.end()));
  }
}
