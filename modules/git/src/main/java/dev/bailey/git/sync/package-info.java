/// Repositories elsewhere, fetched by Camel routes.
@NullMarked
package dev.bailey.git.sync;

import org.jspecify.annotations.NullMarked;
