/// LDAP servers and Active Directory, by the UnboundID LDAP SDK.
@NullMarked
package dev.bailey.security.ldap;

import org.jspecify.annotations.NullMarked;
