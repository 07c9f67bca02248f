package dev.bailey.appliance;

import dev.bailey.registry.Destination;
import dev.bailey.registry.EgressRules;
import dev.bailey.warehouse.egress.EgressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Where this appliance may go: what the operator's configuration allows, and what administrators
/// added.
record Egress(List<String> configured, EgressRules rules) implements Supplier<List<EgressRange>> {
  private static final int LAST_PORT = 65_535;

  @Override
  public List<EgressRange> get() {
    var ranges = new ArrayList<EgressRange>();
    configured.forEach(place -> ranges.add(range(place)));
    rules
        .list()
        .forEach(
            rule -> ranges.add(new EgressRange(rule.host(), rule.firstPort(), rule.lastPort())));
    return ranges;
  }

  /// The same, and a server that the configuration names for another purpose.
  Egress and(Destination server) {
    return new Egress(
        Stream.concat(configured.stream(), Stream.of(server.toString())).toList(), rules);
  }

  /// `db.example.com:5432`, or a host with all its ports.
  private static EgressRange range(String place) {
    int colon = place.lastIndexOf(':');
    if (colon > 0 && place.substring(colon + 1).matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(place.substring(colon + 1));
      return new EgressRange(place.substring(0, colon), port, port);
    }
    return new EgressRange(place, 1, LAST_PORT);
  }
}
