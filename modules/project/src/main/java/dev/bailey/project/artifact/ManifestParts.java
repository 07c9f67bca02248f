package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SemanticDefinition;
import dev.bailey.project.store.Lazy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
  private static final List<ResourceType> GROUPED =
      List.of(ResourceType.SAVED_QUERY, ResourceType.SEMANTIC_MODEL, ResourceType.METRIC);

  private final Lazy<Manifest> manifest;
  private final Json json;

  /// The bytes, to be kept.
  ///
  /// @param nodes each as it stands in the file, the key included, in the order of the manifest
  /// @param functions likewise
  /// @param others the members that follow
  /// @param semantic the whole of `semantic_manifest.json`
  public record Json(
      List<ByteBuffer> nodes, List<ByteBuffer> functions, ByteBuffer others, ByteBuffer semantic) {}

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
    var known = new IdentityHashMap<Node, ByteBuffer>();
    base.ifPresent(parts -> {
      Manifest before = parts.manifest.get();
      known(before.nodesWithoutFunctions(), parts.json.nodes(), known);
      known(before.functions(), parts.json.functions(), known);
    });
    var resources = new ResourceJson(manifest.createdAt());
    ByteBuffer others =
        base.filter(parts -> haveSameOthers(parts.manifest.get(), manifest))
            .map(parts -> parts.json.others())
            .orElseGet(() -> buffer(json -> new Others(manifest, dag, resources, json).write()));
    return new ManifestParts(
        Lazy.known(manifest),
        new Json(
            nodes(manifest.nodesWithoutFunctions(), resources, known),
            nodes(manifest.functions(), resources, known),
            others,
            ByteBuffer.wrap(new SemanticManifestJson(manifest).bytes())));
  }

  private static void known(
      Map<String, Node> nodes, List<ByteBuffer> json, IdentityHashMap<Node, ByteBuffer> known) {
    Iterator<ByteBuffer> each = json.iterator();
    nodes.values().forEach(node -> known.put(node, each.next()));
  }

  private static List<ByteBuffer> nodes(
      Map<String, Node> nodes, ResourceJson resources, IdentityHashMap<Node, ByteBuffer> known) {
    return List.copyOf(nodes.values()).parallelStream()
        .map(node -> {
          ByteBuffer json = known.get(node);
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

  /// The whole of `semantic_manifest.json`.
  public byte[] semanticManifest() {
    byte[] bytes = new byte[json.semantic().remaining()];
    json.semantic().duplicate().get(bytes);
    return bytes;
  }

  /// The parts of the file, in order.
  ///
  /// @param beginning the members that precede the nodes
  /// @param files what an invocation made of nodes and functions, by unique id
  List<ByteBuffer> inOrder(byte[] beginning, Map<String, NodeFiles> files) {
    var parts = new ArrayList<ByteBuffer>(2 * (json.nodes().size() + json.functions().size()) + 5);
    parts.add(text("{"));
    parts.add(ByteBuffer.wrap(beginning));
    parts.add(text(",\"nodes\":{"));
    add(json.nodes(), Manifest::nodesWithoutFunctions, files, parts);
    parts.add(text("},\"functions\":{"));
    add(json.functions(), Manifest::functions, files, parts);
    parts.add(text("},"));
    parts.add(json.others());
    parts.add(text("}"));
    return parts;
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(
      List<ByteBuffer> members,
      Function<Manifest, Map<String, Node>> nodes,
      Map<String, NodeFiles> files,
      List<ByteBuffer> parts) {
    ByteBuffer comma = text(",");
    boolean isFirst = true;
    for (ByteBuffer member : files.isEmpty() ? members : withFiles(members, nodes, files)) {
      if (!isFirst) {
        parts.add(comma);
      }
      isFirst = false;
      parts.add(member);
    }
  }

  /// The members, with new ones for the nodes that an invocation made something of.
  private List<ByteBuffer> withFiles(
      List<ByteBuffer> members,
      Function<Manifest, Map<String, Node>> nodes,
      Map<String, NodeFiles> files) {
    var resources = new ResourceJson(manifest.get().createdAt());
    var written = new ArrayList<ByteBuffer>(members.size());
    for (Node node : nodes.apply(manifest.get()).values()) {
      NodeFiles made = files.get(node.uniqueId());
      written.add(made == null ? members.get(written.size()) : node(node, made, resources));
    }
    return written;
  }

  private static ByteBuffer node(Node node, NodeFiles files, ResourceJson resources) {
    return buffer(json -> {
      json.writeFieldName(node.uniqueId());
      resources.node(node, files, json);
    });
  }

  /// Something that writes members of an object.
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static ByteBuffer buffer(Members members) {
    return ByteBuffer.wrap(members(members));
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
        for (ResourceType type : GROUPED) {
          for (SemanticDefinition one : manifest.semantics(type).values()) {
            if (one.config().group().filter(group.name()::equals).isPresent()) {
              json.writeString(one.uniqueId());
            }
          }
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }
}
