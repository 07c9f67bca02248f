package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.store.Lazy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The JSON of a parsed manifest that is the same for every command: each node while it is not
/// compiled, and all that follows the nodes. A warm server makes it once and copies it into the
/// artifacts of every run; so also `semantic_manifest.json`, which no command changes. Immutable.
public final class ManifestParts {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Lazy<Manifest> manifest;
  private final Json json;

  /// The bytes, to be kept.
  ///
  /// @param nodes each as it stands in the file, the key included, in the order of the manifest
  /// @param functions likewise
  /// @param others the members that follow
  /// @param semantic the whole of `semantic_manifest.json`
  public record Json(List<byte[]> nodes, List<byte[]> functions, byte[] others, byte[] semantic) {}

  /// @param json that of `manifest`
  public ManifestParts(Lazy<Manifest> manifest, Json json) {
    this.manifest = manifest;
    this.json = json;
  }

  /// The parts of `manifest`.
  ///
  /// @param earlier those of another manifest of the same moment, of which this one may have parts
  public static ManifestParts of(Manifest manifest, Dag dag, Optional<ManifestParts> earlier) {
    Optional<ManifestParts> base =
        earlier.filter(parts -> parts.manifest.get().createdAt().equals(manifest.createdAt()));
    var known = new IdentityHashMap<Node, byte[]>();
    base.ifPresent(parts -> {
      Manifest before = parts.manifest.get();
      known(before.nodesWithoutFunctions(), parts.json.nodes(), known);
      known(before.functions(), parts.json.functions(), known);
    });
    var resources = new ResourceJson(manifest.createdAt());
    byte[] others =
        base.filter(parts -> haveSameOthers(parts.manifest.get(), manifest))
            .map(parts -> parts.json.others())
            .orElseGet(() -> members(json -> new Others(manifest, dag, resources, json).write()));
    return new ManifestParts(
        Lazy.known(manifest),
        new Json(
            nodes(manifest.nodesWithoutFunctions(), resources, known),
            nodes(manifest.functions(), resources, known),
            others,
            new SemanticManifestJson(manifest).bytes()));
  }

  private static void known(
      Map<String, Node> nodes, List<byte[]> json, IdentityHashMap<Node, byte[]> known) {
    Iterator<byte[]> each = json.iterator();
    nodes.values().forEach(node -> known.put(node, each.next()));
  }

  private static List<byte[]> nodes(
      Map<String, Node> nodes, ResourceJson resources, IdentityHashMap<Node, byte[]> known) {
    return List.copyOf(nodes.values()).parallelStream()
        .map(node -> {
          byte[] json = known.get(node);
          return json == null ? node(node, NodeFiles.NONE, resources) : json;
        })
        .toList();
  }

  /// Whether everything but the nodes themselves is the same: also their edges and groups.
  private static boolean haveSameOthers(Manifest one, Manifest other) {
    return List.copyOf(one.nodes().keySet()).equals(List.copyOf(other.nodes().keySet()))
        && one.nodes().entrySet().stream()
            .allMatch(entry -> standAlike(entry.getValue(), other.nodes().get(entry.getKey())))
        && one.sources().equals(other.sources())
        && one.exposures().equals(other.exposures())
        && one.macros().equals(other.macros())
        && one.docs().equals(other.docs())
        && one.groups().equals(other.groups())
        && one.semantics().equals(other.semantics())
        && one.unitTests().equals(other.unitTests())
        && one.disabled().equals(other.disabled())
        && one.selectors().equals(other.selectors());
  }

  private static boolean standAlike(Node one, @Nullable Node other) {
    return one.equals(other)
        || (other != null
            && one.dependsOn().nodes().equals(other.dependsOn().nodes())
            && one.properties().group().equals(other.properties().group()));
  }

  /// The bytes, to be kept.
  public Json json() {
    return json;
  }

  /// About how many bytes the parts have.
  int size() {
    return size(json.nodes()) + size(json.functions()) + json.others().length;
  }

  private static int size(List<byte[]> parts) {
    return parts.stream().mapToInt(part -> part.length + 1).sum();
  }

