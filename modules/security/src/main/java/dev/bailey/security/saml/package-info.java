/// Identity providers that speak SAML 2.0.
@NullMarked
package dev.bailey.security.saml;

import org.jspecify.annotations.NullMarked;
