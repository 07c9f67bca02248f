@NullMarked
package dev.bailey.project.batch;

import org.jspecify.annotations.NullMarked;
