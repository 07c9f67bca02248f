/// What a profile or the registry says of a warehouse, read and checked.
@NullMarked
package dev.bailey.warehouse.settings;

import org.jspecify.annotations.NullMarked;
