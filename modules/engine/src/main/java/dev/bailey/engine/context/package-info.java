/// What templates see at run time: the adapter, relations, columns, tables of rows, and the
/// functions that run statements.
@NullMarked
package dev.bailey.engine.context;

import org.jspecify.annotations.NullMarked;
