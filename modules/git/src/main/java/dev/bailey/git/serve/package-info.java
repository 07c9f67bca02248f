/// Git's own protocols over SSH and HTTPS, for stock git clients.
@NullMarked
package dev.bailey.git.serve;

import org.jspecify.annotations.NullMarked;
