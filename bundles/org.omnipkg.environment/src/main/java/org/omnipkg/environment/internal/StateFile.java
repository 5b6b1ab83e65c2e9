package org.omnipkg.environment.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;

/** A state as JSON beside its generation. Written whole or not at all, and without credentials. */
final class StateFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 1 had no kept versions, no offers and nothing carried along; 2 had one resolver. */
  private static final int SCHEMA = 3;

  private static final int OLDEST = 1;

  private StateFile() {}

  /** Its content is on the disk then; its name is when the names in its folder are. */
  static void write(Path file, State state) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling("." + file.getFileName());
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(state)));
    Durable.file(fresh);
    Folders.move(fresh, file);
  }

  static State read(Path file) throws IOException {
    JsonNode tree = JSON.readTree(Files.readAllBytes(file));
    int schema = tree.path("schema").asInt();
    if (schema < OLDEST || schema > SCHEMA) {
      throw new IOException("schema " + tree.path("schema").asText());
    }
    return state(tree);
  }

  static ObjectNode tree(State state) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("schema", SCHEMA);
    tree.put("number", state.number());
    tree.put("created", state.created().toString());
    texts(tree.putArray("command"), state.command());
    ArrayNode runtimes = tree.putArray("runtimes");
    state.runtimes().forEach(runtime -> runtimes.add(runtime(runtime)));
    texts(tree.putArray("roots"), state.roots());
    closure(tree, state.nodes(), state.edges(), state.trees());
    ObjectNode resolvers = tree.putObject("resolvers");
    new TreeMap<>(state.resolvers()).forEach(resolvers::put);
    ArrayNode kept = tree.putArray("kept");
    for (State.Kept one : state.kept()) {
      ObjectNode version = kept.addObject().put("root", Secrets.without(one.root()));
      closure(version, one.nodes(), one.edges(), one.trees());
    }
    ArrayNode offers = tree.putArray("offers");
    state.offers().forEach(offer -> offers.add(NodeJson.offer(JSON.createObjectNode(), offer)));
    texts(tree.putArray("carried"), state.carried());
    ObjectNode elsewhere = tree.putObject("elsewhere");
    new TreeMap<>(state.elsewhere())
        .forEach(
            (language, one) -> packages(elsewhere.putObject(language), one.nodes(), one.edges()));
    return tree;
  }

  private static void packages(ObjectNode tree, List<Node> nodes, List<Edge> edges) {
    ArrayNode nodeArray = tree.putArray("nodes");
    nodes.forEach(node -> nodeArray.add(NodeJson.write(JSON.createObjectNode(), node)));
    ArrayNode edgeArray = tree.putArray("edges");
    edges.forEach(edge -> edgeArray.add(edge(edge)));
  }

  private static void closure(
      ObjectNode tree, List<Node> nodes, List<Edge> edges, Map<String, String> trees) {
    packages(tree, nodes, edges);
    ObjectNode places = tree.putObject("trees");
    new TreeMap<>(trees).forEach(places::put);
  }

  static State state(JsonNode tree) {
    List<Runtime> runtimes = list(tree.required("runtimes"), StateFile::runtime);
    return new State(
        tree.required("number").asInt(),
        Instant.parse(tree.required("created").asText()),
        list(tree.required("command"), JsonNode::asText),
        runtimes,
        list(tree.required("roots"), JsonNode::asText),
        list(tree.required("nodes"), NodeJson::read),
        list(tree.required("edges"), StateFile::edge),
        map(tree.required("trees")),
        tree.has("resolver")
            ? State.everywhere(tree.path("resolver").asText(), runtimes)
            : map(tree.required("resolvers")),
        list(tree.path("kept"), StateFile::kept),
        list(tree.path("offers"), NodeJson::offer),
        list(tree.path("carried"), JsonNode::asText),
        elsewhere(tree.path("elsewhere")));
  }

  private static Map<String, Elsewhere> elsewhere(JsonNode tree) {
    Map<String, Elsewhere> elsewhere = new LinkedHashMap<>();
    tree.properties()
        .forEach(
            entry ->
                elsewhere.put(
                    entry.getKey(),
                    new Elsewhere(
                        list(entry.getValue().required("nodes"), NodeJson::read),
                        list(entry.getValue().required("edges"), StateFile::edge))));
    return elsewhere;
  }

  private static State.Kept kept(JsonNode tree) {
    return new State.Kept(
        tree.required("root").asText(),
        list(tree.required("nodes"), NodeJson::read),
        list(tree.required("edges"), StateFile::edge),
        map(tree.required("trees")));
  }

  private static ObjectNode runtime(Runtime runtime) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("ecosystem", runtime.ecosystem());
    tree.put("implementation", runtime.implementation());
    tree.put("version", runtime.version());
    tree.put("executable", runtime.executable().toString());
    tree.put("home", runtime.home().toString());
    tree.put("origin", runtime.origin());
    ObjectNode facts = tree.putObject("facts");
    new TreeMap<>(runtime.facts()).forEach((k, v) -> facts.put(k, Secrets.without(v)));
    return tree;
  }

  private static Runtime runtime(JsonNode tree) {
    return new Runtime(
        tree.required("ecosystem").asText(),
        tree.required("implementation").asText(),
        tree.required("version").asText(),
        Path.of(tree.required("executable").asText()),
        Path.of(tree.required("home").asText()),
        tree.required("origin").asText(),
        map(tree.required("facts")));
  }

  private static ObjectNode edge(Edge edge) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("from", edge.from());
    tree.put("to", edge.to());
    tree.put("tie", edge.tie().name());
    tree.put("role", edge.role().name());
    tree.put("text", Secrets.without(edge.text()));
    tree.put("when", edge.when());
    return tree;
  }

  private static Edge edge(JsonNode tree) {
    return new Edge(
        tree.required("from").asText(),
        tree.required("to").asText(),
        Tie.valueOf(tree.required("tie").asText()),
        Role.valueOf(tree.required("role").asText()),
        tree.required("text").asText(),
        tree.required("when").asText());
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(text -> array.add(Secrets.without(text)));
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
    List<T> list = new ArrayList<>();
    array.forEach(node -> list.add(item.apply(node)));
    return list;
  }

  static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  static LinkedHashSet<String> set(JsonNode array) {
    return new LinkedHashSet<>(list(array, JsonNode::asText));
  }
}
