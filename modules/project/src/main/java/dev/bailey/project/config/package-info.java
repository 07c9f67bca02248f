/// `dbt_project.yml`, the config of each resource that follows from it, variables and environment.
@NullMarked
package dev.bailey.project.config;

import org.jspecify.annotations.NullMarked;
