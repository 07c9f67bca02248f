/// The audit, told to a syslog server as it is written.
@NullMarked
package dev.bailey.security.syslog;

import org.jspecify.annotations.NullMarked;
