package dev.bailey.registry;

import java.time.Instant;
import java.util.List;

/// Keeps where this appliance may go. What every keeper must do is in `EgressRulesContract`.
public interface EgressRules {

  /// Keeps a new rule, under an id of its own.
  EgressRule add(String host, int firstPort, int lastPort, String reason, Instant at);

  /// All rules, by id.
  List<EgressRule> list();

  /// Forgets a rule; does nothing when there is none.
  void remove(long id);
}
