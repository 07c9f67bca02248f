/// Git over HTTPS, for stock git clients.
@NullMarked
package dev.bailey.api.git;

import org.jspecify.annotations.NullMarked;
