/// dbt Cloud's Administrative API, field for field as its clients expect (facts/api.md).
@NullMarked
package dev.bailey.api.v2;

import org.jspecify.annotations.NullMarked;
