/// What exists here: account, projects, environments, connections, credentials, variables.
@NullMarked
package dev.bailey.registry;

import org.jspecify.annotations.NullMarked;
