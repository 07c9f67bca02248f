@NullMarked
package dev.bailey.security.syslog;

import org.jspecify.annotations.NullMarked;
