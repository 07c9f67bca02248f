/// The manifest as a file: `manifest.json`, written and read.
@NullMarked
package dev.bailey.project.artifact;

import org.jspecify.annotations.NullMarked;