  /// Writes the members of the object of nodes.
  ///
  /// @param files what an invocation made of nodes, by unique id
  void writeNodes(Map<String, NodeFiles> files, ByteArrayOutputStream out) {
    write(json.nodes(), Manifest::nodesWithoutFunctions, files, out);
  }

  /// Writes the members of the object of functions.
  ///
  /// @param files what an invocation made of functions, by unique id
  void writeFunctions(Map<String, NodeFiles> files, ByteArrayOutputStream out) {
    write(json.functions(), Manifest::functions, files, out);
  }

  private void write(
      List<byte[]> parts,
      Function<Manifest, Map<String, Node>> nodes,
      Map<String, NodeFiles> files,
      ByteArrayOutputStream out) {
    List<byte[]> written = files.isEmpty() ? parts : parts(parts, nodes, files);
    boolean isFirst = true;
    for (byte[] part : written) {
      if (!isFirst) {
        out.write(',');
      }
      isFirst = false;
      out.writeBytes(part);
    }
  }

  /// The parts with those in place that an invocation made something of.
  private List<byte[]> parts(
      List<byte[]> parts,
      Function<Manifest, Map<String, Node>> nodes,
      Map<String, NodeFiles> files) {
    var resources = new ResourceJson(manifest.get().createdAt());
    var written = new ArrayList<byte[]>(parts.size());
    for (Node node : nodes.apply(manifest.get()).values()) {
      NodeFiles made = files.get(node.uniqueId());
      written.add(made == null ? parts.get(written.size()) : node(node, made, resources));
    }
    return written;
  }

  /// Writes the members of the manifest that follow its nodes.
  void writeOthers(ByteArrayOutputStream out) {
    out.writeBytes(json.others());
  }

  private static byte[] node(Node node, NodeFiles files, ResourceJson resources) {
    return members(json -> {
      json.writeFieldName(node.uniqueId());
      resources.node(node, files, json);
    });
  }

  /// Something that writes members of an object.
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /// The bytes of an object's members, without its braces.
  static byte[] members(Members members) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] braced = out.toByteArray();
    return Arrays.copyOfRange(braced, 1, braced.length - 1);
  }

  /// Writes what follows the nodes.
  private record Others(Manifest manifest, Dag dag, ResourceJson resources, JsonGenerator json) {
    void write() throws IOException {
      all("sources", manifest.sources());
      all("macros", manifest.macros());
      all("docs", manifest.docs());
      all("exposures", manifest.exposures());
      all("metrics", manifest.semantics(ResourceType.METRIC));
      all("groups", manifest.groups());
      json.writeFieldName("selectors");
      DataJson.write(manifest.selectors(), json);
      disabled();
      edges("parent_map", dag::parents);
      edges("child_map", dag::children);
      groupMap();
      all("saved_queries", manifest.semantics(ResourceType.SAVED_QUERY));
      all("semantic_models", manifest.semantics(ResourceType.SEMANTIC_MODEL));
      all("unit_tests", manifest.unitTests());
    }

    private void all(String name, Map<String, ? extends Resource> all) throws IOException {
      json.writeObjectFieldStart(name);
      for (var entry : all.entrySet()) {
        json.writeFieldName(entry.getKey());
        resources.resource(entry.getValue(), json);
      }
      json.writeEndObject();
    }

    private void disabled() throws IOException {
      json.writeObjectFieldStart("disabled");
      for (var entry : manifest.disabled().entrySet()) {
        json.writeArrayFieldStart(entry.getKey());
        for (Resource resource : entry.getValue()) {
          resources.resource(resource, json);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }

    private void edges(String name, Function<String, List<String>> edges) throws IOException {
      json.writeObjectFieldStart(name);
      for (String id : dag.ids()) {
        json.writeArrayFieldStart(id);
        for (String other : edges.apply(id).stream().sorted().toList()) {
          json.writeString(other);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }

    private void groupMap() throws IOException {
      json.writeObjectFieldStart("group_map");
      for (Group group : manifest.groups().values()) {
        json.writeArrayFieldStart(group.name());
        for (Node node : manifest.nodes().values()) {
          if (node.properties().group().filter(group.name()::equals).isPresent()) {
            json.writeString(node.uniqueId());
          }
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }
}
