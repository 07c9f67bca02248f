/// Who is signed in with a browser.
@NullMarked
package dev.bailey.security.session;

import org.jspecify.annotations.NullMarked;
