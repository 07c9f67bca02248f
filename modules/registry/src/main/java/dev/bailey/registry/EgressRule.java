package dev.bailey.registry;

import java.time.Instant;

/// A place on the network where this appliance may go (design.md, decision 5). What no rule names
/// is refused.
///
/// @param host a name, a name with `*.` in front for all names below it, an address, or a range of
///   addresses such as `10.1.0.0/16`
/// @param firstPort the first of the ports that are open
/// @param lastPort the last of them
/// @param reason why, for whoever reviews the list
public record EgressRule(
    long id, String host, int firstPort, int lastPort, String reason, Instant createdAt) {
  public EgressRule {
    if (host.isBlank() || firstPort < 1 || lastPort > 65535 || firstPort > lastPort) {
      throw new IllegalArgumentException(
          "no egress rule: %s, ports %d to %d".formatted(host, firstPort, lastPort));
    }
  }
}
