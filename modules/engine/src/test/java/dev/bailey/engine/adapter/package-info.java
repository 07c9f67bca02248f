@NullMarked
package dev.bailey.engine.adapter;

import org.jspecify.annotations.NullMarked;
