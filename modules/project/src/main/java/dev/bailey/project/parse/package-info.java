/// Project files to resources: blocks of template files, names and ids.
@NullMarked
package dev.bailey.project.parse;

import org.jspecify.annotations.NullMarked;
