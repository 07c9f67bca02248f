/// YAML as PyYAML's safe loader reads it, each node with its place in the file.
@NullMarked
package dev.bailey.project.yaml;

import org.jspecify.annotations.NullMarked;
