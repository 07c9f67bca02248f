package dev.bailey.api.http;

/// Does what a route is for.
@FunctionalInterface
public interface Handler {

  /// @throws Refusal when the call cannot be done, for a reason that its caller can mend
  Answer answer(Call call);
}
