/// What every API here is made of: routes that declare who may call them, calls, answers.
@NullMarked
package dev.bailey.api.http;

import org.jspecify.annotations.NullMarked;
