/// HTTP: Administrative API v2/v3, Bailey API, server-sent events, git smart HTTP.
@NullMarked
package dev.bailey.api;

import org.jspecify.annotations.NullMarked;
