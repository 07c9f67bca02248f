package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Holds a manifest against one that dbt wrote, key by key.
final class ManifestComparison {
  /// What differs between two runs of dbt, or is known only after compiling.
  private static final Set<String> VOLATILE =
      Set.of(
          "created_at",
          "root_path",
          "build_path",
          "compiled_path",
          "compiled",
          "compiled_code",
          "extra_ctes",
          "extra_ctes_injected");

  private final Set<String> packages;
  private final List<String> differences = new ArrayList<>();

  private ManifestComparison(Set<String> packages) {
    this.packages = packages;
  }

  /// One line for each difference.
  ///
  /// @param packages whose macros and docs blocks are compared
  static List<String> differences(Data.Dict dbt, Manifest ours, Set<String> packages) {
    var comparison = new ManifestComparison(packages);
    comparison.section(dbt, "nodes", ours.nodes());
    comparison.section(dbt, "sources", ours.sources());
    comparison.section(dbt, "exposures", ours.exposures());
    comparison.section(dbt, "groups", ours.groups());
    comparison.section(dbt, "semantic_models", ours.semantics(ResourceType.SEMANTIC_MODEL));
    comparison.section(dbt, "metrics", ours.semantics(ResourceType.METRIC));
    comparison.section(dbt, "saved_queries", ours.semantics(ResourceType.SAVED_QUERY));
    comparison.section(dbt, "macros", ours.macros());
    comparison.section(dbt, "docs", ours.docs());
    comparison.disabled(dbt, ours);
    return comparison.differences;
  }

  private void section(Data.Dict dbt, String name, Map<String, ? extends Resource> ours) {
    var expected = new LinkedHashMap<Data, Data>(((Data.Dict) dbt.find(name).get()).entries());
    var actual = new LinkedHashMap<Data, Data>();
    ours.forEach((id, resource) -> actual.put(Data.of(id), ManifestData.of(resource)));
    if (name.equals("macros") || name.equals("docs")) {
      expected.values().removeIf(this::isElsewhere);
      actual.values().removeIf(this::isElsewhere);
    }
    compare(name, new Data.Dict(expected), new Data.Dict(actual));
  }

  private boolean isElsewhere(Data resource) {
    return !packages.contains(
        ((Data.Dict) resource).find("package_name").flatMap(Data::asText).orElse(""));
  }

  private void disabled(Data.Dict dbt, Manifest ours) {
    var actual = new LinkedHashMap<String, Data>();
    ours.disabled()
        .forEach((id, all) ->
            actual.put(id, new Data.Items(all.stream().<Data>map(ManifestData::of).toList())));
    compare("disabled", dbt.find("disabled").orElseThrow(), Data.dict(actual));
  }

  private void compare(String path, Data dbt, Data ours) {
    if (dbt instanceof Data.Dict a && ours instanceof Data.Dict b) {
      var keys = new TreeSet<String>();
      a.entries().keySet().forEach(key -> keys.add(key.asText().orElse(key.toString())));
      b.entries().keySet().forEach(key -> keys.add(key.asText().orElse(key.toString())));
      keys.removeAll(VOLATILE);
      for (String key : keys) {
        if (a.find(key).isEmpty() || b.find(key).isEmpty()) {
          differences.add(path + "." + key + (a.find(key).isEmpty() ? " only ours" : " missing"));
        } else {
          compare(path + "." + key, a.find(key).get(), b.find(key).get());
        }
      }
    } else if (dbt instanceof Data.Items(var a)
        && ours instanceof Data.Items(var b)
        && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path + "[" + i + "]", a.get(i), b.get(i));
      }
    } else if (!same(dbt, ours)) {
      differences.add(path + ": dbt " + dbt + ", ours " + ours);
    }
  }

  /// JSON has no dates.
  private static boolean same(Data dbt, Data ours) {
    return dbt.equals(ours)
        || (ours instanceof Data.Date(var date) && dbt.equals(Data.of(date.toString())));
  }
}
