@NullMarked
package dev.bailey.api.server;

import org.jspecify.annotations.NullMarked;
