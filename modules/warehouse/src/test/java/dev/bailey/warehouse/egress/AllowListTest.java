package dev.bailey.warehouse.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.WarehouseException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowListTest {
  private static Resolver to(String... addresses) {
    return _ -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
  }

  private static EgressPolicy allowing(Resolver resolver, EgressRange... ranges) {
    return new AllowList(() -> List.of(ranges), resolver);
  }

  private static void assertRefused(EgressPolicy policy, String host) {
    assertThatThrownBy(() -> policy.admit(host, 5432))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.kind()).isEqualTo(WarehouseException.Kind.FORBIDDEN));
  }

  @Test
  void aNamedHostIsAdmittedAtTheAddressThatWasChecked() {
    var policy = allowing(to("10.1.2.3"), new EgressRange("db.example", 5432, 5432));

    var address = policy.admit("DB.example", 5432);

    assertThat(address.getAddress()).isEqualTo(InetAddress.ofLiteral("10.1.2.3"));
    assertThat(address.getPort()).isEqualTo(5432);
  }

  @Test
  void anythingElseIsRefused() {
    var policy = allowing(to("10.1.2.3"), new EgressRange("db.example", 5432, 5432));

    assertRefused(policy, "other.example");
    assertThatThrownBy(() -> policy.admit("db.example", 5433))
        .hasMessageContaining("The egress policy refuses db.example:5433");
  }

  @Test
  void aStarStandsForNamesBelowAndNotForTheNameItself() {
    var policy = allowing(to("10.1.2.3"), new EgressRange("*.example", 5432, 5432));

    assertThat(policy.admit("db.example", 5432)).isNotNull();
    assertRefused(policy, "example");
    assertRefused(policy, "badexample");
  }

  @Test
  void aRangeOfAddressesAdmitsTheNamesThatLeadIntoIt() {
    var range = new EgressRange("10.1.0.0/16", 5432, 5432);

    assertThat(allowing(to("10.1.255.9"), range).admit("db.example", 5432)).isNotNull();
    assertRefused(allowing(to("10.2.0.1"), range), "db.example");
  }

  @Test
  void everyAddressOfANameMustBeAllowed() {
    var policy =
        allowing(to("10.1.2.3", "169.254.169.254"), new EgressRange("db.example", 1, 9999));

    assertRefused(policy, "db.example");
  }

  @Test
  void aNameMayNotLeadToThisMachineUnlessLoopbackIsAllowedItself() {
    var name = new EgressRange("db.example", 5432, 5432);

    assertRefused(allowing(to("127.0.0.1"), name), "db.example");
    assertThat(
            allowing(to("127.0.0.1"), name, new EgressRange("127.0.0.1", 5432, 5432))
                .admit("db.example", 5432))
        .isNotNull();
    assertThat(
            allowing(to("127.0.0.1"), new EgressRange("localhost", 5432, 5432))
                .admit("localhost", 5432))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.1.1",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1"
      })
  void theSurroundingsOfTheMachineStayClosedEvenWhenARuleNamesThem(String address) {
    var policy =
        allowing(
            to(address),
            new EgressRange("db.example", 5432, 5432),
            new EgressRange("0.0.0.0/0", 5432, 5432),
            new EgressRange("::/0", 5432, 5432));

    assertRefused(policy, "db.example");
  }

  @Test
  void aChangeOfTheRulesCountsAtOnce() {
    var rules = new java.util.ArrayList<EgressRange>();
    var policy = new AllowList(() -> rules, to("10.1.2.3"));
    assertRefused(policy, "db.example");

    rules.add(new EgressRange("db.example", 5432, 5432));

    assertThat(policy.admit("db.example", 5432)).isNotNull();
  }
}
