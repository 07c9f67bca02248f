@NullMarked
package dev.bailey.database.jobs;

import org.jspecify.annotations.NullMarked;
