/// The port to a warehouse: what the engine needs of it, and nothing of how it is reached.
@NullMarked
package dev.bailey.engine.adapter;

import org.jspecify.annotations.NullMarked;
