package dev.bailey.storage.keys;

/// Two commands that wrap and unwrap what they get on standard input, as the command lines of key
/// management services do.
///
/// @param wrap puts out what `unwrap` takes
public record CommandWrapper(KeyCommand wrap, KeyCommand unwrap) implements KeyWrapper {

  @Override
  public MasterKeySource.Kind kind() {
    return MasterKeySource.Kind.KMS;
  }

  @Override
  public byte[] wrap(byte[] key) {
    return wrap.ask(key);
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    return unwrap.ask(wrapped);
  }
}
