/// `dbt deps`: which packages a project asks for, which versions that means, and where they come
/// from. Knows no disk and no network; those are ports.
@NullMarked
package dev.bailey.engine.deps;

import org.jspecify.annotations.NullMarked;
