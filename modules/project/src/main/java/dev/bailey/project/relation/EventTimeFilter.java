package dev.bailey.project.relation;

import java.time.Instant;

/// Which rows of a relation a query sees: those whose event time lies in a window.
///
/// @param field the column `event_time` of the relation, as SQL writes it
/// @param timePrefix what makes a time of a text, where that has to be said: `TIMESTAMP `
public record EventTimeFilter(String field, TimeWindow window, String timePrefix) {
  String condition() {
    return field
        + " >= "
        + literal(window.start())
        + " and "
        + field
        + " < "
        + literal(window.end());
  }

  private String literal(Instant time) {
    return timePrefix + "'" + TimeWindow.text(time) + "'";
  }
}
