@NullMarked
package dev.bailey.jobs;

import org.jspecify.annotations.NullMarked;
