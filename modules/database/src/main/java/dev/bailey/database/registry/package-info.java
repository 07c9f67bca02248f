/// What exists here, in tables; secrets sealed.
@NullMarked
package dev.bailey.database.registry;

import org.jspecify.annotations.NullMarked;
