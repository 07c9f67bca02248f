/// Users, roles, permissions, tokens, sessions, audit. Shiro inside.
@NullMarked
package dev.bailey.security;

import org.jspecify.annotations.NullMarked;
