package dev.bailey.appliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.Destination;
import dev.bailey.registry.EgressRule;
import dev.bailey.registry.EgressRules;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.warehouse.egress.AllowList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an identity provider may lead this appliance.
final class ProviderGateTest {
  private static final Destination ISSUER = new Destination("id.example", 8443);
  private static final Map<String, String> NAMES =
      Map.of(
          "id.example", "192.0.2.7",
          "keys.example", "192.0.2.8",
          "metadata.example", "169.254.169.254");

  @Test
  void theIssuerIsTheOperatorsOwnWord() {
    assertThat(gate().admit(ISSUER).getAddress().getHostAddress()).isEqualTo("192.0.2.7");
  }

  @Test
  void whatTheOperatorAllowsBesidesIsAllowed() {
    assertThat(gate("keys.example:443").admit(new Destination("keys.example", 443)).getPort())
        .isEqualTo(443);
  }

  @ParameterizedTest
  @CsvSource({"id.example, 22", "keys.example, 443", "metadata.example, 80"})
  void elsewhereItsDescriptionLeadsNowhere(String host, int port) {
    assertThatThrownBy(() -> gate().admit(new Destination(host, port)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.reason()).isEqualTo(ProviderException.Reason.UNAVAILABLE))
        .hasMessageContaining("egress policy refuses " + host);
  }

  @Test
  void aNameOfTheIssuerThatMeansTheMachinesSurroundingsIsRefused() {
    var egress = new Egress(List.of(), new NoRules());
    var place = new Destination("metadata.example", 80);

    assertThatThrownBy(() ->
            new ProviderGate(new AllowList(egress.and(place), ProviderGateTest::resolve))
                .admit(place))
        .hasMessageContaining("never allowed");
  }

  private static ProviderGate gate(String... allowed) {
    var egress = new Egress(List.of(allowed), new NoRules()).and(ISSUER);
    return new ProviderGate(new AllowList(egress, ProviderGateTest::resolve));
  }

  private static List<InetAddress> resolve(String host) {
    try {
      return List.of(InetAddress.getByName(NAMES.getOrDefault(host, host)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /// No administrator has added any.
  private record NoRules() implements EgressRules {
    @Override
    public EgressRule add(String host, int firstPort, int lastPort, String reason, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<EgressRule> list() {
      return List.of();
    }

    @Override
    public void remove(long id) {
      throw new UnsupportedOperationException();
    }
  }
}
