package dev.bailey.security.saml;

import dev.bailey.security.provider.ProviderException;
import dev.bailey.security.provider.ProviderException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// XML as strangers may send it: no document type, and so no entity that reads a file or grows;
/// nothing is fetched.
final class Xml {
  static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
  static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
  static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";
  static final String ENCRYPTION_11 = "http://www.w3.org/2009/xmlenc11#";

  /// How deep elements may stand in one another.
  private static final String MOST_DEPTH = "64";

  private Xml() {}

  /// The one element that everything else is in.
  ///
  /// @throws ProviderException PROOF_INVALID
  static Element parse(byte[] text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setAttribute("jdk.xml.maxElementDepth", MOST_DEPTH);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // It would print to standard error.
      return builder.parse(new ByteArrayInputStream(text)).getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java runtime has no such parser", e);
    } catch (SAXException | IOException e) {
      throw invalid("it is no XML that is taken here");
    }
  }

  /// Whether it is called like this.
  static boolean is(Node node, String namespace, String name) {
    return node instanceof Element
        && namespace.equals(node.getNamespaceURI())
        && name.equals(node.getLocalName());
  }

  /// The elements right below `parent` that are called like this.
  static List<Element> children(Element parent, String namespace, String name) {
    var found = new ArrayList<Element>();
    var nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && is(element, namespace, name)) {
        found.add(element);
      }
    }
    return found;
  }

  /// The one element right below `parent` that is called like this.
  ///
  /// @throws ProviderException PROOF_INVALID when there is none, or more than one
  static Element child(Element parent, String namespace, String name) {
    List<Element> found = children(parent, namespace, name);
    if (found.size() != 1) {
      throw invalid("it has %d times %s".formatted(found.size(), name));
    }
    return found.getFirst();
  }

  /// The text of an element, which has nothing else in it.
  ///
  /// @throws ProviderException PROOF_INVALID
  static String text(Element element) {
    var text = new StringBuilder();
    var nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() != Node.TEXT_NODE) {
        throw invalid(element.getLocalName() + " is more than text");
      }
      text.append(nodes.item(i).getNodeValue());
    }
    return text.toString().strip();
  }

  /// An attribute that is there.
  static Optional<String> attribute(Element element, String name) {
    return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
  }

  /// A text as it stands in XML.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static ProviderException invalid(String why) {
    return new ProviderException(
        Reason.PROOF_INVALID, "The identity provider's answer proves nothing: %s.".formatted(why));
  }
}
