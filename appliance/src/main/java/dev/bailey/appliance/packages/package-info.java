/// Where packages of dbt projects come from: hubs and archives over HTTP, git repositories.
@NullMarked
package dev.bailey.appliance.packages;

import org.jspecify.annotations.NullMarked;
