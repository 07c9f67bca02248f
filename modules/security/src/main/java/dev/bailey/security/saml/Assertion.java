package dev.bailey.security.saml;

import dev.bailey.security.directory.DirectoryPerson;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.UserProfile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/// What a provider asserts of somebody. That the provider said so is known already.
///
/// @param element nothing of which is unsigned
record Assertion(Element element, SamlSettings settings) {
  static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

  private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  private static final Duration DRIFT = Duration.ofMinutes(1);

  /// Names that are given again, or anew each time.
  private static final Set<String> PASSING =
      Set.of(
          "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
          "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");

  private static final Set<String> CONDITIONS =
      Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");

  private static final List<String> FIRST_NAMES =
      List.of(
          "givenName",
          "firstName",
          "urn:oid:2.5.4.42",
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname");

  private static final List<String> LAST_NAMES =
      List.of(
          "surname",
          "lastName",
          "sn",
          "urn:oid:2.5.4.4",
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname");

  /// @param request the id of the request that it has to answer
  /// @throws ProviderException PROOF_INVALID, OTHER_PROVIDER
  void check(String request, Instant now) {
    if (!element.getAttribute("Version").equals("2.0")) {
      throw Xml.invalid("it is of another version");
    }
    refuseOthers(Xml.text(Xml.child(element, Xml.ASSERTION, "Issuer")), settings);
    checkConditions(now);
    boolean confirmed =
        Xml.children(subject(), Xml.ASSERTION, "SubjectConfirmation").stream()
            .filter(confirmation -> confirmation.getAttribute("Method").equals(BEARER))
            .flatMap(confirmation ->
                Xml.children(confirmation, Xml.ASSERTION, "SubjectConfirmationData").stream())
            .anyMatch(data -> isConfirmed(data, request, now));
    if (!confirmed) {
      throw Xml.invalid("it is for another sign-in, another place or another time");
    }
    checkSession(now);
  }

  static void refuseOthers(String issuer, SamlSettings settings) {
    if (!issuer.equals(settings.peer().entity())) {
      throw new ProviderException(
          Reason.OTHER_PROVIDER, "The answer comes from another identity provider.");
    }
  }

  static ProviderException refusedThere() {
    return new ProviderException(
        Reason.REFUSED_THERE, "The identity provider did not sign you in.");
  }

  private void checkConditions(Instant now) {
    Element conditions = Xml.child(element, Xml.ASSERTION, "Conditions");
    refuseOutside(conditions, now);
    var nodes = conditions.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element condition
          && !(Xml.ASSERTION.equals(condition.getNamespaceURI())
              && CONDITIONS.contains(condition.getLocalName()))) {
        throw Xml.invalid("it has a condition that is unknown here");
      }
    }
    List<Element> audiences = Xml.children(conditions, Xml.ASSERTION, "AudienceRestriction");
    if (audiences.isEmpty() || !audiences.stream().allMatch(this::isForUs)) {
      throw Xml.invalid("it is for another application");
    }
  }

  private boolean isForUs(Element restriction) {
    return Xml.children(restriction, Xml.ASSERTION, "Audience").stream()
        .anyMatch(audience -> Xml.text(audience).equals(settings.entity().toString()));
  }

  private boolean isConfirmed(Element data, String request, Instant now) {
    return data.getAttribute("Recipient").equals(settings.consumer().toString())
        && data.getAttribute("InResponseTo").equals(request)
        && data.hasAttribute("NotOnOrAfter")
        && isWithin(data, now);
  }

  /// What was not confirmed by signing in is no sign-in; what has ended there is none either.
  private void checkSession(Instant now) {
    List<Element> statements = Xml.children(element, Xml.ASSERTION, "AuthnStatement");
    if (statements.isEmpty()) {
      throw Xml.invalid("it tells of no sign-in");
    }
    for (Element statement : statements) {
      Optional<Instant> end = time(statement, "SessionNotOnOrAfter");
      if (end.filter(at -> !now.isBefore(at.plus(DRIFT))).isPresent()) {
        throw Xml.invalid("the session there has ended");
      }
    }
  }

  private static void refuseOutside(Element element, Instant now) {
    if (!isWithin(element, now)) {
      throw Xml.invalid("it is not valid now. Are the clocks of both servers right?");
    }
  }

  private static boolean isWithin(Element element, Instant now) {
    boolean early =
        time(element, "NotBefore").filter(at -> now.isBefore(at.minus(DRIFT))).isPresent();
    boolean late =
        time(element, "NotOnOrAfter").filter(at -> !now.isBefore(at.plus(DRIFT))).isPresent();
    return !early && !late;
  }

  private static Optional<Instant> time(Element element, String name) {
    return Xml.attribute(element, name)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text).toInstant();
          } catch (DateTimeException e) {
            throw Xml.invalid(name + " is no time");
          }
        });
  }

  private Element subject() {
    return Xml.child(element, Xml.ASSERTION, "Subject");
  }

  /// Of the session there, when the provider tells.
  Optional<String> session() {
    return Xml.children(element, Xml.ASSERTION, "AuthnStatement").stream()
        .flatMap(statement -> Xml.attribute(statement, "SessionIndex").stream())
        .findFirst();
  }

  /// Who it is about.
  ///
  /// @throws ProviderException PERSON_INCOMPLETE
  DirectoryPerson person() {
    SamlSettings.Attributes names = settings.attributes();
    String subject =
        names.user().map(name -> value(name).orElse("")).orElseGet(this::permanentName);
    String email = value(names.email()).orElse("");
    String login =
        value(names.login())
            .or(() -> Optional.of(email).filter(known -> !known.isEmpty()))
            .orElseThrow(() -> incomplete("it tells no " + names.login()));
    try {
      return new DirectoryPerson(
          new ExternalId(settings.peer().entity(), subject),
          new UserProfile(login, email, first(FIRST_NAMES), first(LAST_NAMES)),
          Set.copyOf(values(names.groups()).distinct().toList()));
    } catch (IllegalArgumentException e) {
      throw incomplete(String.valueOf(e.getMessage()));
    }
  }

  private String permanentName() {
    Element name = Xml.child(subject(), Xml.ASSERTION, "NameID");
    if (PASSING.contains(name.getAttribute("Format"))) {
      throw incomplete(
          "it names you by an address, or by a name for this once; let it send a persistent NameID,"
              + " or name an attribute by saml_user_attribute");
    }
    return Xml.text(name);
  }

  private String first(List<String> names) {
    return names.stream().flatMap(name -> value(name).stream()).findFirst().orElse("");
  }

  private Optional<String> value(String attribute) {
    return values(attribute).filter(text -> !text.isBlank()).findFirst();
  }

  private Stream<String> values(String attribute) {
    return Xml.children(element, Xml.ASSERTION, "AttributeStatement").stream()
        .flatMap(statement -> Xml.children(statement, Xml.ASSERTION, "Attribute").stream())
        .filter(found ->
            found.getAttribute("Name").equals(attribute)
                || found.getAttribute("FriendlyName").equals(attribute))
        .flatMap(found -> Xml.children(found, Xml.ASSERTION, "AttributeValue").stream())
        .map(Xml::text);
  }

  private static ProviderException incomplete(String why) {
    return new ProviderException(
        Reason.PERSON_INCOMPLETE,
        "The identity provider does not tell who you are in a way that can be used here: %s."
            .formatted(why));
  }
}
