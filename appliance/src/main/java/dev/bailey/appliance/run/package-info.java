/// What runs stand on here: a commit of a repository, a connection, and the warm engine.
@NullMarked
package dev.bailey.appliance.run;

import org.jspecify.annotations.NullMarked;
