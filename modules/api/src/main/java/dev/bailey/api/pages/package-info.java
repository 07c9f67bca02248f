/// What browsers load besides data: the UI's files, the description of the API, health.
@NullMarked
package dev.bailey.api.pages;

import org.jspecify.annotations.NullMarked;
