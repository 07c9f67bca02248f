package dev.bailey.api.http;

import java.io.InputStream;

/// What answers the requests that a server gets.
public interface Answering {

  /// Answers one request; never throws.
  Answer answer(Head head, InputStream body);

  /// Answers a call that came over plain HTTP, where only pages are redirected.
  Answer exposed(Head head);

  /// Answers what never became a request, in the words of the API that its path belongs to.
  ///
  /// @param path as far as it was read; may be empty
  Answer unreadable(String path, int status, String message);
}
