/// Golden files, temporary repositories, real servers for tests, oracle runners. Test scope only.
@NullMarked
package dev.bailey.testkit;

import org.jspecify.annotations.NullMarked;
