package dev.bailey.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Dictionaries and lists that several threads use.
class SharedValuesTest {
  private static final int EACH = 500;

  @Test
  void whatIsPutIntoASharedDictionaryStaysTheSameObject() {
    var shared = DictValue.shared();
    var inner = DictValue.empty();

    shared.put("inner", inner);
    inner.put("later", Int.of(1));

    assertThat(shared.get("inner")).isSameAs(inner);
    assertThat(shared.repr()).isEqualTo("{'inner': {'later': 1}}");
  }

  @Test
  void noWriteOfAnyThreadIsLost() {
    var shared = DictValue.shared();
    var inner = DictValue.empty();
    var list = ListValue.empty();
    shared.put("inner", inner);
    inner.put("list", list);

    CompletableFuture.allOf(writing(inner, list, "a"), writing(inner, list, "b")).join();

    assertThat(inner.size()).isEqualTo(2 * EACH + 1);
    assertThat(list.size()).isEqualTo(2 * EACH);
  }

  @Test
  void whoeverWalksOverItSeesItAsItWas() {
    var shared = DictValue.shared();
    shared.put("a", Int.of(1));
    shared.put("b", Int.of(2));

    var seen = new ArrayList<Value>();
    for (Value key : shared.entries().keySet()) {
      shared.put("after " + key.str(), Int.of(0));
      seen.add(key);
    }

    assertThat(seen).containsExactly(Str.of("a"), Str.of("b"));
  }

  private static CompletableFuture<Void> writing(DictValue dict, ListValue list, String name) {
    return CompletableFuture.runAsync(() -> {
      for (int i = 0; i < EACH; i++) {
        dict.put(name + i, Int.of(i));
        list.items().add(Int.of(i));
      }
    });
  }
}
