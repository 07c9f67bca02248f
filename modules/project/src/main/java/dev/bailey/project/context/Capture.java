package dev.bailey.project.context;

import dev.bailey.project.config.ConfigMerge;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Ref;
import dev.bailey.project.manifest.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a template asked for while it was rendered to find that out. One thread at a time.
public final class Capture {
  private final List<Ref> refs = new ArrayList<>();
  private final Collection<SourceRef> sources;
  private final List<List<String>> metrics = new ArrayList<>();
  private final List<List<String>> functions = new ArrayList<>();
  private final Set<String> macros = new LinkedHashSet<>();
  private final Set<Map.Entry<Data, Data>> said = new HashSet<>();
  private final boolean isOnce;
  private Data.Dict config = Data.noEntries();

  private Capture(boolean isOnce) {
    this.isOnce = isOnce;
    this.sources = isOnce ? new LinkedHashSet<>() : new ArrayList<>();
  }

  /// What is asked for again counts again.
  public Capture() {
    this(false);
  }

  /// The same source, and the same value of a config, count once: dbt keeps sets of what it reads
  /// without rendering.
  public static Capture once() {
    return new Capture(true);
  }

  public void ref(Ref ref) {
    refs.add(ref);
  }

  public void source(SourceRef source) {
    sources.add(source);
  }

  void metric(List<String> name) {
    metrics.add(name);
  }

  void function(List<String> name) {
    functions.add(name);
  }

  public void macro(String uniqueId) {
    macros.add(uniqueId);
  }

  public void config(Data.Dict call) {
    config = ConfigMerge.calls(config, isOnce ? unsaid(call) : ConfigMerge.named(call));
  }

  private Data.Dict unsaid(Data.Dict call) {
    var unsaid = new LinkedHashMap<>(call.entries());
    unsaid.entrySet().removeIf(one -> !said.add(Map.entry(one.getKey(), one.getValue())));
    return new Data.Dict(unsaid);
  }

  public List<Ref> refs() {
    return List.copyOf(refs);
  }

  public List<SourceRef> sources() {
    return List.copyOf(sources);
  }

  public List<List<String>> metrics() {
    return List.copyOf(metrics);
  }

  public List<List<String>> functions() {
    return List.copyOf(functions);
  }

  public List<String> macros() {
    return List.copyOf(macros);
  }

  /// What was asked for so far, without `config()` calls; more may be added to it.
  public Capture copy() {
    var copy = new Capture(isOnce);
    copy.addAll(this);
    return copy;
  }

  /// Takes over what another template asked for, without its `config()` calls.
  public void addAll(Capture other) {
    refs.addAll(other.refs);
    sources.addAll(other.sources);
    metrics.addAll(other.metrics);
    functions.addAll(other.functions);
    macros.addAll(other.macros);
  }

  /// All `config()` calls taken together.
  public Data.Dict config() {
    return config;
  }
}
