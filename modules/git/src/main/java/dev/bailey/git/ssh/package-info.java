/// What our SSH server and our SSH client have in common.
@NullMarked
package dev.bailey.git.ssh;

import org.jspecify.annotations.NullMarked;
