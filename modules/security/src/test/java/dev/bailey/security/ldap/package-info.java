@NullMarked
package dev.bailey.security.ldap;

import org.jspecify.annotations.NullMarked;
