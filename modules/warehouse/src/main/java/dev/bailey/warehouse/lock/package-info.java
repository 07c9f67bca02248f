/// Locks on the objects of warehouses, so that runs do not write the same one at once.
@NullMarked
package dev.bailey.warehouse.lock;

import org.jspecify.annotations.NullMarked;
