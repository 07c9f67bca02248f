/// Who may do what, looked at again from time to time.
@NullMarked
package dev.bailey.security.review;

import org.jspecify.annotations.NullMarked;
