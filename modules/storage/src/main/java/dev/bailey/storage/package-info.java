/// Keys, AES-256 encryption, encrypted random-access files, the object store.
@NullMarked
package dev.bailey.storage;

import org.jspecify.annotations.NullMarked;
