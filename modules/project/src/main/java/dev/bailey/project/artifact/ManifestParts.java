package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.graph.Dag;
import dev.bailey.project.manifest.Group;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.ResourceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JSON of a parsed manifest that is the same for every command: each node while it is not
/// compiled, and all that follows the nodes. A warm server makes it once and copies it into the
/// artifacts of every run. Immutable.
public final class ManifestParts {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Manifest manifest;
  private final ResourceJson resources;
  private final List<Part> nodes;
  private final List<Part> functions;
  private final byte[] others;

  private static final class Part {
    private final Node node;

    /// As it stands in the file, the key included.
    private final byte[] json;

    Part(Node node, byte[] json) {
      this.node = node;
      this.json = json;
    }
  }

  private ManifestParts(
      Manifest manifest,
      ResourceJson resources,
      List<Part> nodes,
      List<Part> functions,
      byte[] others) {
    this.manifest = manifest;
    this.resources = resources;
    this.nodes = nodes;
    this.functions = functions;
    this.others = others;
  }

  /// The parts of `manifest`.
  ///
  /// @param earlier those of another manifest of the same moment, of which this one may have parts
  public static ManifestParts of(Manifest manifest, Dag dag, Optional<ManifestParts> earlier) {
    Optional<ManifestParts> base =
        earlier.filter(parts -> parts.manifest.createdAt().equals(manifest.createdAt()));
    var known = new IdentityHashMap<Node, byte[]>();
    base.ifPresent(parts ->
        Stream.concat(parts.nodes.stream(), parts.functions.stream())
            .forEach(part -> known.put(part.node, part.json)));
    var resources = new ResourceJson(manifest.createdAt());
    byte[] others =
        base.filter(parts -> haveSameOthers(parts.manifest, manifest))
            .map(parts -> parts.others)
            .orElseGet(() -> members(json -> new Others(manifest, dag, resources, json).write()));
    return new ManifestParts(
        manifest,
        resources,
        parts(manifest.nodesWithoutFunctions(), resources, known),
        parts(manifest.functions(), resources, known),
        others);
  }

  private static List<Part> parts(
      Map<String, Node> nodes, ResourceJson resources, IdentityHashMap<Node, byte[]> known) {
    return List.copyOf(nodes.values()).parallelStream()
        .map(node -> {
          byte[] json = known.get(node);
          return new Part(node, json == null ? node(node, NodeFiles.NONE, resources) : json);
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

  /// The parts of `manifest` as [#chunks] gave them.
  ///
  /// @throws IllegalArgumentException when they are not of this manifest
  public static ManifestParts of(Manifest manifest, List<byte[]> chunks) {
    List<Node> nodes = List.copyOf(manifest.nodesWithoutFunctions().values());
    List<Node> functions = List.copyOf(manifest.functions().values());
    if (chunks.size() != nodes.size() + functions.size() + 1) {
      throw new IllegalArgumentException("the JSON is that of another manifest");
    }
    return new ManifestParts(
        manifest,
        new ResourceJson(manifest.createdAt()),
        parts(nodes, chunks),
        parts(functions, chunks.subList(nodes.size(), chunks.size())),
        chunks.getLast());
  }

  private static List<Part> parts(List<Node> nodes, List<byte[]> chunks) {
    var parts = new ArrayList<Part>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      parts.add(new Part(nodes.get(i), chunks.get(i)));
    }
    return parts;
  }

  /// The bytes, to be kept.
  public List<byte[]> chunks() {
    var chunks = new ArrayList<byte[]>(nodes.size() + functions.size() + 1);
    nodes.forEach(part -> chunks.add(part.json));
    functions.forEach(part -> chunks.add(part.json));
    chunks.add(others);
    return chunks;
  }

  /// About how many bytes the parts have.
  int size() {
    return size(nodes) + size(functions) + others.length;
  }

  private static int size(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.json.length + 1).sum();
  }

  /// Writes the members of the object of nodes.
  ///
  /// @param files what an invocation made of nodes, by unique id
  void writeNodes(Map<String, NodeFiles> files, ByteArrayOutputStream out) {
    write(nodes, files, out);
  }

  /// Writes the members of the object of functions.
  ///
  /// @param files what an invocation made of functions, by unique id
  void writeFunctions(Map<String, NodeFiles> files, ByteArrayOutputStream out) {
    write(functions, files, out);
  }

  private void write(List<Part> parts, Map<String, NodeFiles> files, ByteArrayOutputStream out) {
    boolean isFirst = true;
    for (Part part : parts) {
      if (!isFirst) {
        out.write(',');
      }
      isFirst = false;
      NodeFiles made = files.get(part.node.uniqueId());
      out.writeBytes(made == null ? part.json : node(part.node, made, resources));
    }
  }

  /// Writes the members of the manifest that follow its nodes.
  void writeOthers(ByteArrayOutputStream out) {
    out.writeBytes(others);
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
