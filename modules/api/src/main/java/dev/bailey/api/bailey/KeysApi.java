package dev.bailey.api.bailey;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import dev.bailey.storage.keys.Passphrase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Looking after the keys that everything is encrypted with.
public final class KeysApi {
  private static final String KEYS = "/api/bailey/v1/keys";

  private final Keys keys;
  private final Changes changes;

  /// The keys.
  ///
  /// @param source of another master key, as the configuration names it; asks for a passphrase when
  ///   that is what it takes
  /// @param rotation of data keys
  /// @param seal closes the appliance, soon
  public record Keys(
      KeyRing ring,
      Function<Supplier<Passphrase>, MasterKeySource> source,
      DataKeyRotation rotation,
      Runnable seal) {}

  /// Serves `keys`.
  public KeysApi(Keys keys, Changes changes) {
    this.keys = keys;
    this.changes = changes;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(AccountArea.OPERATIONS, Action.READ);
    Guard write = Guard.in(AccountArea.OPERATIONS, Action.WRITE);
    return List.of(
        Route.of(Verb.GET, KEYS, read, "The state of the keys", this::state),
        Route.of(
            Verb.POST, KEYS + "/master-key", write, "Change the master key", this::changeMasterKey),
        Route.of(
            Verb.POST,
            KEYS + "/data-keys",
            write,
            "Begin to rotate the data keys, in the background",
            this::rotateDataKeys),
        Route.of(
            Verb.POST, KEYS + "/seal", write, "Wipe the keys and close everything", this::seal));
  }

  private Answer state(Call call) {
    var progress = keys.rotation().progress();
    return Json.answer(
        200,
        Json.object()
            .put("master_key", keys.ring().kind().word())
            .put("data_keys", progress.owners())
            .put("rotations", progress.round())
            .put("left_to_rotate", progress.left()));
  }

  private Answer rotateDataKeys(Call call) {
    changes.log().done(call.subject(), "keys.data_key_rotation_begun", Target.none());
    keys.rotation().begin();
    return Json.answer(202, Json.object().put("status", "rotating"));
  }

  /// The ring is written last: when that fails, the line in the audit is undone.
  private Answer changeMasterKey(Call call) {
    Fields fields = Fields.of(call.json());
    MasterKeySource source = keys.source().apply(() -> passphrase(fields));
    try {
      changes
          .transactions()
          .run(() -> {
            var target = new Target("master_key", source.kind().word());
            changes.log().done(call.subject(), "keys.master_key_changed", target);
            keys.ring().changeMasterKey(source);
          });
    } catch (StorageException e) {
      throw new Refusal(409, "not_changed", String.valueOf(e.getMessage()));
    }
    return state(call);
  }

  private static Passphrase passphrase(Fields fields) {
    return Passphrase.taking(fields.required("passphrase").getBytes(StandardCharsets.UTF_8));
  }

  private Answer seal(Call call) {
    if (keys.ring().kind() != MasterKeySource.Kind.PASSPHRASE) {
      throw new Refusal(
          409,
          "not_sealable",
          "the master key is no passphrase: nothing would keep the appliance sealed. Stop it instead");
    }
    changes.log().done(call.subject(), "keys.sealed", Target.none());
    keys.seal().run();
    return Json.answer(202, Json.object().put("status", "sealing"));
  }
}
