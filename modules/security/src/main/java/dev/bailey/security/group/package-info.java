/// Groups of users, and what they may do together.
@NullMarked
package dev.bailey.security.group;

import org.jspecify.annotations.NullMarked;
