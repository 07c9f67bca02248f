/// Bailey's own API: what dbt Cloud's has no word for. Failures are RFC 9457 problem documents.
@NullMarked
package dev.bailey.api.bailey;

import org.jspecify.annotations.NullMarked;
