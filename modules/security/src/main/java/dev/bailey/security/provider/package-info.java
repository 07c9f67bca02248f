/// Identity providers: people sign in on pages elsewhere, and their browsers bring the proof.
@NullMarked
package dev.bailey.security.provider;

import org.jspecify.annotations.NullMarked;
