@NullMarked
package dev.bailey.security.saml;

import org.jspecify.annotations.NullMarked;
